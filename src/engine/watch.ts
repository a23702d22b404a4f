import { isTransient, VendorError } from '../domain/errors.ts';
import { isFinal } from '../domain/task.ts';
import type { Task, TaskKey } from '../domain/task.ts';
import { SECOND } from '../domain/time.ts';
import type { Clock, Instant, Milliseconds } from '../domain/time.ts';
import type { DisposableScope } from './call/deadline.ts';
import type { TaskReference, Tasks } from '../domain/tasks.ts';
import { NewestValues } from './newest-values.ts';

/** What a watcher sees: the task, or why it could not be read just now. */
export type Sighting = Task | VendorError;

/**
 * The task at once, then each time it changes; completes once its state is final, or once a failure says that asking
 * again is no use. A slow reader receives the newest value, never a backlog.
 */
export type TaskWatch = (task: WatchedTask) => AsyncIterableIterator<Sighting>;

/** The task, and what must be known of it. */
export type WatchedTask = TaskKey & Pick<TaskReference, 'needsFinishedAt'>;

export interface WatchParts {
  readonly tasks: Pick<Tasks, 'lookUp'>;
  /** A scope for one poll, which ends with the signal. */
  readonly openScope: (signal: AbortSignal) => DisposableScope;
  readonly clock: Clock;
  /** Resolves when all pollers that are due now have asked; absent: each one asks alone. */
  readonly gather?: () => Promise<void>;
  /** Ends early, without an error, when the signal aborts. */
  readonly sleep: (length: Milliseconds, signal: AbortSignal) => Promise<void>;
}

/** One poller for each task and what must be known of it, however many watch it. */
export function taskWatch(parts: WatchParts): TaskWatch {
  const pollers = new Map<string, Poller>();
  const lookups = new SharedLookups(parts);
  const pollerOf = (key: WatchedTask): Poller => {
    const name = JSON.stringify([key.provider, key.kind, key.taskId, key.needsFinishedAt]);
    const running = pollers.get(name);
    if (running !== undefined) return running;
    const poller = new Poller(parts, lookups, key, () => {
      if (pollers.get(name) === poller) pollers.delete(name);
    });
    pollers.set(name, poller);
    return poller;
  };
  return (key) => {
    let poller: Poller | undefined;
    const watcher: Watcher = new NewestValues({
      onStart: () => {
        poller = pollerOf(key);
        poller.join(watcher);
      },
      onEnd: () => poller?.leave(watcher),
    });
    return watcher;
  };
}

/** One reader of a poller. */
type Watcher = NewestValues<Sighting>;

const shortestPause: Milliseconds = SECOND;
const longestPause: Milliseconds = 10 * SECOND;

/** A tenth of the age of the task, because old tasks rarely change. */
export const pauseAt = (age: Milliseconds): Milliseconds =>
  Math.min(Math.max(age / 10, shortestPause), longestPause);

/** Doubled by each consecutive failure; at least the time that the vendor asked for. */
const pauseAfter = (failure: VendorError, failuresInARow: number): Milliseconds =>
  Math.max(Math.min(shortestPause * 2 ** failuresInARow, longestPause), failure.retryAfter ?? 0);

/** Until the next whole second that is at least so long away: tasks that are watched at the same time are then read together. */
const untilSecond = (now: Instant, pause: Milliseconds): Milliseconds =>
  Math.ceil((now + pause) / SECOND) * SECOND - now;

/** One lookup of several tasks, and how many pollers still wait for it. */
interface Batch {
  readonly keys: WatchedTask[];
  readonly ending: AbortController;
  readonly sightings: Promise<readonly Sighting[]>;
  waiting: number;
}

/** Combines the lookups of several pollers at the same time into one request to the engine. */
class SharedLookups {
  readonly #parts: WatchParts;
  #batch: Batch | undefined;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  async lookUp(key: WatchedTask, signal: AbortSignal): Promise<Sighting> {
    const batch = (this.#batch ??= this.#open());
    const place = batch.keys.push(key) - 1;
    batch.waiting += 1;
    const leave = (): void => {
      batch.waiting -= 1;
      if (batch.waiting === 0) batch.ending.abort(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      const sighting = (await batch.sightings)[place];
      if (sighting === undefined) throw new Error('A lookup of a task gave no outcome');
      return sighting;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  #open(): Batch {
    const keys: WatchedTask[] = [];
    const ending = new AbortController();
    return { keys, ending, waiting: 0, sightings: this.#run(keys, ending.signal) };
  }

  async #run(keys: readonly WatchedTask[], signal: AbortSignal): Promise<readonly Sighting[]> {
    await this.#parts.gather?.();
    this.#batch = undefined;
    const opened = this.#parts.openScope(signal);
    try {
      return await this.#parts.tasks.lookUp(keys, opened.scope);
    } finally {
      opened.dispose();
    }
  }
}

/** Reads one task for all its watchers, from the first to the last. */
class Poller {
  readonly #parts: WatchParts;
  readonly #lookups: SharedLookups;
  readonly #key: WatchedTask;
  readonly #forget: () => void;
  readonly #watchers = new Set<Watcher>();
  readonly #stopping = new AbortController();
  #latest: Sighting | undefined;

  constructor(parts: WatchParts, lookups: SharedLookups, key: WatchedTask, forget: () => void) {
    this.#parts = parts;
    this.#lookups = lookups;
    this.#key = key;
    this.#forget = forget;
    this.#run().then(
      () => this.#end(),
      (error: unknown) => this.#end(error),
    );
  }

  join(watcher: Watcher): void {
    this.#watchers.add(watcher);
    if (this.#latest !== undefined) show(watcher, this.#latest);
  }

  leave(watcher: Watcher): void {
    this.#watchers.delete(watcher);
    if (this.#watchers.size > 0) return;
    this.#forget();
    this.#stopping.abort();
  }

  async #run(): Promise<void> {
    const { clock, sleep } = this.#parts;
    const { signal } = this.#stopping;
    for (let failuresInARow = 0; !signal.aborted;) {
      const sighting = await this.#lookups.lookUp(this.#keyNow(), signal);
      if (signal.aborted) return;
      this.#show(sighting);
      if (isLast(sighting)) return;
      failuresInARow = sighting instanceof VendorError ? failuresInARow + 1 : 0;
      const pause =
        sighting instanceof VendorError
          ? pauseAfter(sighting, failuresInARow)
          : pauseAt(clock() - sighting.createdAt);
      await sleep(untilSecond(clock(), pause), signal);
    }
  }

  /** The key, with the scope and creation time if they are known by now. */
  #keyNow(): WatchedTask {
    const latest = this.#latest;
    if (latest === undefined || latest instanceof VendorError) return this.#key;
    return { ...this.#key, scope: latest.scope, createdAt: latest.createdAt };
  }

  #show(sighting: Sighting): void {
    const isChanged = this.#latest === undefined || appearance(sighting) !== appearance(this.#latest);
    this.#latest = sighting;
    if (isChanged) for (const watcher of this.#watchers) show(watcher, sighting);
  }

  #end(error?: unknown): void {
    this.#forget();
    for (const watcher of this.#watchers) watcher.end(error);
  }
}

const isLast = (sighting: Sighting): boolean =>
  sighting instanceof VendorError ? !isTransient(sighting) : isFinal(sighting.state);

/** A text that differs if a watcher would notice the change. */
const appearance = (sighting: Sighting): string =>
  sighting instanceof VendorError
    ? JSON.stringify([sighting.kind, sighting.vendorCode, sighting.message])
    : JSON.stringify([sighting.state, sighting.progress, sighting.finishedAt, sighting.stateCounts]);

/** Puts a sighting in the place of one that was not read yet. */
const show = (watcher: Watcher, sighting: Sighting): void => watcher.put('task', sighting);
