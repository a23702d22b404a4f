import type { Page } from '../domain/page.ts';
import type { PageArguments, RowFilter, TaskQuery } from '../domain/query.ts';
import type { RequestScope } from '../domain/request-scope.ts';
import type { TaskSource } from '../domain/source.ts';
import type { Task, UrlDetail } from '../domain/task.ts';
import type { Tasks } from '../domain/tasks.ts';
import type { Clock, Instant, Milliseconds, Window } from '../domain/time.ts';
import type { Calls } from './call/calls.ts';
import { yieldIfLong, type Runtime } from './runtime.ts';
import {
  exactWindow,
  feedPlans,
  keptRows,
  keptTasks,
  planRows,
  planTasks,
  rowFilter,
  spanOf,
  windowOf,
} from './list/question.ts';
import { FeedStates } from './list/feed-state.ts';
import { listPage } from './list/list-page.ts';
import { ListRequest } from './list/list-request.ts';
import { rowKey, taskKey, type Direction, type Key } from './list/order.ts';
import { pageRequestOf, resumeKeys, startAt, type AfterOf, type PageRequest } from './list/page-request.ts';
import type { Plan } from './list/plan.ts';
import { countRows } from './list/row-count.ts';
import type { Reading } from './list/reading.ts';
import { RowList } from './list/row-list.ts';
import { TaskList } from './list/task-list.ts';
import { Lookups } from './lookup/lookup.ts';
import { pageOfRows } from './lookup/task-rows.ts';
import { TaskUrls } from './lookup/task-urls.ts';
import { statusOf } from './provider-status.ts';
import type { ObserveQuotas } from './quotas.ts';
import { scopedTasks } from './scoped-tasks.ts';
import type { History } from './store/history.ts';
import type { CacheEvent, Store } from './store/store.ts';
import { urlReports } from './url-report.ts';
import { VendorTimes } from './vendor-times.ts';

/** What the answers are made with. */
export interface TasksSettings {
  readonly calls: Calls;
  readonly store: Store;
  /** Absent: what vendors forget is forgotten here too. */
  readonly history?: History | undefined;
  /** Rows of looked-up tasks to keep. */
  readonly maxRows: number;
  readonly clock: Clock;
  readonly monotonicNow?: () => Milliseconds;
  /** A short text that differs for different texts; marks cursors with the query that they belong to. */
  readonly fingerprint: (text: string) => string;
  /** Told when a vendor's answer was not in the order that its feed declares, and when its scopes were read. */
  readonly observe?: Runtime['observe'];
  /** Told what the lists found in the store and what they added. */
  readonly observeCache?: (event: CacheEvent) => void;
  readonly observeQuotas?: ObserveQuotas;
}

/** Nodes in a page when the client does not say. */
const DEFAULT_COUNT = 20;

/** Before everything, in reading order. */
const NO_KEY: Record<Direction, Key> = { forward: [Infinity], backward: [-Infinity] };

/** What a list's arguments come to. */
interface Prepared {
  readonly fingerprint: string;
  readonly request: PageRequest;
  readonly window: Window;
  readonly after: Key;
  readonly afterOf: AfterOf;
  /** How old readings may be that the client accepts. */
  readonly maxAge: Milliseconds;
}

/** Everything that can be asked of these sources. */
export function createTasks(sources: readonly TaskSource[], settings: TasksSettings): Tasks {
  const {
    calls,
    store,
    history,
    maxRows,
    clock,
    fingerprint,
    observe = () => undefined,
    observeCache = () => undefined,
    observeQuotas = () => undefined,
    monotonicNow = () => performance.now(),
  } = settings;
  const times = new VendorTimes(sources, clock);
  const call = times.observing(calls.call);
  const states = new FeedStates(store, history);
  const requests = new WeakMap<object, ListRequest>();
  const urls = new TaskUrls({ states, call, clock, maxRows });
  const expand = urls.of.bind(urls);
  const lookups = new Lookups({ sources, states, call, clock, maxRows, requestOf });

  /** The lists of one request share what they read. */
  function requestOf(scope: RequestScope): ListRequest {
    let request = requests.get(scope.budget);
    if (request === undefined) {
      request = new ListRequest({ states, call, clock, expand, observe }, scope);
      requests.set(scope.budget, request);
    }
    return request;
  }

  function prepare(name: string, query: TaskQuery, pageArguments: PageArguments, now: Instant): Prepared {
    const mark = fingerprint(JSON.stringify([name, query]));
    const request = pageRequestOf(pageArguments, mark, DEFAULT_COUNT);
    const { cursor, direction } = request;
    const after = cursor?.key ?? NO_KEY[direction];
    return {
      fingerprint: mark,
      request,
      window: cursor?.window ?? windowOf(query, times.latest(now)),
      after,
      afterOf: resumeKeys(cursor, after, fingerprint),
      maxAge: pageArguments.maxAge ?? 0,
    };
  }

  async function readPage<Node>(
    prepared: Prepared,
    plan: Plan,
    scope: RequestScope,
    read: Reading<Node>,
  ): Promise<Page<Node>> {
    const { request, window, after } = prepared;
    const { direction } = request;
    const opened = await requestOf(scope).open({
      streams: plan.streams,
      filter: read.filter,
      direction,
      from: startAt(request, after, read.around, read.reach),
      afterOf: prepared.afterOf,
      isOfTasks: read.isOfTasks,
      acceptsCounts: read.acceptsCounts,
      maxAge: prepared.maxAge,
      kept: read.kept,
    });
    await yieldIfLong();
    const pins = opened.map(({ view }) => view.pin());
    for (const { view } of opened) observeCache({ type: view.edge === undefined ? 'hit' : 'miss', rows: 0 });
    const sizeBefore = store.size;
    try {
      const list = read.list(opened);
      await list.read();
      return listPage({
        found: list.found,
        opened,
        skipped: plan.skipped,
        request,
        query: prepared.fingerprint,
        window,
        now: scope.now,
        after,
        afterOf: prepared.afterOf,
        keyOf: read.keyOf,
        endOf: ({ view }) => list.endOf(view),
        nameOf: fingerprint,
        totalCount: (whole) => read.totalCount(whole),
      });
    } finally {
      for (const unpin of pins) unpin();
      const rows = store.size - sizeBefore;
      if (rows > 0) observeCache({ type: 'stored', rows });
      store.trim();
    }
  }

  /** A filter that also matches URLs as the history keeps them. */
  const asKept = (filter: RowFilter): RowFilter =>
    history === undefined || filter.urls === undefined
      ? filter
      : { ...filter, urls: filter.urls.flatMap((url) => [url, history.urlOf(url)]) };

  /** Rows that the list gives in all, whatever was given already. */
  async function countAll(
    plan: Plan,
    prepared: Prepared,
    query: TaskQuery,
    scope: RequestScope,
  ): Promise<number | undefined> {
    const opened = await requestOf(scope).open({
      streams: plan.streams,
      filter: asKept({ ...rowFilter(query), states: query.states }),
      direction: 'forward',
      from: prepared.window.to,
      afterOf: () => NO_KEY.forward,
      isOfTasks: false,
      acceptsCounts: false,
      maxAge: prepared.maxAge,
      kept: keptRows(query),
    });
    return countRows(opened.map(({ view }) => view));
  }

  const lists: Omit<Tasks, 'quotas' | 'scopes'> = {
    providers: sources.map((source) => statusOf(source, calls)),

    urlDetails(query, pageArguments, scope) {
      const prepared = prepare('urlDetails', query, pageArguments, scope.now);
      const { request, window } = prepared;
      const plan = planRows(sources, query, window, times.at(scope.now), request.direction, history);
      return readPage<UrlDetail>(prepared, plan, scope, {
        filter: asKept({ ...rowFilter(query), states: query.states }),
        isOfTasks: false,
        around: window,
        reach: 0,
        acceptsCounts: false,
        kept: keptRows(query),
        keyOf: rowKey,
        list: (opened) =>
          new RowList(
            opened.map(({ view }) => view),
            request,
          ),
        totalCount: ({ isWhole, edges }) => {
          if (isWhole) return Promise.resolve(edges);
          return plan.skipped.length > 0
            ? Promise.resolve(undefined)
            : countAll(plan, prepared, query, scope);
        },
      });
    },

    tasks(query, pageArguments, scope) {
      const span = spanOf(sources);
      const prepared = prepare('tasks', query, pageArguments, scope.now);
      const { request, window } = prepared;
      const around = { from: window.from - span, to: window.to + span };
      const { plan, find, isFiltered } = planTasks(
        sources,
        query,
        around,
        times.at(scope.now),
        request.direction,
        history,
      );
      return readPage<Task>(prepared, plan, scope, {
        // All rows of a task make it whole, also those that do not match.
        filter: { kinds: query.kinds },
        // A row that a filter asks for could lie in a second that is passed over.
        isOfTasks: !isFiltered,
        around,
        reach: span,
        acceptsCounts: find.urls === undefined && find.domains === undefined,
        kept: keptTasks(query),
        keyOf: taskKey,
        list: (views) =>
          new TaskList({
            views,
            count: request.count,
            direction: request.direction,
            span,
            window: exactWindow(query, window),
            find: asKept(find),
            states: query.states,
            isBudgetShort: () => scope.budget.left * 2 <= scope.budget.limit,
            needsFinishedAt: pageArguments.needsFinishedAt ?? false,
            lookUp: (sought) => lookups.lookUp(sought, scope),
          }),
        // Vendors count rows, not tasks.
        totalCount: ({ isWhole, edges }) => Promise.resolve(isWhole ? edges : undefined),
      });
    },

    plan(query, pageArguments, now) {
      const { request, window } = prepare('urlDetails', query, pageArguments, now);
      return feedPlans(planRows(sources, query, window, times.at(now), request.direction, history), request);
    },

    urlReports: (query, scope) =>
      urlReports(query, {
        sources,
        request: requestOf(scope),
        now: scope.now,
        monotonicNow,
        maxAge: query.maxAge ?? 0,
      }),

    async lookUp(references, scope) {
      await lookups.readListed(references, scope);
      return lookups.lookUp(references, scope);
    },

    async urlDetailsOf(task, filter, pageArguments, scope) {
      const whole = task.details === undefined ? await lookups.lookUpRows(task, scope) : task;
      const mark = fingerprint(JSON.stringify(['task', task.provider, task.kind, task.taskId, filter]));
      return pageOfRows(task, whole, filter, pageRequestOf(pageArguments, mark, DEFAULT_COUNT), mark);
    },
  };
  return scopedTasks(lists, sources, { call, clock, times, observe, observeQuotas });
}
