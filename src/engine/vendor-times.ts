import type { Page } from '../domain/page.ts';
import type { PageArguments } from '../domain/query.ts';
import type { TaskSource } from '../domain/source.ts';
import { MINUTE, SECOND, type Clock, type Instant, type Milliseconds } from '../domain/time.ts';
import type { Call } from './call/calls.ts';

/** How long the largest offset of a vendor's clock is remembered. */
const MEMORY: Milliseconds = MINUTE;

/** The current times of several vendors, estimated from their answers. */
export class VendorTimes {
  readonly #sources: readonly TaskSource[];
  readonly #clock: Clock;
  /** By vendor, the largest recent offset of its clock ahead of this machine's, and when it was observed. */
  readonly #ahead = new Map<TaskSource, { readonly by: Milliseconds; readonly at: Instant }>();

  constructor(sources: readonly TaskSource[], clock: Clock) {
    this.#sources = sources;
    this.#clock = clock;
  }

  /** The same call, which also records the time of each answer. The servers of one vendor may differ. */
  observing(call: Call): Call {
    return async (source, ...rest) => {
      const answer = await call(source, ...rest);
      if (answer.vendorTime !== undefined)
        this.#observe(source, answer.vendorTime + SECOND - answer.observedAt);
      return answer;
    };
  }

  #observe(source: TaskSource, by: Milliseconds): void {
    const known = this.#ahead.get(source);
    const at = this.#clock();
    if (by >= 2 * SECOND && (known === undefined || by >= known.by || at - known.at > MEMORY))
      this.#ahead.set(source, { by, at });
  }

  /** A vendor's time at an instant of this machine's clock: of its servers the one that is furthest ahead. */
  at(now: Instant): (source: TaskSource) => Instant {
    return (source) => {
      const known = this.#ahead.get(source);
      const isRecent = known !== undefined && this.#clock() - known.at <= MEMORY;
      return now + Math.max(source.now() - this.#clock(), isRecent ? known.by : -Infinity);
    };
  }

  /** The latest time of this machine and the vendors: a vendor whose clock is ahead lists rows that are new for it. */
  latest(now: Instant): Instant {
    return Math.max(now, ...this.#sources.map(this.at(now)));
  }

  /** The first answers of a vendor show its time. If its clock is ahead, a range that ends now is read up to that time. */
  async upToNow<Node>(
    { after, before }: PageArguments,
    now: Instant,
    read: () => Promise<Page<Node>>,
  ): Promise<Page<Node>> {
    const known = this.#sources.map(this.at(now));
    const page = await read();
    if (after !== undefined || before !== undefined) return page;
    const isAhead = this.#sources
      .map(this.at(now))
      .some((time, place) => time - (known[place] ?? now) >= SECOND);
    return isAhead ? read() : page;
  }
}
