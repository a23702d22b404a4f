import { Duration } from 'luxon';
import * as z from 'zod';
import type { HistorySettings } from '../domain/history.ts';
import { DAY, MINUTE, SECOND, type Milliseconds } from '../domain/time.ts';
import type { ConfigIssue } from './issue.ts';
import type { HistoryFileSettings } from './settings.ts';

export const historyUrlError =
  'must be like file:./edgetasks.db, or postgres://user:password@host:5432/database';

/** Whether a text names an embedded file or a Postgres database. */
export function isHistoryUrl(text: string): boolean {
  if (text.startsWith('file:')) return text.length > 'file:'.length;
  if (!/^postgres(?:ql)?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { hostname, searchParams } = new URL(text);
  return hostname !== '' || searchParams.has('host');
}

const duration = (byDefault: Milliseconds, least: Milliseconds, most: Milliseconds, error: string) =>
  z
    .string({ error })
    .transform((text) => Duration.fromISO(text).toMillis())
    .refine((length) => length >= least && length <= most, { error })
    .default(byDefault);

const flag = (byDefault: boolean) => z.boolean({ error: 'must be true or false' }).default(byDefault);

/** `history` of a configuration file. The URL may come from the environment instead. */
export const historySchema = z.strictObject(
  {
    url: z.string({ error: historyUrlError }).refine(isHistoryUrl, { error: historyUrlError }).optional(),
    interval: duration(
      30 * SECOND,
      5 * SECOND,
      60 * MINUTE,
      'must be an ISO 8601 duration from PT5S to PT1H, such as PT30S',
    ),
    keepFor: duration(
      90 * DAY,
      DAY,
      3_660 * DAY,
      'must be an ISO 8601 duration from P1D to P10Y, such as P90D',
    ),
    raw: flag(true),
    queryStrings: flag(true),
  },
  { error: ({ code }) => (code === 'unrecognized_keys' ? undefined : 'must be an object with a url') },
);

/** The demo's history, which is kept in memory. */
export const demoHistory = (): HistoryFileSettings => ({ ...historySchema.parse({}), url: 'file::memory:' });

/**
 * The settings of the history; undefined if none is configured. The environment's URL replaces the file's. Reports
 * settings without any URL.
 */
export function historySettings(
  given: HistoryFileSettings | undefined,
  environmentUrl: string | undefined,
  issues: ConfigIssue[],
): HistorySettings | undefined {
  const url = environmentUrl ?? given?.url;
  if (url !== undefined) return { ...(given ?? historySchema.parse({})), url };
  if (given !== undefined) {
    const message = `is missing; it ${historyUrlError}. EDGETASKS_HISTORY_URL can set it too`;
    issues.push({ path: 'history.url', message });
  }
  return undefined;
}
