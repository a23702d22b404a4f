import { LRUCache } from 'lru-cache';
import { VendorError } from '../../domain/errors.ts';
import type { RequestScope } from '../../domain/request-scope.ts';
import type { Lookup, TaskSource } from '../../domain/source.ts';
import { isFinal, type UrlDetail } from '../../domain/task.ts';
import { SECOND, secondOf, type Clock, type Milliseconds } from '../../domain/time.ts';
import type { Call } from '../call/calls.ts';
import type { Expanded } from '../list/feed-reader.ts';
import type { FeedStates } from '../list/feed-state.ts';
import { isSettled, type FoundTask } from './find-task.ts';
import { TaskReader } from './task-reader.ts';

/** What was read so short before a request began is fresh for it. */
const FRESHNESS: Milliseconds = 1.5 * SECOND;

export interface TaskUrlsParts {
  readonly states: FeedStates;
  readonly call: Call;
  readonly clock: Clock;
  /** Rows to keep. */
  readonly maxRows: number;
}

/** The URLs of listed tasks. A task in which nothing can change any more is looked up once, however old that is. */
export class TaskUrls {
  readonly #parts: TaskUrlsParts;
  readonly #known: LRUCache<string, FoundTask>;

  constructor(parts: TaskUrlsParts) {
    this.#parts = parts;
    this.#known = new LRUCache({
      maxSize: Math.max(1, parts.maxRows),
      sizeCalculation: ({ rows }) => rows.length + 1,
    });
  }

  /** The rows of all tasks, once all lookups have ended, so that a failure loses none of them. Throws `VendorError`. */
  async of(source: TaskSource, tasks: readonly UrlDetail[], scope: RequestScope): Promise<Expanded> {
    const outcomes = await Promise.allSettled(tasks.map((task) => this.#rowsOf(source, task, scope)));
    const rows: UrlDetail[] = [];
    let partial: string | undefined;
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status === 'rejected') throw outcome.reason;
      for (const row of outcome.value) rows.push(row);
      if (outcome.value.length === 0)
        partial ??= `task ${tasks[index]?.taskId} is listed, but its URLs are not found`;
    }
    return { rows, partial };
  }

  async #rowsOf(source: TaskSource, task: UrlDetail, scope: RequestScope): Promise<readonly UrlDetail[]> {
    const lookup = lookupFor(source, task);
    const key = JSON.stringify([source.provider.name, source.provider.account, task.scope, task.taskId]);
    const known = this.#known.get(key);
    const found =
      known !== undefined && isValid(known, task, lookup, scope)
        ? known
        : await this.#lookUp(source, lookup, task, scope);
    if (found !== known && found.rows.length > 0) this.#known.set(key, found);
    return found.rows.map((row) => placed(row, task, lookup));
  }

  async #lookUp(
    source: TaskSource,
    lookup: Lookup,
    task: UrlDetail,
    scope: RequestScope,
  ): Promise<FoundTask> {
    const { states, call, clock } = this.#parts;
    const reader = new TaskReader({
      source,
      lookup,
      facts: states.facts(source, lookup.action, lookup),
      scope,
      call,
      takeFreeCall: () => false,
    });
    const createdAt = lookup.creationTime === undefined ? undefined : secondOf(task.createdAt);
    const [found] = await reader.read({ taskIds: [task.taskId], createdAt }, 'rows');
    if (found === undefined) throw new RangeError('A lookup of one task gave no outcome.');
    if (!(found instanceof VendorError)) return found;
    if (found.kind !== 'NOT_FOUND' && found.kind !== 'RETENTION') throw found;
    return { rows: [], readAt: clock() };
  }
}

function lookupFor({ lookups, provider }: TaskSource, { kind, scope }: UrlDetail): Lookup {
  const lookup = lookups.find((each) => each.scope === scope && each.kinds.includes(kind));
  if (lookup === undefined) throw new RangeError(`${provider.vendor} lists tasks that it cannot look up.`);
  return lookup;
}

/** Whether what is known still holds, now that the list tells the state of the task. */
const isValid = (known: FoundTask, { state }: UrlDetail, lookup: Lookup, scope: RequestScope): boolean =>
  lookup.urlsNeverChange === true ||
  (isFinal(state) && isSettled(known)) ||
  known.readAt >= scope.now - FRESHNESS;

/** The row at the place of its task in the list; with the state that the list tells, where its own may be old. */
const placed = (row: UrlDetail, task: UrlDetail, { urlsNeverChange }: Lookup): UrlDetail => ({
  ...row,
  createdAt: task.createdAt,
  ...(urlsNeverChange === true
    ? {
        state: task.state,
        vendorStatus: task.vendorStatus,
        observedAt: task.observedAt,
        requestId: task.requestId,
      }
    : undefined),
});
