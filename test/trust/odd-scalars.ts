import fc from 'fast-check';
import { accountNames, taskIdOf } from './company.ts';
import type { Draw, DrawScalar } from './documents.ts';
import { oddInstant, oddInteger, oddText, spoilt } from './odd-values.ts';

/** What the API itself has given, to be spoilt. */
export interface Given {
  readonly ids: readonly string[];
  readonly cursors: readonly string[];
}

const integer = (draw: Draw, max: number): number => draw(fc.integer, { min: 0, max: Math.max(0, max) });
const pick = (draw: Draw, from: readonly string[]): string => from[integer(draw, from.length - 1)] ?? '';

/** What a scalar may be: sound mostly, odd often, and now and then of another type. */
export function oddScalars(given: () => Given): { integer: typeof integer; scalar: DrawScalar } {
  const scalar: DrawScalar = (draw, name) => {
    const odd = (arbitrary: fc.Arbitrary<unknown>): unknown => draw(() => arbitrary);
    const { ids, cursors } = given();
    const kind = integer(draw, 9);
    if (kind === 0) return odd(fc.jsonValue({ maxDepth: 2 }));
    if (name === 'Int' || name === 'Float') return odd(oddInteger);
    if (name === 'Boolean') return kind % 2 === 0;
    if (name === 'DateTime') return odd(oddInstant);
    if (name === '_Any')
      return {
        __typename: pick(draw, ['Task', 'Provider', 'UrlDetail', 'Domain', 'X']),
        id: odd(spoilt(pick(draw, ids))),
        name: odd(oddText),
      };
    if (name === 'ID' || kind === 1) return odd(spoilt(pick(draw, ids)));
    if (kind === 2 || kind === 3) return odd(spoilt(pick(draw, cursors)));
    if (kind < 7)
      return pick(draw, [
        ...Object.values(accountNames),
        taskIdOf('TENCENT_CDN', 0),
        taskIdOf('ALIBABA_CDN', 9),
        'https://www.example.com/0/0.js',
        'www.example.com',
      ]);
    return odd(oddText);
  };
  return { integer, scalar };
}
