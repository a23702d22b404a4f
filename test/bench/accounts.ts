import type { EmulatedAccount, Submission, SubmissionKind } from '../../src/emulator/emulator.ts';

/*
 * What the emulated vendors hold. Three accounts tell the same story at the same pace, so that a list of all three takes
 * a third of its rows from each; one is large; one has tasks that never end, for those who watch.
 */

export const second = 1_000;
export const day = 86_400 * second;

/** The account `tencent` as a provider of its own, which is told that a thousand rows fit into one page. */
export const wideProvider = 'wide';

/** The zone of the EdgeOne accounts. */
export const zone = 'zone-z8m9mgx';

/** Whose list it is, how far it goes back and how dense it is. */
interface Pace {
  readonly prefix: string;
  readonly rows: number;
  readonly rowsPerTask: number;
  readonly spanMs: number;
  readonly kind?: SubmissionKind;
}

/** Evenly over the span before `now`, the newest first; all are done. */
function history(now: number, { prefix, rows, rowsPerTask, spanMs, kind = 'PREFETCH' }: Pace): Submission[] {
  const tasks = Math.floor(rows / rowsPerTask);
  const base = Math.floor(now / second) * second - 10 * second;
  return Array.from({ length: tasks }, (_, index) => {
    const at = base - Math.floor((index * spanMs) / tasks / second) * second;
    const targets = Array.from({ length: rowsPerTask }, (__, place) => ({
      url: `https://www.example.com/assets/release-${tasks - index}/chunk-${place}.js`,
      finishesAt: at + 5 * second,
      outcome: 'succeeded' as const,
    }));
    return { taskId: taskIdOf(prefix, index), kind, at, targets };
  });
}

const taskIdOf = (prefix: string, index: number): string => `${prefix}${String(index).padStart(8, '0')}`;

/** Tasks of the account `watched` that begin now and take a day. `generation` tells them from those before. */
export const unfinished = (now: number, generation: number, count: number): Submission[] =>
  Array.from({ length: count }, (_, index) => ({
    taskId: taskIdOf(`1799${generation}`, index),
    kind: 'PREFETCH',
    at: Math.floor(now / second) * second,
    targets: [{ url: `https://www.example.com/${index}`, finishesAt: now + day, outcome: 'succeeded' }],
  }));

/** The ids of the newest tasks of an account that can be looked up. */
export const taskIds = (account: keyof typeof prefixes, count: number): string[] =>
  Array.from({ length: count }, (_, index) => taskIdOf(prefixes[account], index));

/** Purges at Alibaba Cloud CDN: their lookup takes ten ids a call. */
const prefixes = { tencent: '17020', edge: 'job-2cx2m', aliyun: '95100' } as const;

/** Rows of `tencent` and `edge` in the last 30 days: some more than the longest walk. */
const storyRows = 10_500;

const behaviour = { enforcesRate: false };

/** All accounts, their histories ending a moment before `now`. */
export function accounts(now: number): EmulatedAccount[] {
  const story = { rows: storyRows, rowsPerTask: 5, spanMs: 29.9 * day };
  // It remembers three days, so that a tenth of the story is enough.
  const shortStory = { rows: storyRows / 10, rowsPerTask: 5, spanMs: 2.99 * day };
  const tencent = history(now, { ...story, prefix: prefixes.tencent });
  return [
    {
      vendor: 'TENCENT_CDN',
      name: 'tencent',
      ...keyOf('tencent'),
      history: tencent,
      // Its largest page is not published.
      behaviour: { ...behaviour, maxPageSize: 1_000 },
    },
    {
      vendor: 'TENCENT_EDGEONE',
      name: 'edge',
      ...keyOf('edge'),
      zones: [zone],
      history: history(now, { ...story, prefix: prefixes.edge }),
      behaviour,
    },
    {
      vendor: 'ALIBABA_CDN',
      name: 'aliyun',
      ...keyOf('aliyun'),
      history: [
        ...history(now, { ...shortStory, prefix: '95200' }),
        ...history(now, { ...shortStory, prefix: prefixes.aliyun, kind: 'PURGE_URL' }),
      ],
      behaviour,
    },
    {
      vendor: 'TENCENT_EDGEONE',
      name: 'bulk',
      ...keyOf('bulk'),
      zones: [zone],
      history: history(now, { prefix: 'job-bulk', rows: 120_000, rowsPerTask: 50, spanMs: 29.9 * day }),
      behaviour,
    },
    { vendor: 'TENCENT_CDN', name: 'watched', ...keyOf('watched'), behaviour },
  ];
}

const keyOf = (name: string) => ({ id: `AKID-bench-${name}`, secret: `bench-secret-of-${name}` });
