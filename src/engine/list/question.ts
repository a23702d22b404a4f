import { UserInputError } from '../../domain/errors.ts';
import type { RowFilter, TaskQuery } from '../../domain/query.ts';
import { isFinal, taskStates, type TaskState } from '../../domain/task.ts';
import type { TaskSource } from '../../domain/source.ts';
import { DAY, SECOND, secondOf, type Instant, type Milliseconds, type Window } from '../../domain/time.ts';
import type { FeedPlan } from '../../domain/page.ts';
import type { History } from '../store/history.ts';
import type { KeptFilter } from '../store/kept-filter.ts';
import { plan, type Plan } from './plan.ts';
import type { Direction } from './order.ts';
import { filteredHere, pushedDown } from './coverage-report.ts';
import type { PageRequest } from './page-request.ts';

/** What `createdAt` means when the client does not say. */
const DEFAULT_RANGE: Milliseconds = DAY;

/** Whole seconds around what was asked; nothing is later than now, so that a walk cannot grow at its head. */
export function windowOf(query: TaskQuery, now: Instant): Window {
  const end = secondOf(now) + SECOND;
  const to = query.to === undefined ? end : Math.min(end, wholeSecondFrom(query.to));
  const from = query.from === undefined ? to - DEFAULT_RANGE : secondOf(query.from);
  if (query.from !== undefined && query.to !== undefined && query.from >= query.to) {
    throw new UserInputError('filter.createdAt', '`createdAt.from` must be before `createdAt.to`.');
  }
  return { from: Math.min(from, to), to };
}

const wholeSecondFrom = (instant: Instant): Instant => Math.ceil(instant / SECOND) * SECOND;

/** The window with the ends as asked for, where they are finer than the seconds that vendors tell. */
export const exactWindow = (query: TaskQuery, window: Window): Window => ({
  from: Math.max(window.from, query.from ?? -Infinity),
  to: Math.min(window.to, query.to ?? Infinity),
});

/** The sources that a query concerns. */
export const chosen = (sources: readonly TaskSource[], { providers, vendors }: TaskQuery): TaskSource[] =>
  sources.filter(
    ({ provider }) =>
      (providers === undefined || providers.includes(provider.name)) &&
      (vendors === undefined || vendors.includes(provider.vendor)),
  );

/** The part of a query that speaks of rows; ends on whole seconds are the window's affair alone. */
export const rowFilter = ({ kinds, urls, domains, area, from, to }: TaskQuery): RowFilter => ({
  kinds,
  urls,
  domains: domains?.map((domain) => domain.toLowerCase()),
  area,
  from: from === undefined || from % SECOND === 0 ? undefined : from,
  to: to === undefined || to % SECOND === 0 ? undefined : to,
});

/** The rows that a query asks for. */
export const planRows = (
  sources: readonly TaskSource[],
  query: TaskQuery,
  window: Window,
  nowOf: (source: TaskSource) => Instant,
  direction: Direction,
  history?: Pick<History, 'since'>,
): Plan =>
  plan(
    chosen(sources, query),
    { ...rowFilter(query), states: query.states },
    window,
    nowOf,
    direction,
    history,
  );

/**
 * The rows that the tasks of a query are made of. Where a filter leaves rows of a task out, the list only finds the tasks, and
 * each is then looked up whole.
 */
export function planTasks(
  sources: readonly TaskSource[],
  query: TaskQuery,
  window: Window,
  nowOf: (source: TaskSource) => Instant,
  direction: Direction,
  history?: Pick<History, 'since'>,
): { plan: Plan; find: RowFilter; isFiltered: boolean } {
  const { kinds, urls, domains, area } = rowFilter(query);
  const leavesRowsOut = [urls, domains, area].some((value) => value !== undefined);
  // The row that has the URL need not be the one that has the state.
  const states = leavesRowsOut ? undefined : leadingStates(query.states);
  const find = { kinds, urls, domains, area, states };
  const isFiltered = leavesRowsOut || states !== undefined;
  const failures = isFiltered ? undefined : failureStates(query.states);
  const plans = chosen(sources, query).map((source) =>
    plan(
      [source],
      failures !== undefined && looksUpMany(source) ? { ...find, states: failures } : find,
      window,
      nowOf,
      direction,
      history,
    ),
  );
  return {
    plan: {
      streams: plans.flatMap(({ streams }) => streams),
      skipped: plans.flatMap(({ skipped }) => skipped),
    },
    find,
    isFiltered,
  };
}

/** A task that failed in some way has a row that did; it can be another's too, which succeeded in part. */
const failureStates = (states: readonly TaskState[] | undefined): readonly TaskState[] | undefined =>
  states?.every((state) => isFinal(state) && state !== 'SUCCEEDED' && state !== 'PARTIALLY_SUCCEEDED') ===
  true
    ? states
    : undefined;

/** Whether to look up every task that has a row in some state costs less than to read all rows of all tasks. */
const looksUpMany = ({ lookups }: TaskSource): boolean =>
  lookups.some(({ idsPerCall, creationTime }) => idsPerCall > 1 && creationTime === undefined);
/** What a list of rows needs of those that the history keeps. */
export function keptRows(query: TaskQuery): KeptFilter {
  const { kinds, urls, domains, area } = rowFilter(query);
  return { unit: 'rows', kinds, urls, domains, area, states: query.states };
}

/** What a list of tasks needs of the rows that the history keeps. */
export function keptTasks(query: TaskQuery): KeptFilter {
  const { kinds, urls, domains, area } = rowFilter(query);
  const isByTarget = [urls, domains, area].some((value) => value !== undefined);
  // The row that has the URL need not be the one that has the state.
  const states = isByTarget ? undefined : query.states?.flatMap((state) => statesOfRows[state] ?? [state]);
  return { unit: 'tasks', kinds, urls, domains, area, states };
}

/** A task that is in a state has a row that is in this state, or else in one of these. */
const statesOfRows: Partial<Record<TaskState, readonly TaskState[]>> = {
  PARTIALLY_SUCCEEDED: taskStates.filter((state) => state !== 'SUCCEEDED' && state !== 'PROCESSING'),
};

/** A task is in progress exactly if one of its rows is. Of other states a row tells nothing about its task. */
const leadingStates = (states: readonly TaskState[] | undefined): readonly TaskState[] | undefined =>
  states?.every((state) => state === 'PROCESSING') === true ? states : undefined;

/** How far apart the rows of one task may lie with any of these sources. */
export const spanOf = (sources: readonly TaskSource[]): Milliseconds =>
  Math.max(0, ...sources.flatMap(({ feeds }) => feeds.map(({ capabilities }) => capabilities.taskSpan)));

/** How many windows a plan lists. It contains only the number of the others. */
const LISTED_WINDOWS = 10;

/** The first calls of each feed, and the fewest that a page of this list can cost. */
export function feedPlans({ streams, skipped }: Plan, { count }: PageRequest): FeedPlan[] {
  const feeds = new Map(streams.map(({ feed }) => [feed, streams.filter((stream) => stream.feed === feed)]));
  return [
    ...[...feeds.values()].flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      const { feed, source, range, requested, shortfall } = first;
      return [
        {
          provider: source.provider,
          action: feed.action,
          scope: feed.scope,
          kinds: feed.kinds,
          requested,
          ...windowsOf(range, feed.capabilities.maxWindow),
          pushedDown: pushedDown(own),
          filteredHere: filteredHere(own),
          minimumCalls: own.length * Math.ceil(count / feed.capabilities.maxPageSize),
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
      remainingWindows: 0,
      pushedDown: {},
      filteredHere: [],
      minimumCalls: 0,
      error: reason,
    })),
  ];
}

/** The newest windows that a range is read in, and how many more there are. One second of each is for the meaning of its end. */
function windowsOf(range: Window, longest: Milliseconds): Pick<FeedPlan, 'windows' | 'remainingWindows'> {
  const length = Math.max(SECOND, longest - SECOND);
  const windows: Window[] = [];
  for (let to = range.to; to > range.from && windows.length < LISTED_WINDOWS;) {
    const from = Math.max(range.from, to - length);
    windows.push({ from, to });
    to = from;
  }
  const all = Number.isFinite(length) ? Math.ceil((range.to - range.from) / length) : windows.length;
  return { windows, remainingWindows: Math.max(0, all - windows.length) };
}
