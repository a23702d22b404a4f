import type { RequestScope } from '../../src/domain/request-scope.ts';
import type {
  Capabilities,
  FeedQuery,
  LookupQuery,
  RowPage,
  TaskSource,
  VendorAnswer,
} from '../../src/domain/source.ts';
import { taskKinds, taskStates, type UrlDetail } from '../../src/domain/task.ts';
import type { Tasks } from '../../src/domain/tasks.ts';
import { HOUR, SECOND } from '../../src/domain/time.ts';
import { requestScope } from '../../src/engine/call/deadline.ts';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { MemoryStore } from '../../src/engine/store/store.ts';
import { createTasks } from '../../src/engine/tasks.ts';

export const NOW = Date.UTC(2026, 10, 22, 12);

/** One listable scope of a vendor in memory. */
export interface MemoryFeed {
  readonly scope?: string;
  readonly hosts?: readonly string[];
  /** In any order. */
  readonly rows: readonly UrlDetail[];
  readonly capabilities?: Partial<Capabilities>;
  /** Throws in the place of an answer. */
  readonly failure?: Error;
  /** Its tasks are found by id too; `spanning`: they may have rows in other scopes. */
  readonly lookups?: 'within' | 'spanning';
  /** Makes another answer of the right one, or throws. */
  readonly distort?: (query: MemoryQuery, page: RowPage) => RowPage;
}

/** What a list or a lookup asks for. */
export type MemoryQuery = Partial<FeedQuery> & Partial<LookupQuery>;

/** A vendor without a network: it answers each query from rows in memory, newest first. */
export function memorySource(
  name: string,
  feeds: readonly MemoryFeed[],
  asked: FeedQuery[] = [],
): TaskSource {
  const provider = { name, vendor: 'ANY_VENDOR', account: name };
  const queries = new Map<string, MemoryQuery>();
  const pages = new Map<string, RowPage>();
  let serial = 0;
  const requestFor = (place: number, query: MemoryQuery) => {
    const id = `${(serial += 1)} ${place}`;
    queries.set(id, query);
    return { action: 'ListTasks', parameters: { id }, callsPerSecond: 1_000_000 };
  };
  const decode = ({ body }: VendorAnswer) => pages.get(String(body['id'])) ?? { rows: [], rowsAnswered: 0 };
  return {
    provider,
    now: () => NOW,
    lookups: feeds.flatMap(({ scope, lookups }, place) =>
      lookups === undefined
        ? []
        : [
            {
              action: 'ListTasks',
              scope,
              spansScopes: lookups === 'spanning',
              kinds: taskKinds,
              idsPerCall: 1,
              paging: 'offset',
              maxPageSize: 100,
              callsPerSecond: 1_000_000,
              countableStates: taskStates,
              isDetailed: false,
              retention: Infinity,
              encode: (query: LookupQuery) => requestFor(place, query),
              decode,
            },
          ],
    ),
    feeds: feeds.map((feed, place) => ({
      action: 'ListTasks',
      scope: feed.scope,
      hosts: feed.hosts,
      kinds: taskKinds,
      callsPerSecond: 1_000_000,
      capabilities: {
        paging: 'offset',
        maxPageSize: 100,
        maxWindow: Infinity,
        retention: Infinity,
        isNewestFirst: true,
        taskSpan: 5 * SECOND,
        tellsArea: true,
        ...feed.capabilities,
      },
      encode(query) {
        asked.push(query);
        return requestFor(place, query);
      },
      decode,
    })),
    async send({ parameters }) {
      const id = String(parameters['id']);
      const query = queries.get(id);
      const feed = feeds[Number(id.split(' ')[1])];
      if (query === undefined || feed === undefined) throw new RangeError('No such query.');
      if (feed.failure !== undefined) throw feed.failure;
      const { window, taskIds, state, states, offset = 0, limit = 0 } = query;
      const all = feed.rows
        .filter(
          (row) =>
            (window === undefined || (row.createdAt >= window.from && row.createdAt < window.to)) &&
            (taskIds?.includes(row.taskId) ?? true) &&
            (state === undefined || row.state === state) &&
            (states?.includes(row.state) ?? true),
        )
        .toSorted((a, b) => b.createdAt - a.createdAt);
      const rows = all.slice(offset, offset + limit);
      const page = { rows, rowsAnswered: rows.length, totalCount: all.length };
      pages.set(id, feed.distort?.(query, page) ?? page);
      return { body: { id }, sentAt: NOW, observedAt: NOW };
    },
  };
}

/** The engine over sources in memory. */
export const tasksInMemory = (sources: readonly TaskSource[]): Tasks =>
  createTasks(sources, {
    calls: vendorCalls({ clock: () => NOW }),
    store: new MemoryStore(100_000, () => NOW),
    maxRows: 100_000,
    clock: () => NOW,
    monotonicNow: () => 0,
    fingerprint: (text) => String(text.length),
  });

/** The scope of a request that begins now, and that never ends by time. */
export const scopeNow = (callBudget = 1_000): RequestScope =>
  requestScope({
    now: NOW,
    deadlineMs: HOUR,
    callBudget,
    client: 'test',
    priority: 'interactive',
    schedule: () => () => undefined,
  }).scope;
