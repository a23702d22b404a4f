import { VendorError } from '../domain/errors.ts';
import { isFinal } from '../domain/task.ts';
import type { Task, TaskKey } from '../domain/task.ts';
import { SECOND } from '../domain/time.ts';
import type { Clock, Milliseconds } from '../domain/time.ts';
import type { DisposableScope } from './call/deadline.ts';
import type { Tasks } from '../domain/tasks.ts';

/** What a watcher sees: the task, or why it could not be read just now. */
export type Sighting = Task | VendorError;

/**
 * The task at once, then each time it changes; completes once its state is final, or once a failure says that asking
 * again is no use. Who reads slowly is given the newest, never a backlog.
 */
export type TaskWatch = (key: TaskKey) => AsyncIterableIterator<Sighting>;

export interface WatchParts {
  readonly tasks: Pick<Tasks, 'lookUp'>;
  /** A scope for one poll, which ends with the signal. */
  readonly openScope: (signal: AbortSignal) => DisposableScope;
  readonly clock: Clock;
  /** Ends early, without an error, when the signal aborts. */
  readonly sleep: (length: Milliseconds, signal: AbortSignal) => Promise<void>;
}

/** One poller for each task, however many watch it. */
export function taskWatch(parts: WatchParts): TaskWatch {
  const pollers = new Map<string, Poller>();
  return (key) => {
    const name = JSON.stringify([key.provider, key.kind, key.taskId]);
    return new Watcher(() => {
      const running = pollers.get(name);
      if (running !== undefined) return running;
      const poller = new Poller(parts, key, () => pollers.delete(name));
      pollers.set(name, poller);
      return poller;
    });
  };
}

const shortestPause: Milliseconds = SECOND;
const longestPause: Milliseconds = 10 * SECOND;

/** A young task changes every second, an old one hardly: a tenth of its age. */
export const pauseAt = (age: Milliseconds): Milliseconds =>
  Math.min(Math.max(age / 10, shortestPause), longestPause);

/** Each failure in a row doubles the pause; a vendor that names a time is obeyed. */
const pauseAfter = (failure: VendorError, failuresInARow: number): Milliseconds =>
  Math.max(Math.min(shortestPause * 2 ** failuresInARow, longestPause), failure.retryAfter ?? 0);

/** Reads one task for all its watchers, from the first to the last. */
class Poller {
  readonly #parts: WatchParts;
  readonly #key: TaskKey;
  readonly #forget: () => void;
  readonly #watchers = new Set<Watcher>();
  readonly #stopping = new AbortController();
  #latest: Sighting | undefined;

  constructor(parts: WatchParts, key: TaskKey, forget: () => void) {
    this.#parts = parts;
    this.#key = key;
    this.#forget = forget;
    this.#run().then(
      () => this.#end(),
      (error: unknown) => this.#end(error),
    );
  }

  join(watcher: Watcher): void {
    this.#watchers.add(watcher);
    if (this.#latest !== undefined) watcher.show(this.#latest);
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
      const sighting = await this.#look(signal);
      if (signal.aborted) return;
      this.#show(sighting);
      if (isLast(sighting)) return;
      failuresInARow = sighting instanceof VendorError ? failuresInARow + 1 : 0;
      const pause =
        sighting instanceof VendorError
          ? pauseAfter(sighting, failuresInARow)
          : pauseAt(clock() - sighting.createdAt);
      await sleep(pause, signal);
    }
  }

  async #look(signal: AbortSignal): Promise<Sighting> {
    const opened = this.#parts.openScope(signal);
    try {
      const [sighting] = await this.#parts.tasks.lookUp([this.#key], opened.scope);
      if (sighting === undefined) throw new Error('A lookup of one task gave no outcome');
      return sighting;
    } finally {
      opened.dispose();
    }
  }

  #show(sighting: Sighting): void {
    const isChanged = this.#latest === undefined || appearance(sighting) !== appearance(this.#latest);
    this.#latest = sighting;
    if (isChanged) for (const watcher of this.#watchers) watcher.show(sighting);
  }

  #end(error?: unknown): void {
    this.#forget();
    for (const watcher of this.#watchers) watcher.end(error);
  }
}

const isLast = (sighting: Sighting): boolean =>
  sighting instanceof VendorError ? !sighting.retryable : isFinal(sighting.state);

/** What a watcher would notice. */
const appearance = (sighting: Sighting): string =>
  sighting instanceof VendorError
    ? JSON.stringify([sighting.kind, sighting.vendorCode, sighting.message])
    : JSON.stringify([sighting.state, sighting.progress, sighting.finishedAt, sighting.stateCounts]);

/** One reader of a poller. Written by hand: a generator that waits cannot be ended before what it waits for comes. */
class Watcher implements AsyncIterableIterator<Sighting> {
  readonly #findPoller: () => Poller;
  #poller: Poller | undefined;
  #unseen: Sighting | undefined;
  #isOver = false;
  #error: unknown;
  #wake: () => void = () => {};

  constructor(findPoller: () => Poller) {
    this.#findPoller = findPoller;
  }

  show(sighting: Sighting): void {
    this.#unseen = sighting;
    this.#wake();
  }

  end(error?: unknown): void {
    this.#isOver = true;
    this.#error = error;
    this.#wake();
  }

  async next(): Promise<IteratorResult<Sighting, undefined>> {
    if (this.#poller === undefined && !this.#isOver) {
      this.#poller = this.#findPoller();
      this.#poller.join(this);
    }
    while (this.#unseen === undefined && !this.#isOver) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    const value = this.#unseen;
    this.#unseen = undefined;
    if (value !== undefined) return { done: false, value };
    const error = this.#error;
    this.#error = undefined;
    if (error !== undefined) throw error;
    return { done: true, value: undefined };
  }

  return(): Promise<IteratorResult<Sighting, undefined>> {
    this.#unseen = undefined;
    this.end();
    this.#poller?.leave(this);
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
