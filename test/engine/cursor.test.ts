import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserInputError } from '../../src/domain/errors.ts';
import { SECOND } from '../../src/domain/time.ts';
import { decodeCursor, encodeCursor, type Cursor } from '../../src/engine/list/page-request.ts';

const second = fc.integer({ min: 0, max: 4_000_000_000 }).map((value) => value * SECOND);
const key = fc
  .tuple(
    fc.integer({ min: 0, max: 4_000_000_000_000 }),
    fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }),
  )
  .map(([createdAt, names]): Cursor['key'] => [createdAt, ...names]);
const cursors: fc.Arbitrary<Cursor> = fc.record({
  query: fc.constant('query'),
  window: fc.tuple(second, second).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
  direction: fc.constantFrom('forward' as const, 'backward' as const),
  key,
  behind: fc.array(fc.tuple(fc.string(), key), { maxLength: 6 }).map((entries) => new Map(entries)),
});

const refusal = (text: string, query = 'query'): unknown => {
  try {
    return decodeCursor(text, 'after', query);
  } catch (error) {
    return error;
  }
};

describe('a cursor', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(cursors, (cursor) => {
        expect(decodeCursor(encodeCursor(cursor), 'after', 'query')).toEqual(cursor);
      }),
    );
  });

  it('is text that needs no escaping in an address', () => {
    fc.assert(
      fc.property(cursors, (cursor) => {
        expect(encodeCursor(cursor)).toMatch(/^[\w-]+$/);
      }),
    );
  });

  it('answers only the query that made it', () => {
    fc.assert(
      fc.property(cursors, (cursor) => {
        const error = refusal(encodeCursor(cursor), 'another');
        expect(error).toBeInstanceOf(UserInputError);
        expect(error).toMatchObject({ argument: 'after', message: expect.stringContaining('another query') });
      }),
      { numRuns: 20 },
    );
  });

  it('that was never given out is rejected, naming the argument', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.json().map((text) => Buffer.from(text).toString('base64url')),
        ),
        (text) => {
          expect(refusal(text)).toMatchObject({
            argument: 'after',
            message: expect.stringContaining('not a cursor'),
          });
        },
      ),
    );
  });

  it('that was altered is rejected or read, and causes no other error', () => {
    fc.assert(
      fc.property(cursors, fc.nat(), fc.integer({ min: 32, max: 126 }), (cursor, place, code) => {
        const json = Buffer.from(encodeCursor(cursor), 'base64url').toString();
        const at = place % json.length;
        const bent = json.slice(0, at) + String.fromCodePoint(code) + json.slice(at + 1);
        const outcome = refusal(Buffer.from(bent).toString('base64url'));
        const isRead = typeof outcome === 'object' && outcome !== null && 'window' in outcome;
        expect(isRead || outcome instanceof UserInputError).toBe(true);
      }),
    );
  });
});
