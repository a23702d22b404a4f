/** What a stream tells of. */
export interface StreamHooks {
  /** The first value is asked for. */
  readonly onStart?: () => void;
  /** The stream has ended, for whatever reason. */
  readonly onEnd: () => void;
}

/**
 * Values for one reader, in the order in which they were put. Of the values of one key only the newest waits, so that a slow reader has
 * no backlog. Not a generator: a generator that awaits a value cannot be ended before the value arrives.
 */
export class NewestValues<Value> implements AsyncIterableIterator<Value> {
  readonly #hooks: StreamHooks;
  readonly #waiting = new Map<string, Value>();
  #hasStarted = false;
  #isOver = false;
  #error: unknown;
  #wake: () => void = () => {};

  constructor(hooks: StreamHooks) {
    this.#hooks = hooks;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** The values that were not read yet. */
  get waiting(): ReadonlyMap<string, Value> {
    return this.#waiting;
  }

  put(key: string, value: Value): void {
    if (this.#isOver) return;
    this.#waiting.delete(key);
    this.#waiting.set(key, value);
    this.#wake();
  }

  /** Ends the stream after what waits, with an error if one is given. */
  end(error?: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#error = error;
    this.#hooks.onEnd();
    this.#wake();
  }

  /** Ends the stream at once; what waits is not read any more, except an error. */
  cancel(error?: unknown): void {
    this.#waiting.clear();
    this.end(error);
  }

  async next(): Promise<IteratorResult<Value, undefined>> {
    if (!this.#hasStarted && !this.#isOver) {
      this.#hasStarted = true;
      this.#hooks.onStart?.();
    }
    while (this.#waiting.size === 0 && !this.#isOver) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    for (const [key, value] of this.#waiting) {
      this.#waiting.delete(key);
      return { done: false, value };
    }
    const error = this.#error;
    this.#error = undefined;
    if (error !== undefined) throw error;
    return { done: true, value: undefined };
  }

  return(): Promise<IteratorResult<Value, undefined>> {
    this.#error = undefined;
    this.cancel();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
