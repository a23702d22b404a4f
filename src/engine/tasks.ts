import { VendorError } from '../domain/errors.ts';
import type { RequestScope } from '../domain/request-scope.ts';
import { taskKinds, type Task, type UrlDetail } from '../domain/task.ts';
import type { ProviderStatus, Tasks } from '../domain/tasks.ts';
import type { PageArguments, TaskQuery } from '../domain/query.ts';
import type { TaskSource } from '../domain/source.ts';
import type { Clock, Instant, Milliseconds } from '../domain/time.ts';
import type { Calls } from './call/calls.ts';
import { collectRows } from './list/collect-rows.ts';
import { collectTasks } from './list/collect-tasks.ts';
import { countRows } from './list/count.ts';
import { feedPlans } from './list/feed-plans.ts';
import type { Cache } from './keep.ts';
import { readList } from './list/list.ts';
import type { Readers } from './list/list-question.ts';
import { lookupsOver } from './lookup/lookup.ts';
import { orderMemory } from './list/order-memory.ts';
import type { Runtime } from './runtime.ts';
import { asker, newMeter, pageReader } from './list/pages.ts';
import { kinOf } from './list/kin.ts';
import type { Stream } from './list/plan.ts';
import { exactWindow, planRows, planTasks, spanOf, windowOf } from './list/question.ts';
import { pageOfRows } from './lookup/task-rows.ts';
import { urlReports } from './url-report.ts';
import { walkOf } from './list/walk.ts';

/** What the answers lean on. */
export interface TasksSettings {
  readonly calls: Calls;
  readonly keep: Cache;
  readonly clock: Clock;
  /** A short text that differs for different texts; marks cursors with the query that they belong to. */
  readonly fingerprint: (text: string) => string;
  /** Told when a vendor's answer was not in the order that its feed declares. */
  readonly observe?: Runtime['observe'];
}

/** Nodes in a page when the client does not say. */
const DEFAULT_COUNT = 20;

/** Everything that can be asked of these sources. */
export function tasksOver(sources: readonly TaskSource[], settings: TasksSettings): Tasks {
  const { calls, keep, clock, fingerprint, observe = () => undefined } = settings;
  const read = pageReader(calls.call, keep);
  const readers: Readers = { read, keep, orders: orderMemory(clock, observe) };
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
        if (error instanceof VendorError) return undefined;
        throw error;
      }
    };
  }

  const tasks: Tasks = {
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
                kin: kinOf(planned.plan.streams),
                states: query.states,
                lookUp: planned.isNarrowed
                  ? (rows) => lookUp(rows, { isDetailed: false, needsRows: false }, scope)
                  : undefined,
                isBudgetShort: () => scope.budget.spent * 2 >= scope.budget.limit,
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

    urlReports: (reportQuery, scope) => urlReports(tasks, reportQuery, scope),

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
  return tasks;
}

/** A list of tasks has a count only when it was read whole: vendors count rows, not tasks. */
const onlyWhole = ({ isWhole, edges }: { isWhole: boolean; edges: number }): Promise<number | undefined> =>
  Promise.resolve(isWhole ? edges : undefined);

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
