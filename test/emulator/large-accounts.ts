import type { EmulatedAccount, EmulatedVendor, Submission, Target } from '../../src/emulator/emulator.ts';
import type { SubmissionKind } from '../../src/emulator/emulator.ts';

/** The size and shape of an account's history. Times are epoch ms. */
export interface HistorySize {
  /** The newest task is created in the second of this instant. */
  readonly newest: number;
  readonly tasks: number;
  readonly urlsPerTask: number;
  /** The time between two tasks. Default 60 s; 0 puts all tasks into one second. */
  readonly apartMs?: number;
  /** Default `PREFETCH`. */
  readonly kind?: SubmissionKind;
  /** Task n purges or prefetches URLs of domain n, and so on in turn. Default `['www.example.com']`. */
  readonly domains?: readonly string[];
  /** EdgeOne: task n belongs to zone n, and so on in turn. Default: the account's first zone. */
  readonly zones?: readonly string[];
  /** How a URL ends, and when, by the number of its task (0 is the newest) and of the URL. Default: succeeded after 5 s. */
  readonly target?: (task: number, url: number) => Partial<Target>;
  /** Begins every task id. Default `1700`: decimal, as Tencent Cloud CDN and Alibaba require. */
  readonly idPrefix?: string;
}

/** Tasks of equal size at equal distances, the newest first. */
export function tasksOfSize(size: HistorySize): Submission[] {
  const { newest, tasks, urlsPerTask, apartMs = 60_000, kind = 'PREFETCH', idPrefix = '1700' } = size;
  const { domains = ['www.example.com'], zones = [], target } = size;
  return Array.from({ length: tasks }, (_, task) => {
    const at = Math.floor((newest - task * apartMs) / 1000) * 1000;
    const zone = zones[task % zones.length];
    const domain = domains[task % domains.length] ?? '';
    const targets = Array.from({ length: urlsPerTask }, (__, url): Target => ({
      url: `https://${domain}/${task}/${url}.js`,
      domain,
      finishesAt: at + 5000,
      outcome: 'succeeded',
      ...target?.(task, url),
    }));
    const taskId = `${idPrefix}${String(task).padStart(8, '0')}`;
    return { taskId, kind, at, targets, ...(zone === undefined ? {} : { zone }) };
  });
}

/** `zone-000`, `zone-001` and so on. */
export function zoneIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `zone-${String(index).padStart(3, '0')}`);
}

/** `www.site-0.example.com`, `www.site-1.example.com` and so on. */
export function domainNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `www.site-${index}.example.com`);
}

/** An account with the credentials that its name implies. */
export function accountOf(
  vendor: EmulatedVendor,
  name: string,
  more: Partial<EmulatedAccount> = {},
): EmulatedAccount {
  return { vendor, name, id: `id-of-${name}`, secret: `secret-of-${name}`, ...more };
}
