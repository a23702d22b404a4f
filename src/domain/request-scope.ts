import type { Instant, Milliseconds } from './time.ts';

/** The priority of a request's vendor calls: somebody waits for `interactive` ones; `background` ones yield to them. */
export type Priority = 'interactive' | 'background';

/** What one GraphQL request may spend, and what it has spent. `now` is read once, so that pages cannot drift. */
export interface RequestScope {
  readonly now: Instant;
  /** When the answer must be ready. */
  readonly deadline: Instant;
  /** Aborts when the client goes away or the deadline has passed. */
  readonly signal: AbortSignal;
  /** The client: the name of the token, otherwise the address. Vendor calls are scheduled fairly among clients. */
  readonly client: string;
  readonly priority: Priority;
  /** Vendor calls that the request may make. Derived scopes share it. */
  readonly budget: CallBudget;
  /** Vendor calls that the request made or joined. Derived scopes share it. */
  readonly calls: CallLog;
}

/** How many vendor calls a request may send, and how many it has sent. Each retry counts as one more. */
export class CallBudget {
  readonly limit: number;
  #spent = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  get spent(): number {
    return this.#spent;
  }

  get left(): number {
    return Math.max(0, this.limit - this.#spent);
  }

  /** Takes one call from the budget; `false` when none is left. */
  spend(): boolean {
    if (this.left === 0) return false;
    this.#spent += 1;
    return true;
  }

  /** Returns a call that was taken but not sent. */
  refund(): void {
    this.#spent -= 1;
  }
}

/** One vendor call that a request made or joined. */
export interface CallRecord {
  readonly provider: string;
  readonly action: string;
  /** Whether the call was in flight already, for this request or for another one. */
  readonly isShared: boolean;
  /** Tries that this request sent; 0 when it joined the call. */
  readonly tries: number;
  readonly took: Milliseconds;
  /** The part of the duration that was spent waiting for the rate limit. */
  readonly waited: Milliseconds;
  /** The failure's vendor code or kind; absent on success. */
  readonly failure?: string | undefined;
}

/** The vendor calls of one request to one action of one provider, for `extensions.vendorCalls`. */
export interface CallTotals {
  readonly provider: string;
  readonly action: string;
  /** Calls that the request made. */
  readonly calls: number;
  /** Calls that it joined, because an identical one was in flight. */
  readonly shared: number;
  readonly tries: number;
  /** The duration of the slowest call. */
  readonly took: Milliseconds;
  /** The longest wait for the rate limit. */
  readonly waited: Milliseconds;
  /** How many calls failed, by vendor code or kind. */
  readonly failures: ReadonlyMap<string, number>;
}

/** The vendor calls of one request, summed by provider and action. Its size does not grow with the number of calls. */
export class CallLog {
  /** Further pairs of provider and action are summed in one entry, whose provider and action are `*`. */
  static readonly maxEntries = 300;
  readonly #totals = new Map<string, CallTotals>();

  get totals(): readonly CallTotals[] {
    return [...this.#totals.values()];
  }

  add(record: CallRecord): void {
    const key = JSON.stringify([record.provider, record.action]);
    const isFull = !this.#totals.has(key) && this.#totals.size >= CallLog.maxEntries;
    const place = isFull ? others : { provider: record.provider, action: record.action };
    const entry = isFull ? JSON.stringify([others.provider, others.action]) : key;
    this.#totals.set(entry, sum(this.#totals.get(entry) ?? { ...none, ...place }, record));
  }
}

const others = { provider: '*', action: '*' };
const none = { calls: 0, shared: 0, tries: 0, took: 0, waited: 0, failures: new Map<string, number>() };

function sum(totals: CallTotals, { isShared, tries, took, waited, failure }: CallRecord): CallTotals {
  const { failures } = totals;
  return {
    ...totals,
    calls: totals.calls + (isShared ? 0 : 1),
    shared: totals.shared + (isShared ? 1 : 0),
    tries: totals.tries + tries,
    took: Math.max(totals.took, took),
    waited: Math.max(totals.waited, waited),
    failures:
      failure === undefined ? failures : new Map(failures).set(failure, (failures.get(failure) ?? 0) + 1),
  };
}
