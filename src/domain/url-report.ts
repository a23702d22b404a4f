import type { VendorError } from './errors.ts';
import type { TaskKind, TaskState, UrlDetail } from './task.ts';
import type { Instant, Milliseconds } from './time.ts';

/** The standings of a URL at one provider. Only DONE counts as success. */
export const urlStandings = [
  'DONE',
  'IN_PROGRESS',
  'FAILED',
  'NOT_SUBMITTED',
  'NOT_SERVED',
  'UNKNOWN',
] as const;
export type UrlStanding = (typeof urlStandings)[number];

/** Whether a URL is done at all providers that serve its host. */
export const urlVerdicts = ['EVERYWHERE', 'IN_PROGRESS', 'NOT_EVERYWHERE', 'UNKNOWN'] as const;
export type UrlVerdict = (typeof urlVerdicts)[number];

/** The arguments of `urlReports`. */
export interface UrlReportQuery {
  /** Absolute, with scheme; the reports come in this order. */
  readonly urls: readonly string[];
  /** Only tasks of these kinds; absent means all. */
  readonly kinds?: readonly TaskKind[] | undefined;
  /** The start of the period, included; defaults to 24 hours ago. */
  readonly since?: Instant | undefined;
  /** Names of the providers to ask; absent means all. */
  readonly providers?: readonly string[] | undefined;
  /** As in `PageArguments`. */
  readonly maxAge?: Milliseconds | undefined;
}

export interface UrlReport {
  readonly url: string;
  readonly verdict: UrlVerdict;
  /** Only tasks created since then count. */
  readonly since: Instant;
  /** SUCCEEDED exactly when the verdict is EVERYWHERE. */
  readonly state: TaskState;
  /** In the order of the configuration. */
  readonly providers: readonly ProviderUrlReport[];
}

export interface ProviderUrlReport {
  /** The configured name. */
  readonly provider: string;
  readonly standing: UrlStanding;
  /** The newest row since then that covers the URL; absent if there is none or if none could be read. */
  readonly latest?: UrlDetail | undefined;
  /** Why the provider could not answer completely. */
  readonly error?: VendorError | undefined;
}

/** The verdict that follows from the standings of all asked providers. */
export function verdictOf(standings: readonly UrlStanding[]): UrlVerdict {
  const has = (standing: UrlStanding): boolean => standings.includes(standing);
  if (has('FAILED') || has('NOT_SUBMITTED')) return 'NOT_EVERYWHERE';
  if (has('IN_PROGRESS')) return 'IN_PROGRESS';
  if (has('UNKNOWN') || !has('DONE')) return 'UNKNOWN';
  return 'EVERYWHERE';
}

const standingOfState: Record<TaskState, UrlStanding> = {
  PROCESSING: 'IN_PROGRESS',
  SUCCEEDED: 'DONE',
  PARTIALLY_SUCCEEDED: 'FAILED',
  CANCELED: 'FAILED',
  INVALID: 'FAILED',
  TIMED_OUT: 'FAILED',
  FAILED: 'FAILED',
  UNKNOWN: 'UNKNOWN',
};

/** The standings by precedence: one failed row decides for the URL, otherwise one that is in progress, and so on. */
const order: readonly UrlStanding[] = ['FAILED', 'IN_PROGRESS', 'UNKNOWN', 'DONE'];

const rank = ({ state }: UrlDetail): number => order.indexOf(standingOfState[state]);

/** The row with the standing that takes precedence, among all rows of the newest covering task. */
export const worst = (rows: readonly UrlDetail[]): UrlDetail | undefined =>
  rows.reduce<UrlDetail | undefined>(
    (last, row) => (last === undefined || rank(row) < rank(last) ? row : last),
    undefined,
  );

/** The standing of a URL according to the rows of its newest covering task; UNKNOWN without rows. */
export const standingOf = (rows: readonly UrlDetail[]): UrlStanding => {
  const row = worst(rows);
  return row === undefined ? 'UNKNOWN' : standingOfState[row.state];
};
