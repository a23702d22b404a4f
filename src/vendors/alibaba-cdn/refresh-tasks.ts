import type { Feed, FeedQuery, Provider, VendorAnswer } from '../../domain/source.ts';
import { SECOND } from '../../domain/time.ts';
import { isFields } from '../fields.ts';
import { listOf, notAsDescribed, rowPage, sole } from '../rows.ts';
import { isoText } from '../times.ts';
import { refreshRow } from './refresh-row.ts';
import type { AlibabaCdnSettings } from './settings.ts';
import { KINDS, KNOWN_KINDS, objectTypes, RETENTION, statuses } from './vocabulary.ts';

const ACTION = 'DescribeRefreshTasks';
/** Older pages say 10 a second, those since late 2025 say 5. */
const DOCUMENTED_RATE = 5;

/** Its first API is of November 2014. */
const FIRST_DAY = Date.UTC(2014, 0, 1);

/** Purges and prefetches in one list (Alibaba Cloud CDN, DescribeRefreshTasks): the only way to list. */
export function refreshFeed(settings: AlibabaCdnSettings, provider: Provider): Feed {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  const read = refreshRow(provider);
  return {
    action: ACTION,
    hosts: settings.domains,
    kinds: KINDS,
    callsPerSecond,
    capabilities: {
      paging: 'page-number',
      maxPageSize: settings.maxPageSize,
      maxWindow: RETENTION,
      retention: RETENTION,
      since: FIRST_DAY,
      isNewestFirst: true,
      // URLs of one domain that are submitted within the same second share an id.
      taskSpan: SECOND,
      kinds: { values: KNOWN_KINDS, valuesPerCall: 1, isExact: true },
      // Not PROCESSING: rows can be Pending too, which cannot be asked for.
      states: {
        values: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'CANCELED'],
        valuesPerCall: 1,
        isExact: true,
        needsKind: true,
      },
      occurringStates: ['PROCESSING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'CANCELED'],
      url: { valuesPerCall: 1, isExact: true },
      domain: { valuesPerCall: 1, isExact: true, needsKind: true },
      tellsArea: false,
      isRefreshedByAsking: true,
    },
    encode: (query) => ({ action: ACTION, parameters: parameters(query), callsPerSecond }),
    decode: (answer) => rowPage(answer, tasksOf(answer), answer.body['TotalCount'], read),
  };
}

function parameters({ window, offset, limit, kinds, states, url, domain }: FeedQuery) {
  const kind = sole(kinds);
  const state = sole(states);
  return {
    StartTime: isoText(window.from),
    EndTime: isoText(window.to),
    PageNumber: Math.floor(offset / limit) + 1,
    PageSize: limit,
    ObjectPath: url,
    ObjectType: kind && objectTypes.wordFor(kind),
    // Refused without an ObjectType.
    DomainName: kind && domain?.toLowerCase(),
    Status: kind && state && statuses.wordFor(state),
  };
}

/** An object around the list, unlike in the calls by id. */
function tasksOf(answer: VendorAnswer): readonly unknown[] {
  const { Tasks: tasks } = answer.body;
  if (isFields(tasks)) return listOf(ACTION, answer, 'CDNTask', tasks);
  if (tasks === null || tasks === undefined) return listOf(ACTION, answer, 'Tasks');
  throw notAsDescribed(ACTION, answer, 'Tasks', 'an object');
}
