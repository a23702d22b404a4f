/** A call and its result, for tests and benchmarks. */
export interface ReceivedCall<Vendor extends string = string> {
  readonly vendor: Vendor;
  /** The account's name; undefined when the access key is unknown. */
  readonly account: string | undefined;
  readonly action: string | undefined;
  /** As received; empty if they could not be read. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** When it arrived, epoch ms by the emulator's clock. */
  readonly at: number;
  /** The vendor's error code, `HTTP 502` and the like for a gateway's failure, `hang`; undefined for a success. */
  readonly code: string | undefined;
  /** How many rows the answer contains. */
  readonly rows: number;
  /** How many rows were examined. */
  readonly scanned: number;
  readonly requestId: string;
}

/** The most actions of an account that are counted separately. */
const maxActions = 100;

/** The latest calls, and how many there were in all. Memory is bounded. */
export class CallLog<Vendor extends string> {
  readonly #max: number;
  #calls: ReceivedCall<Vendor>[] = [];
  readonly #counts = new Map<string, Map<string, number>>();

  constructor(max: number) {
    this.#max = max;
  }

  /** Oldest first. */
  get calls(): readonly ReceivedCall<Vendor>[] {
    return this.#calls;
  }

  /** The calls of an account by action, including those that are no longer remembered. */
  counts(account: string): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts.get(account) ?? []);
  }

  add(call: ReceivedCall<Vendor>): void {
    // Drop the older half at twice the maximum, so that the cost per call is constant.
    if (this.#calls.length >= 2 * this.#max) this.#calls = this.#calls.slice(-this.#max);
    this.#calls.push(call);
    if (call.account === undefined || call.action === undefined) return;
    const counts = this.#counts.get(call.account) ?? new Map<string, number>();
    // A client can name any action.
    if (counts.size >= maxActions && !counts.has(call.action)) return;
    this.#counts.set(call.account, counts.set(call.action, (counts.get(call.action) ?? 0) + 1));
  }

  /** Replaces the array, so that arrays returned earlier stay unchanged. */
  clear(): void {
    this.#calls = [];
    this.#counts.clear();
  }
}
