import type { Capabilities, Feed, FeedQuery, Provider, VendorAnswer } from '../../domain/source.ts';
import type { TaskKind, TaskState } from '../../domain/task.ts';
import { SECOND, type Window } from '../../domain/time.ts';
import { isFields } from '../fields.ts';
import { listOf, notAsDescribed, rowPage, sole } from '../rows.ts';
import { isoText } from '../times.ts';
import { refreshRow } from './refresh-row.ts';
import type { RefreshSettings } from './settings.ts';
import { KINDS, objectTypes, RETENTION, statuses } from './vocabulary.ts';

/** Alibaba Cloud CDN's first API was released in November 2014. */
const FIRST_DAY = Date.UTC(2014, 0, 1);

/** The list of one of the products that share this back end. */
export interface RefreshList {
  readonly action: string;
  /** The member of `Tasks` that holds the rows. */
  readonly list: string;
  readonly documentedRate: number;
  /** The kinds that ObjectType can filter by. */
  readonly kinds: readonly TaskKind[];
  /** The states that Status can filter by. */
  readonly states: readonly TaskState[];
  readonly occurringStates: readonly TaskState[];
}

/** Alibaba Cloud CDN, DescribeRefreshTasks. */
export const refreshList: RefreshList = {
  action: 'DescribeRefreshTasks',
  list: 'CDNTask',
  // Older pages say 10 a second, those since late 2025 say 5.
  documentedRate: 5,
  kinds: ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY', 'PURGE_REGEX'],
  // Not PROCESSING, because rows can also be Pending, which Status cannot filter by.
  states: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'CANCELED'],
  occurringStates: ['PROCESSING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'CANCELED'],
};

/** What the lists of Alibaba Cloud's products have in common. */
export const commonCapabilities = {
  paging: 'page-number',
  isNewestFirst: true,
  // URLs of one domain that are submitted within the same second share an id.
  taskSpan: SECOND,
  url: { valuesPerCall: 1, isExact: true },
  tellsArea: false,
} satisfies Partial<Capabilities>;

/** Purges and prefetches in one list: the only way to list. */
export function refreshFeed(product: RefreshList, settings: RefreshSettings, provider: Provider): Feed {
  const { action, documentedRate, kinds, states, occurringStates } = product;
  const callsPerSecond = settings.requestsPerSecond ?? documentedRate;
  const read = refreshRow(provider);
  return {
    action,
    hosts: settings.domains,
    kinds: KINDS,
    callsPerSecond,
    capabilities: {
      ...commonCapabilities,
      maxPageSize: settings.maxPageSize,
      maxWindow: RETENTION,
      retention: RETENTION,
      since: FIRST_DAY,
      kinds: { values: kinds, valuesPerCall: 1, isExact: true },
      states: { values: states, valuesPerCall: 1, isExact: true, needsKind: true },
      occurringStates,
      domain: { valuesPerCall: 1, isExact: true, needsKind: true },
      isRefreshedByAsking: true,
    },
    encode: (query) => ({
      action,
      parameters: { ...parameters(query, kinds), ResourceGroupId: settings.resourceGroupId },
      callsPerSecond,
    }),
    decode: (answer) => rowPage(answer, tasksOf(product, answer), answer.body['TotalCount'], read),
  };
}

function parameters(
  { window, offset, limit, kinds, states, url, domain }: FeedQuery,
  knownKinds: readonly TaskKind[],
) {
  const asked = sole(kinds);
  const kind = asked !== undefined && knownKinds.includes(asked) ? asked : undefined;
  const state = sole(states);
  return {
    ...pageParameters(window, offset, limit),
    ObjectPath: url,
    ObjectType: kind && objectTypes.wordFor(kind),
    // Refused without an ObjectType.
    DomainName: kind && domain?.toLowerCase(),
    Status: kind && state && statuses.wordFor(state),
  };
}

/** A page of a range, as Alibaba Cloud's products ask for it. */
export const pageParameters = ({ from, to }: Window, offset: number, limit: number) => ({
  StartTime: isoText(from),
  // The end must be later than the start.
  EndTime: isoText(Math.max(to, from + SECOND)),
  PageNumber: Math.floor(offset / limit) + 1,
  PageSize: limit,
});

/** The list is wrapped in an object, unlike in the calls by id. */
function tasksOf({ action, list }: RefreshList, answer: VendorAnswer): readonly unknown[] {
  const { Tasks: tasks } = answer.body;
  if (isFields(tasks)) return listOf(action, answer, list, tasks);
  if (tasks === null || tasks === undefined) return listOf(action, answer, 'Tasks');
  throw notAsDescribed(action, answer, 'Tasks', 'an object');
}
