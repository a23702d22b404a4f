/** The latest calls, so that a server that runs for weeks does not remember them all. */
export class CallLog<Call> {
  readonly #max: number;
  #calls: Call[] = [];

  constructor(max: number) {
    this.#max = max;
  }

  /** Oldest first. */
  get calls(): readonly Call[] {
    return this.#calls;
  }

  add(call: Call): void {
    // Twice the maximum before the older half goes, so that forgetting costs nothing a call.
    if (this.#calls.length >= 2 * this.#max) this.#calls = this.#calls.slice(-this.#max);
    this.#calls.push(call);
  }

  /** Whoever holds the calls of before keeps them. */
  clear(): void {
    this.#calls = [];
  }
}
