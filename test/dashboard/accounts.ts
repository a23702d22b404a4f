import type { EmulatedAccount, Submission, Target } from '../../src/emulator/emulator.ts';

const minute = 60_000;

const credentials = (name: string) => ({ id: `id-of-${name}`, secret: `secret-of-${name}` });

/** Three accounts, one of each vendor, with these histories. */
export function accountsWith(
  histories: Readonly<Record<'tencent' | 'edge' | 'aliyun', readonly Submission[]>>,
) {
  return [
    { vendor: 'TENCENT_CDN', name: 'tencent', ...credentials('tencent'), history: histories.tencent },
    {
      vendor: 'TENCENT_EDGEONE',
      name: 'edge',
      ...credentials('edge'),
      zones: ['zone-1'],
      history: histories.edge,
    },
    { vendor: 'ALIBABA_CDN', name: 'aliyun', ...credentials('aliyun'), history: histories.aliyun },
  ] as const satisfies readonly EmulatedAccount[];
}

/** The submission of an id that is known by its number, such as `edge-3`. */
export const idOf = (name: string, index: number): string =>
  name === 'aliyun' ? `${7_000 + index}` : `${name}-${index}`;

interface Given {
  readonly kind?: Submission['kind'];
  readonly urls?: readonly string[];
  /** Of every URL, unless `one` says otherwise of the first. */
  readonly target?: Partial<Target>;
  readonly one?: Partial<Target>;
}

/** A submission of `at`, done a little later unless said otherwise. */
export function submission(
  taskId: string,
  at: number,
  { kind = 'PREFETCH', urls = ['https://www.example.com/app.js'], target, one }: Given = {},
): Submission {
  return {
    taskId,
    kind,
    at,
    targets: urls.map((url, index) => ({
      url,
      finishesAt: at + 5_000,
      outcome: 'succeeded',
      ...target,
      ...(index === 0 && one),
    })),
  };
}

/** So many submissions of a URL of its own, the newest a minute before `now` and then one every ten seconds back. */
export const manySubmissions = (name: string, count: number, now: number): readonly Submission[] =>
  Array.from({ length: count }, (_, index) =>
    submission(idOf(name, index), now - minute - index * 10_000, {
      urls: [`https://www.example.com/${name}.js`],
    }),
  );
