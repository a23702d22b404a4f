import type { EmulatedAccount, Outcome, Submission, SubmissionKind } from '../../src/emulator/emulator.ts';

type Vendor = EmulatedAccount['vendor'];

/** The company's accounts, by vendor. */
export const accountNames: Readonly<Record<Vendor, string>> = {
  TENCENT_CDN: 'tencent',
  TENCENT_EDGEONE: 'edge',
  ALIBABA_CDN: 'aliyun',
};

export const vendorNames: readonly Vendor[] = ['TENCENT_CDN', 'TENCENT_EDGEONE', 'ALIBABA_CDN'];

/** Every account has prefetched it. */
export const releasedUrl = 'https://www.example.com/0/0.js';

/** More URLs than are read page by page only to be counted. */
export const longTaskUrls = 60;

interface Style {
  readonly taskId: (index: number) => string;
  readonly kinds: readonly SubmissionKind[];
  readonly outcomes: readonly Outcome[];
  readonly zones?: readonly string[];
}

const styles: Readonly<Record<Vendor, Style>> = {
  TENCENT_CDN: {
    taskId: (index) => `17023${index * 7_919}`,
    kinds: ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY'],
    outcomes: ['succeeded', 'failed'],
  },
  TENCENT_EDGEONE: {
    taskId: (index) => `job-${(index * 7_919).toString(36)}`,
    kinds: ['PREFETCH', 'PURGE_URL', 'PURGE_HOST'],
    outcomes: ['succeeded', 'failed', 'timedOut', 'canceled'],
    zones: ['zone-shop', 'zone-media'],
  },
  ALIBABA_CDN: {
    taskId: (index) => `9${index * 104_729}`,
    kinds: ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY'],
    outcomes: ['succeeded', 'failed', 'timedOut'],
  },
};

/** An account with some tasks of the last hour, all of them finished long ago. Its secrets hold marks that need encoding. */
export function account(vendor: Vendor, name: string, now: number): EmulatedAccount {
  const { zones } = styles[vendor];
  return {
    vendor,
    name,
    id: `AKID-of-${name}`,
    secret: `Secret/of+${name}=&?%20-Gu5t9xGARNpq86cd98joQYCN3`,
    // EdgeOne's account signs without a token.
    ...(zones === undefined ? { token: `token/of+${name}==%2B-${'0123456789'.repeat(4)}` } : { zones }),
    history: history(vendor, now),
  };
}

/** One account of each vendor. */
export const company = (now: number): EmulatedAccount[] =>
  vendorNames.map((vendor) => account(vendor, accountNames[vendor], now));

/** The id of a vendor's task, the newest first; the last one is the long one. */
export const taskIdOf = (vendor: Vendor, index: number): string => styles[vendor].taskId(index + 1);

const tasksEach = 9;

/** The index of the task with many URLs; it is two hours old. */
export const longTask = tasksEach;

function history(vendor: Vendor, now: number): Submission[] {
  const { kinds, outcomes, zones } = styles[vendor];
  const zoneOf = (index: number) => (zones === undefined ? {} : { zone: zones[index % zones.length] ?? '' });
  const tasks = Array.from({ length: tasksEach }, (_, index): Submission => {
    // Every third shares its second with the one before.
    const at = now - (90 + (index - Number(index % 3 === 2)) * 300) * 1_000;
    const kind = kinds[index % kinds.length] ?? 'PREFETCH';
    const end = kind === 'PURGE_DIRECTORY' ? '/' : '.js';
    return {
      taskId: taskIdOf(vendor, index),
      kind,
      at,
      ...zoneOf(index),
      targets: Array.from({ length: 1 + (index % 5) }, (__, place) => ({
        url: `https://www.example.com/${index}/${place}${end}`,
        finishesAt: at + 5_000,
        outcome: outcomes[(index + place) % outcomes.length] ?? 'succeeded',
      })),
    };
  });
  const at = now - 7_200_000;
  const long: Submission = {
    taskId: taskIdOf(vendor, longTask),
    kind: 'PREFETCH',
    at,
    ...zoneOf(0),
    targets: Array.from({ length: longTaskUrls }, (_, place) => ({
      url: `https://www.example.com/long/${place}.js`,
      finishesAt: at + 5_000,
      outcome: outcomes[place % 2] ?? 'succeeded',
    })),
  };
  return [...tasks, long];
}
