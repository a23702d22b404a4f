import type { EmulatedAccount, Outcome, Submission, SubmissionKind } from '../../src/emulator/emulator.ts';

export const vendorNames = ['TENCENT_CDN', 'TENCENT_EDGEONE', 'ALIBABA_CDN'] as const;

/** A vendor of the company. */
export type CompanyVendor = (typeof vendorNames)[number];

export type CompanyAccount = EmulatedAccount & { readonly vendor: CompanyVendor };

/** The company's accounts, by vendor. */
export const accountNames: Readonly<Record<CompanyVendor, string>> = {
  TENCENT_CDN: 'tencent',
  TENCENT_EDGEONE: 'edge',
  ALIBABA_CDN: 'aliyun',
};

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

const styles: Readonly<Record<CompanyVendor, Style>> = {
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
export function account(vendor: CompanyVendor, name: string, now: number): CompanyAccount {
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
export const company = (now: number): CompanyAccount[] =>
  vendorNames.map((vendor) => account(vendor, accountNames[vendor], now));

/** The id of a vendor's task, the newest first; the last one is the long one. */
export const taskIdOf = (vendor: CompanyVendor, index: number): string => styles[vendor].taskId(index + 1);

const tasksEach = 9;

/** The index of the task with many URLs; it is two hours old. */
export const longTask = tasksEach;

function history(vendor: CompanyVendor, now: number): Submission[] {
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
