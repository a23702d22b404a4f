import type { Capabilities, FeedQuery, LookupQuery } from '../../domain/source.ts';
import { DAY, SECOND } from '../../domain/time.ts';
import { sole } from '../rows.ts';
import type { TencentCdnSettings } from './settings.ts';
import { areaWords, statuses } from './vocabulary.ts';
import type { Zone } from '../zone.ts';

/** Tencent Cloud CDN, DescribePushTasks and DescribePurgeTasks: 20 requests a second. */
export const DOCUMENTED_RATE = 20;

/** Tencent Cloud opened to the public in September 2013. */
const FIRST_DAY = Date.UTC(2013, 8, 1);

/** What push and purge history have in common, with the states that each knows. */
export const historyCapabilities = (
  settings: TencentCdnSettings,
  states: NonNullable<Capabilities['occurringStates']>,
) =>
  ({
    paging: 'offset',
    maxPageSize: settings.maxPageSize,
    // No longest interval is published; 30 days is what API v2 kept, and so the longest that is known to work.
    maxWindow: 30 * DAY,
    // Other calls of the product return seven days.
    trustedWindow: 7 * DAY,
    // No retention is documented.
    retention: Infinity,
    since: FIRST_DAY,
    isNewestFirst: true,
    // One submission gives all its rows at once; the documents do not say that they share a second.
    taskSpan: 5 * SECOND,
    states: { values: states, valuesPerCall: 1, isExact: true },
    occurringStates: states,
    // Both are sent as Keyword, documented as "a domain or a full URL". How it is compared is not documented.
    url: { valuesPerCall: 1, isExact: false },
    domain: { valuesPerCall: 1, isExact: false },
    area: { valuesPerCall: 1, isExact: true },
  }) satisfies Partial<Capabilities>;

/** The parameters of a page of history that both calls share. */
export function historyParameters(query: FeedQuery, zone: Zone) {
  const { from, to } = zone.write(query.window);
  const state = sole(query.states);
  return {
    StartTime: from,
    EndTime: to,
    Offset: query.offset,
    Limit: query.limit,
    Keyword: keyword(query),
    Status: state && statuses.wordFor(state),
    Area: query.area && areaWords.wordFor(query.area),
  };
}

/** The URL if there is one, because it is narrower. Without a scheme it would be read as a domain. */
const keyword = ({ url, domain }: FeedQuery): string | undefined =>
  url !== undefined && /^https?:\/\//.test(url) ? url : domain?.toLowerCase();

/** A query by id, always without a time range: in API v2 a task outside the range was an error. */
export const taskParameters = ({ taskIds, state, offset, limit }: LookupQuery) => ({
  TaskId: taskIds[0],
  Offset: offset,
  Limit: limit,
  Status: state && statuses.wordFor(state),
});
