import type { TaskState, UrlDetail } from '../domain/task.ts';
import type { UrlStanding } from '../domain/url-report.ts';

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

/** By precedence: one failed row decides for the URL, otherwise one that is in progress, and so on. */
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
