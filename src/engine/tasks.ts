import { Failure, InvalidQuery } from '../domain/errors.ts';
import type { RequestScope } from '../domain/request-scope.ts';
import { taskKinds, type Task, type TaskKind, type TaskState, type UrlDetail } from '../domain/task.ts';
import type { FeedPlan, Page } from '../domain/task-list.ts';
import type { PageArguments, RowFilter, TaskQuery } from '../domain/task-query.ts';
import type { Provider, TaskSource } from '../domain/task-source.ts';
import {
  DAY,
  SECOND,
  secondOf,
  type Clock,
  type Instant,
  type Milliseconds,
  type Window,
} from '../domain/time.ts';
import type { Calls } from './calls.ts';
import { collectRows } from './collect-rows.ts';
import { collectTasks } from './collect-tasks.ts';
import { countRows } from './count.ts';
import { filteredHere, pushedDown } from './coverage.ts';
import type { Keep } from './keep.ts';
import { readList, walkOf, type Readers, type Walk } from './list.ts';
import { lookupsOver } from './lookup.ts';
import { asker, newMeter, pageReader } from './pages.ts';
import { plan, type Plan, type Stream } from './plan.ts';
import { pageOfRows } from './task-rows.ts';
import { windows } from './windows.ts';

/** What a provider can do and how it is. */
export interface ProviderStatus {
  readonly provider: Provider;
  readonly kinds: readonly TaskKind[];
  readonly limits: {
    /** The lowest rate among its actions. */
    readonly callsPerSecond: number;
    readonly maxPageSize: number;
    /** `Infinity` where the vendor sets none. */
    readonly maxWindow: Milliseconds;
    /** `Infinity` where the vendor says none. */
    readonly retention: Milliseconds;
  };
  health(): ProviderHealth;
}

export interface ProviderHealth {
  readonly isAvailable: boolean;
  readonly lastError?: Failure | undefined;
}

/** A task asked for by id. Without a kind, every kind of the provider is tried. */
export interface TaskReference {
  readonly provider: string;
  readonly taskId: string;
  readonly kind?: TaskKind | undefined;
}

/** How an answer is put together: everything that the GraphQL layer can ask. */
export interface Tasks {
  /** In the order of the configuration. */
  readonly providers: readonly ProviderStatus[];
  /** Throws `InvalidQuery` on arguments that cannot be answered; vendors' failures are in the page. */
  tasks(query: TaskQuery, page: PageArguments, scope: RequestScope): Promise<Page<Task>>;
  urlDetails(query: TaskQuery, page: PageArguments, scope: RequestScope): Promise<Page<UrlDetail>>;
  /** The calls that a list would begin with, without making any. */
  plan(query: TaskQuery, page: PageArguments, now: number): readonly FeedPlan[];
  /** One outcome for each reference, in their order; distinct ones are asked for once, in the fewest calls. */
  lookUp(references: readonly TaskReference[], scope: RequestScope): Promise<readonly (Task | Failure)[]>;
  /** The rows of a task, read again where the task carries none. */
  urlDetailsOf(
    task: Task,
    filter: Pick<RowFilter, 'states' | 'url'>,
    page: PageArguments,
    scope: RequestScope,
  ): Promise<Page<UrlDetail>>;
}

/** What the answers lean on. */
export interface TasksSettings {
  readonly calls: Calls;
  readonly keep: Keep;
  readonly clock: Clock;
  /** A short text that differs for different texts; marks cursors with the query that they belong to. */
  readonly fingerprint: (text: string) => string;
}

/** Nodes in a page when the client does not say. */
const DEFAULT_COUNT = 20;
const DEFAULT_RANGE: Milliseconds = DAY;

/** Everything that can be asked of these sources. */
export function tasksOver(sources: readonly TaskSource[], settings: TasksSettings): Tasks {
  const { calls, keep, clock, fingerprint } = settings;
  const read = pageReader(calls.call, keep);
  const readers: Readers = { read, keep, orders: new Map() };
  const lookUp = lookupsOver(sources, read, clock);

  /** What a list's arguments come to: the walk, its window, and the lists to read. */
  function prepare(name: string, query: TaskQuery, page: PageArguments, now: Instant, span: Milliseconds) {
    const question = fingerprint(JSON.stringify([name, query]));
    const walk = walkOf(page, question, DEFAULT_COUNT);
    const window = walk.cursor?.window ?? windowOf(query, now);
    const around = { from: window.from - span, to: window.to + span };
    return { question, walk, window, around };
  }

  function countAll(streams: readonly Stream[], scope: RequestScope) {
    return async ({ isWhole, edges }: { isWhole: boolean; edges: number }): Promise<number | undefined> => {
      if (isWhole) return edges;
      try {
        const counts = await Promise.all(
          streams.map((stream) => countRows(stream, asker(stream, read, keep, scope, newMeter()))),
        );
        return counts.reduce(
          (sum, count) => (sum === undefined || count === undefined ? undefined : sum + count),
          0,
        );
      } catch (error) {
        if (error instanceof Failure) return undefined;
        throw error;
      }
    };
  }

  return {
    providers: sources.map((source) => statusOf(source, calls)),

    urlDetails(query, page, scope) {
      const { question, walk, window } = prepare('urlDetails', query, page, scope.now, 0);
      const planned = planRows(sources, query, window, scope.now, walk);
      return readList<UrlDetail>(
        {
          plan: planned,
          window,
          query: question,
          walk,
          collect: (merged, _, count) => collectRows(merged, count),
          totalCount: planned.skipped.length > 0 ? onlyWhole : countAll(planned.streams, scope),
        },
        readers,
        scope,
      );
    },

    tasks(query, page, scope) {
      const span = spanOf(sources);
      const { question, walk, window, around } = prepare('tasks', query, page, scope.now, span);
      const planned = planTasks(sources, query, around, scope.now, walk);
      const { direction } = walk;
      return readList<Task>(
        {
          plan: planned.plan,
          window,
          span,
          query: question,
          walk,
          collect: (merged, after, count) =>
            collectTasks(
              merged,
              {
                direction,
                span,
                window: exactWindow(query, window),
                after,
                states: query.states,
                lookUp: planned.isNarrowed
                  ? (rows) => lookUp(rows, { isDetailed: false, needsRows: false }, scope)
                  : undefined,
                isBudgetShort: () => scope.calls.length * 2 >= scope.callBudget,
              },
              count,
            ),
          totalCount: onlyWhole,
        },
        readers,
        scope,
      );
    },

    plan(query, page, now) {
      const { walk, window } = prepare('urlDetails', query, page, now, 0);
      return feedPlans(planRows(sources, query, window, now, walk), walk);
    },

    lookUp: (references, scope) => lookUp(references, { isDetailed: true, needsRows: false }, scope),

    async urlDetailsOf(task, filter, page, scope) {
      const whole =
        task.details === undefined
          ? (await lookUp([task], { isDetailed: true, needsRows: true }, scope))[0]
          : task;
      const question = fingerprint(JSON.stringify(['task', task.provider, task.kind, task.taskId, filter]));
      return pageOfRows(task, whole, filter, walkOf(page, question, DEFAULT_COUNT), question);
    },
  };
}

/** A list of tasks has a count only when it was read whole: vendors count rows, not tasks. */
const onlyWhole = ({ isWhole, edges }: { isWhole: boolean; edges: number }): Promise<number | undefined> =>
  Promise.resolve(isWhole ? edges : undefined);

/** Whole seconds around what was asked; nothing is later than now, so that a walk cannot grow at its head. */
function windowOf(query: TaskQuery, now: Instant): Window {
  const end = secondOf(now) + SECOND;
  const to = query.to === undefined ? end : Math.min(end, wholeSecondFrom(query.to));
  const from = query.from === undefined ? to - DEFAULT_RANGE : secondOf(query.from);
  if (query.from !== undefined && query.to !== undefined && query.from >= query.to) {
    throw new InvalidQuery('filter.createdAt', '`createdAt.from` must be before `createdAt.to`.');
  }
  return { from: Math.min(from, to), to };
}

const wholeSecondFrom = (instant: Instant): Instant => Math.ceil(instant / SECOND) * SECOND;

/** The window with the ends as asked for, where they are finer than the seconds that vendors tell. */
const exactWindow = (query: TaskQuery, window: Window): Window => ({
  from: Math.max(window.from, query.from ?? -Infinity),
  to: Math.min(window.to, query.to ?? Infinity),
});

const chosen = (sources: readonly TaskSource[], { providers, vendors }: TaskQuery): TaskSource[] =>
  sources.filter(
    ({ provider }) =>
      (providers === undefined || providers.includes(provider.name)) &&
      (vendors === undefined || vendors.includes(provider.vendor)),
  );

/** The part of a query that speaks of rows; ends on whole seconds are the window's affair alone. */
const rowFilter = ({ kinds, url, domain, area, from, to }: TaskQuery): RowFilter => ({
  kinds,
  url,
  domain: domain?.toLowerCase(),
  area,
  from: from === undefined || from % SECOND === 0 ? undefined : from,
  to: to === undefined || to % SECOND === 0 ? undefined : to,
});

const planRows = (
  sources: readonly TaskSource[],
  query: TaskQuery,
  window: Window,
  now: Instant,
  { direction }: Walk,
): Plan =>
  plan(chosen(sources, query), { ...rowFilter(query), states: query.states }, window, now, direction);

/**
 * The rows that the tasks of a query are made of. Where a filter leaves rows of a task out, or where a rare state
 * leads to the few tasks that can have it, the list only finds the tasks, and each is then looked up whole.
 */
function planTasks(
  sources: readonly TaskSource[],
  query: TaskQuery,
  window: Window,
  now: Instant,
  { direction }: Walk,
): { plan: Plan; isNarrowed: boolean } {
  const { kinds, url, domain, area } = rowFilter(query);
  const leavesRowsOut = [url, domain, area].some((value) => value !== undefined);
  // The row that has the URL need not be the one that has the state.
  const states = leavesRowsOut ? undefined : leadingStates(query.states);
  return {
    plan: plan(chosen(sources, query), { kinds, url, domain, area, states }, window, now, direction),
    isNarrowed: leavesRowsOut || states !== undefined,
  };
}

/** The row states one of which every task of these states has; undefined where that leaves too many rows. */
function leadingStates(states: readonly TaskState[] | undefined): readonly TaskState[] | undefined {
  const isRare = states?.every((state) => !['SUCCEEDED', 'PARTIALLY_SUCCEEDED', 'UNKNOWN'].includes(state));
  return isRare === true ? states : undefined;
}

const spanOf = (sources: readonly TaskSource[]): Milliseconds =>
  Math.max(0, ...sources.flatMap(({ feeds }) => feeds.map(({ capabilities }) => capabilities.taskSpan)));

function feedPlans({ streams, skipped }: Plan, { direction, count }: Walk): FeedPlan[] {
  const feeds = new Map(streams.map(({ feed }) => [feed, streams.filter((stream) => stream.feed === feed)]));
  return [
    ...[...feeds.values()].flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      const { feed, source, range, requested, shortfall } = first;
      const pages = Math.ceil(count / feed.capabilities.maxPageSize);
      return [
        {
          provider: source.provider,
          action: feed.action,
          scope: feed.scope,
          kinds: feed.kinds,
          requested,
          windows: windows(range, feed.capabilities.maxWindow),
          pushedDown: pushedDown(own),
          filteredHere: filteredHere(own),
          // Backwards, a window is counted before its far end is read.
          minimumCalls: own.length * (direction === 'forward' ? pages : pages + 1),
          error: shortfall,
        },
      ];
    }),
    ...skipped.map(({ source, feed, requested, reason }) => ({
      provider: source.provider,
      action: feed.action,
      scope: feed.scope,
      kinds: feed.kinds,
      requested,
      windows: [],
      pushedDown: {},
      filteredHere: [],
      minimumCalls: 0,
      error: reason,
    })),
  ];
}

function statusOf({ provider, feeds, lookups }: TaskSource, calls: Calls): ProviderStatus {
  const capabilities = feeds.map((feed) => feed.capabilities);
  const kinds = new Set([...feeds, ...lookups].flatMap((each) => each.kinds));
  return {
    provider,
    kinds: taskKinds.filter((kind) => kinds.has(kind)),
    limits: {
      callsPerSecond: Math.min(...[...feeds, ...lookups].map(({ callsPerSecond }) => callsPerSecond)),
      maxPageSize: Math.max(...capabilities.map(({ maxPageSize }) => maxPageSize)),
      maxWindow: Math.min(...capabilities.map(({ maxWindow }) => maxWindow)),
      retention: Math.min(...capabilities.map(({ retention }) => retention)),
    },
    health: () => calls.health(provider.name),
  };
}
