import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import { VendorError } from '../../domain/errors.ts';
import type { RequestScope } from '../../domain/request-scope.ts';
import type { Task } from '../../domain/task.ts';
import type { Feed, Lookup, TaskSource } from '../../domain/source.ts';
import type { TaskReference } from '../../domain/tasks.ts';
import { MINUTE, SECOND, secondOf, type Clock, type Instant, type Milliseconds } from '../../domain/time.ts';
import type { Call } from '../call/calls.ts';
import type { FeedState, FeedStates } from '../list/feed-state.ts';
import { taskIdentity } from '../list/group.ts';
import type { ListRequest } from '../list/list-request.ts';
import type { SoughtTask } from '../list/task-candidate.ts';
import { unknownScopes } from '../scopes.ts';
import { gapsBetween } from '../store/coverage.ts';
import { findTask, isSettled, tells, type Chain, type FoundTask, type TaskDetail } from './find-task.ts';
import { ListedTasks } from './listed-tasks.ts';
import { NewestTasks } from './newest-tasks.ts';
import { TaskReader } from './task-reader.ts';

/** How long a refused lookup is not tried again: an account is seldom allow-listed in the middle of a day. */
const REFUSAL_LIFETIME: Milliseconds = 10 * MINUTE;

/** How long a task in which nothing can change is not read again. */
const FINAL_LIFETIME: Milliseconds = 10 * MINUTE;

export interface LookupParts {
  readonly sources: readonly TaskSource[];
  readonly states: FeedStates;
  readonly call: Call;
  readonly clock: Clock;
  /** Rows of looked-up tasks to keep. */
  readonly maxRows: number;
  readonly requestOf: (scope: RequestScope) => ListRequest;
}

/** Looks tasks up by id, side by side, as many ids a call as the vendor accepts, each distinct id once. */
export class Lookups {
  readonly parts: LookupParts;
  readonly #refusedUntil = new Map<Lookup, Instant>();
  /** When tasks were created that are named by their ids alone. */
  readonly newest = new NewestTasks();
  readonly #allowed = new Set<Lookup>();
  readonly #found: LRUCache<string, FoundTask>;
  readonly #listed: ListedTasks;
  /** By request, so that all fields of a query share their lookups. */
  readonly #requests = new WeakMap<object, LookupRequest>();

  constructor(parts: LookupParts) {
    this.parts = parts;
    this.#listed = new ListedTasks(parts, (source, lookup, taskId, found) =>
      this.keep(foundKey(source, lookup, taskId), found),
    );
    this.#found = new LRUCache({
      maxSize: Math.max(1, parts.maxRows),
      sizeCalculation: ({ rows }) => rows.length + 1,
    });
  }

  /** Reads many tasks from their lists where that takes fewer calls than their ids, so that `lookUp` finds them. */
  readListed(references: readonly TaskReference[], scope: RequestScope): Promise<void> {
    return this.#listed.read(references, scope);
  }

  /** One outcome for each reference, in their order, without rows where counts do. */
  lookUp(references: readonly SoughtTask[], scope: RequestScope): Promise<readonly (Task | VendorError)[]> {
    const request = this.#requestOf(scope);
    return Promise.all(
      references.map((reference) =>
        request.find(reference, reference.needsFinishedAt === true ? 'end' : 'counts'),
      ),
    );
  }

  /** The task with all of its rows. */
  lookUpRows(reference: TaskReference, scope: RequestScope): Promise<Task | VendorError> {
    return this.#requestOf(scope).find(reference, 'rows');
  }

  #requestOf(scope: RequestScope): LookupRequest {
    const request = this.#requests.get(scope.budget) ?? new LookupRequest(this, scope);
    this.#requests.set(scope.budget, request);
    return request;
  }

  isRefused(lookup: Lookup): boolean {
    return (this.#refusedUntil.get(lookup) ?? 0) > this.parts.clock();
  }

  isAllowed(lookup: Lookup): boolean {
    return this.#allowed.has(lookup);
  }

  allow(lookup: Lookup): void {
    this.#allowed.add(lookup);
  }

  refuse(lookup: Lookup): void {
    this.#allowed.delete(lookup);
    this.#refusedUntil.set(lookup, this.parts.clock() + REFUSAL_LIFETIME);
  }

  /** What is known of a task and fresh enough. */
  known(key: string, detail: TaskDetail, floor: Instant): FoundTask | undefined {
    const found = this.#found.get(key);
    if (found === undefined || !tells(found, detail)) return undefined;
    const lifetime = isSettled(found) ? this.parts.clock() - FINAL_LIFETIME : floor;
    return found.readAt >= Math.min(lifetime, floor) ? found : undefined;
  }

  keep(key: string, found: FoundTask): void {
    if (found.rows.length > 0) this.#found.set(key, found);
  }
}

const lookupName = (
  { provider }: TaskSource,
  { action, scope, list, kinds }: Lookup,
  createdAt?: Instant,
): string => JSON.stringify([provider.name, action, scope, list, kinds, createdAt]);

const foundKey = (source: TaskSource, lookup: Lookup, taskId: string, createdAt?: Instant): string =>
  `${lookupName(source, lookup, createdAt)}\n${taskId}`;

/** The sizes of one provider's tasks, by id. */
function sizesOf(sizes: Map<TaskSource, Map<string, number>>, source: TaskSource): Map<string, number> {
  const known = sizes.get(source) ?? new Map<string, number>();
  sizes.set(source, known);
  return known;
}

/** The lookups of one request. */
export class LookupRequest {
  readonly #lookups: Lookups;
  readonly #scope: RequestScope;
  readonly #loaders = new Map<string, DataLoader<string, FoundTask>>();
  /** By provider and task id. */
  readonly #likelySizes = new Map<TaskSource, Map<string, number>>();
  readonly #probes = new Map<Lookup, Promise<unknown>>();
  readonly #tasks = new Map<string, Promise<Task | VendorError>>();

  constructor(lookups: Lookups, scope: RequestScope) {
    this.#lookups = lookups;
    this.#scope = scope;
  }

  find(reference: SoughtTask, detail: TaskDetail): Promise<Task | VendorError> {
    const { provider, kind, taskId, scope, createdAt } = reference;
    const key = JSON.stringify([provider, kind, taskId, scope, createdAt, detail]);
    const task = this.#tasks.get(key) ?? this.#find(reference, detail);
    this.#tasks.set(key, task);
    return task;
  }

  async #find(reference: SoughtTask, detail: TaskDetail): Promise<Task | VendorError> {
    const source = this.#lookups.parts.sources.find(({ provider }) => provider.name === reference.provider);
    if (source === undefined) return noProvider(reference);
    const unknown = unknownScopes(source);
    if (unknown !== undefined) return unknown;
    if (reference.likelySize !== undefined)
      sizesOf(this.#likelySizes, source).set(reference.taskId, reference.likelySize);
    return findTask(source, reference, detail, (chain) =>
      this.#firstAnswer(source, chain, reference, detail),
    );
  }

  /** Asks the first lookup of a chain that the account may use. */
  async #firstAnswer(
    source: TaskSource,
    [lookup, next, ...others]: Chain,
    reference: TaskReference,
    detail: TaskDetail,
  ): Promise<FoundTask> {
    if (next === undefined) return this.#load(source, lookup, reference, detail);
    const fallback: Chain = [next, ...others];
    // One id finds out whether the account may ask at all, before the others are spent on a refusal.
    const probe = this.#lookups.isAllowed(lookup) ? undefined : this.#probes.get(lookup);
    if (probe !== undefined) await probe.catch(() => undefined);
    if (this.#lookups.isRefused(lookup)) return this.#firstAnswer(source, fallback, reference, detail);
    const answer = this.#load(source, lookup, reference, detail);
    if (!this.#probes.has(lookup)) this.#probes.set(lookup, answer);
    try {
      const found = await answer;
      this.#lookups.allow(lookup);
      return found;
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      if (error.kind === 'PERMISSION') this.#lookups.refuse(lookup);
      else if (error.kind !== 'INVALID_REQUEST') throw error;
      return this.#firstAnswer(source, fallback, reference, detail);
    }
  }

  async #load(
    source: TaskSource,
    lookup: Lookup,
    reference: TaskReference,
    asked: TaskDetail,
  ): Promise<FoundTask> {
    const { taskId } = reference;
    const { countableStates } = lookup;
    // What cannot be counted is read, whatever is asked of it.
    const detail = countableStates.length === 0 ? 'rows' : asked;
    const createdAt = await this.#createdAt(source, lookup, reference);
    const name = lookupName(source, lookup, createdAt);
    const key = foundKey(source, lookup, taskId, createdAt);
    const floor = this.#scope.now - (lookup.isRefreshedByAsking === true ? 0 : 1_500);
    const known = this.#lookups.known(key, detail, floor);
    if (known !== undefined) return known;
    if (this.#isElsewhere(source, lookup, reference, floor)) return { rows: [], readAt: floor };
    let loader = this.#loaders.get(`${name}\n${detail}`);
    if (loader === undefined) {
      const reader = this.#readerFor(source, lookup);
      const likelySizes = sizesOf(this.#likelySizes, source);
      loader = new DataLoader<string, FoundTask>(
        (taskIds) => reader.read({ taskIds, createdAt, likelySizes }, detail),
        {
          maxBatchSize: lookup.idsPerCall,
        },
      );
      this.#loaders.set(`${name}\n${detail}`, loader);
    }
    const found = await loader.load(taskId);
    this.#lookups.keep(key, found);
    if (!lookup.isDetailed) this.#lookups.parts.states.recordKnown(source, found.rows, found.readAt);
    return found;
  }

  /** The second in which the task was created, where the lookup makes use of it. */
  async #createdAt(
    source: TaskSource,
    lookup: Lookup,
    { taskId, createdAt }: TaskReference,
  ): Promise<Instant | undefined> {
    if (lookup.creationTime === undefined) return undefined;
    if (createdAt !== undefined) return secondOf(createdAt);
    const feed = lookup.creationTime === 'needed' ? feedOf(source, lookup) : undefined;
    const { newest, parts } = this.#lookups;
    return feed && newest.createdAt(parts.requestOf(this.#scope), source, feed, taskId);
  }

  /** Whether the lists have shown that the scope has no row of a task that is sought in all of them. */
  #isElsewhere(
    source: TaskSource,
    { spansScopes, ...lookup }: Lookup,
    { provider, taskId, scope, createdAt }: TaskReference,
    floor: Instant,
  ): boolean {
    const state = this.#stateOf(source, lookup);
    if (spansScopes !== true || scope !== undefined || createdAt === undefined || state === undefined)
      return false;
    const { taskSpan } = state.feed.capabilities;
    const second = secondOf(createdAt);
    const range = { from: second - taskSpan, to: second + taskSpan + SECOND };
    const query = { ...range, narrowing: {}, floor, now: this.#lookups.parts.clock(), acceptsTasks: true };
    const covered = state.store.covered(query).filter(({ partial }) => partial === undefined);
    if (gapsBetween(range, covered).length > 0) return false;
    const identities = lookup.kinds.map((kind) => taskIdentity({ provider, kind, taskId }));
    for (const each of state.store.secondsUp(range)) {
      const tasks = state.store.tasksOf(each);
      if (identities.some((identity) => tasks.has(identity))) return false;
    }
    return true;
  }

  #stateOf(source: TaskSource, lookup: AskedList): FeedState | undefined {
    const feed = feedOf(source, lookup);
    return feed && this.#lookups.parts.states.of(source, feed);
  }

  #readerFor(source: TaskSource, lookup: Lookup): TaskReader {
    const { states, call, requestOf } = this.#lookups.parts;
    const state = this.#stateOf(source, lookup);
    const request = requestOf(this.#scope);
    return new TaskReader({
      source,
      lookup,
      facts: state?.facts ?? states.facts(source, lookup.action, lookup),
      scope: this.#scope,
      call,
      takeFreeCall: () => state !== undefined && request.takeFreeCall(state),
    });
  }
}

/** The list that a lookup asks. */
type AskedList = Pick<Lookup, 'action' | 'scope' | 'list'>;

const feedOf = ({ feeds }: TaskSource, { action, scope, list }: AskedList): Feed | undefined =>
  feeds.find((each) => each.action === action && each.scope === scope && each.list === list);

const noProvider = ({ provider }: TaskReference): VendorError =>
  new VendorError({
    kind: 'NOT_FOUND',
    message: `No provider is configured under the name ${provider}.`,
    retryable: false,
  });
