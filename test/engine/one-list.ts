import type { RequestScope } from '../../src/domain/request-scope.ts';
import type { Capabilities, FeedQuery, RowPage, TaskSource } from '../../src/domain/source.ts';
import type { UrlDetail } from '../../src/domain/task.ts';
import type { Tasks } from '../../src/domain/tasks.ts';
import { HOUR, SECOND } from '../../src/domain/time.ts';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { requestScope } from '../../src/engine/call/deadline.ts';
import { MemoryStore } from '../../src/engine/store/store.ts';
import { createTasks } from '../../src/engine/tasks.ts';
import { NOW } from './scenario.ts';

/** A page that the vendor is asked for. */
export type Asked = Pick<FeedQuery, 'offset' | 'limit'>;

/** How one call is answered; `view` is the page as the list stands at that moment. */
export type Answering = (asked: Asked, view: () => RowPage) => Promise<RowPage>;

export interface OneListSettings {
  /** Newest first. More may be put in while the list is read. */
  readonly rows: readonly UrlDetail[];
  readonly maxPageSize: number;
  readonly paging?: Capabilities['paging'];
  readonly isNewestFirst?: boolean;
  readonly answering?: Answering;
}

/** The engine over a vendor with one list, which lies in memory. */
export interface OneList {
  readonly tasks: Tasks;
  /** In the order of the calls. */
  readonly asked: readonly Asked[];
  scope(callBudget?: number): RequestScope;
}

/** The vendor's rows at this moment that a query asks for. */
function viewOf(rows: readonly UrlDetail[], { window, offset, limit }: FeedQuery): RowPage {
  const all = rows.filter(({ createdAt }) => createdAt >= window.from && createdAt < window.to);
  const page = all.slice(offset, offset + limit);
  return { rows: page, rowsAnswered: page.length, totalCount: all.length };
}

export function oneList(settings: OneListSettings): OneList {
  const {
    rows,
    maxPageSize,
    paging = 'offset',
    isNewestFirst = true,
    answering = async (_, view) => view(),
  } = settings;
  const queries: FeedQuery[] = [];
  const asked: Asked[] = [];
  const pages: RowPage[] = [];
  const source: TaskSource = {
    provider: { name: 'north', vendor: 'ANY_VENDOR', account: 'north' },
    lookups: [],
    now: () => 0,
    feeds: [
      {
        action: 'ListTasks',
        kinds: ['PREFETCH'],
        callsPerSecond: Infinity,
        capabilities: {
          paging,
          maxPageSize,
          maxWindow: Infinity,
          retention: Infinity,
          isNewestFirst,
          taskSpan: 0,
          tellsArea: false,
        },
        encode({ window: { from, to }, offset, limit, ...query }) {
          const place = queries.push({ window: { from, to }, offset, limit, ...query }) - 1;
          // The place is no part of what is asked, so that what is kept is found.
          const parameters = Object.defineProperty({ from, to, offset, limit }, 'place', { value: place });
          return { action: 'ListTasks', parameters, callsPerSecond: Infinity };
        },
        decode: ({ body }) => pages[Number(body['page'])] ?? { rows: [], rowsAnswered: 0 },
      },
    ],
    async send({ parameters }) {
      const query = queries[Number(parameters['place'])];
      if (query === undefined) throw new RangeError('No such query.');
      const { offset, limit } = query;
      asked.push({ offset, limit });
      const page = await answering({ offset, limit }, () => viewOf(rows, query));
      return { body: { page: pages.push(page) - 1 }, observedAt: NOW };
    },
  };
  const tasks = createTasks([source], {
    calls: vendorCalls({ clock: () => NOW }),
    store: new MemoryStore(100_000, () => NOW),
    maxRows: 100_000,
    clock: () => NOW,
    fingerprint: (text) => String(text.length),
  });
  return {
    tasks,
    asked,
    scope: (callBudget = 1_000) =>
      requestScope({ now: NOW, deadlineMs: HOUR, callBudget, schedule: () => () => undefined }).scope,
  };
}

/** A row of its own task, created so many seconds ago. */
export const rowOf = (name: string, age: number): UrlDetail => ({
  provider: 'north',
  kind: 'PREFETCH',
  taskId: name,
  url: `https://www.example.com/${name}`,
  domain: 'www.example.com',
  state: 'SUCCEEDED',
  createdAt: NOW - age * SECOND,
  observedAt: NOW,
  raw: {},
});

/** Rows that are so many seconds apart. */
export const rowsApart = (count: number, seconds = 2): UrlDetail[] =>
  Array.from({ length: count }, (_, index) => rowOf(String(index).padStart(5, '0'), index * seconds));
