import { VendorError } from '../../domain/errors.ts';
import type { RequestScope } from '../../domain/request-scope.ts';
import type { Feed, FeedQuery, RowPage, TaskSource } from '../../domain/source.ts';
import type { Area } from '../../domain/task.ts';
import type { Instant } from '../../domain/time.ts';
import type { Call } from '../call/calls.ts';
import type { Coverage } from '../store/coverage.ts';

/** What one feed cost in one answer. */
export class Meter {
  vendorCalls = 0;
  rowsRead = 0;
  readonly requestIds = new Set<string>();
  /** What was wrong with rows that had to be left out. */
  unreadable: string | undefined;
}

/** One page of rows, and what the engine must know of its call. */
export interface ReadPage {
  readonly page: RowPage;
  /** When the call was sent; another request may have done so before. */
  readonly startedAt: Instant;
}

/** Asks one feed for pages on behalf of one request. */
export class PageCaller {
  readonly source: TaskSource;
  readonly feed: Feed;
  readonly scope: RequestScope;
  readonly meter = new Meter();
  /** The area that every page is narrowed to, where rows do not tell theirs. */
  readonly #area: Area | undefined;
  readonly #call: Call;
  readonly #takeFreeCall: () => boolean;
  readonly #delayListeners = new Set<() => void>();

  /** `takeFreeCall` tells whether the next call is the feed's first of the request, which the budget does not count. */
  constructor(
    source: TaskSource,
    feed: Feed,
    scope: RequestScope,
    call: Call,
    takeFreeCall: () => boolean,
    area?: Area,
  ) {
    this.source = source;
    this.feed = feed;
    this.scope = scope;
    this.#call = call;
    this.#area = area;
    this.#takeFreeCall = takeFreeCall;
  }

  /** Throws `VendorError` and nothing else. */
  async ask(query: FeedQuery): Promise<ReadPage> {
    const isFree = this.#takeFreeCall();
    const narrowed = this.#area === undefined ? query : { ...query, area: this.#area };
    const onDelay = (): void => {
      for (const listener of this.#delayListeners) listener();
    };
    const answer = await this.#call(this.source, this.feed.encode(narrowed), this.scope, { isFree, onDelay });
    this.meter.vendorCalls += 1;
    const page = this.#decode(answer);
    this.meter.rowsRead += page.rows.length;
    if (page.requestId !== undefined) this.meter.requestIds.add(page.requestId);
    this.meter.unreadable ??= page.unreadable;
    return { page, startedAt: answer.sentAt };
  }

  /** Resolves once a call that is made from now on has to wait for the rate, until it is stopped. */
  watchDelay(): { readonly isDelayed: Promise<void>; stop(): void } {
    let listener: (() => void) | undefined;
    const isDelayed = new Promise<void>((resolve) => {
      listener = resolve;
      this.#delayListeners.add(resolve);
    });
    return { isDelayed, stop: () => void (listener && this.#delayListeners.delete(listener)) };
  }

  #decode(answer: Parameters<Feed['decode']>[0]): RowPage {
    try {
      return this.feed.decode(answer);
    } catch (error) {
      throw error instanceof VendorError ? error.at(this.source.provider.name) : error;
    }
  }
}

/** A transient error that explains why rows of a provider are missing. */
export const unavailable = (provider: string, message: string, requestId?: string): VendorError =>
  new VendorError({ kind: 'UNAVAILABLE', provider, message, requestId, retryable: true });

/** A reading that could not be completed, as an error. */
export function shortfallOf(readings: readonly Coverage[], provider: string): VendorError | undefined {
  const partial = readings.find((reading) => reading.partial !== undefined)?.partial;
  return partial === undefined
    ? undefined
    : unavailable(provider, `${provider} did not answer in full: ${partial}.`);
}

/** Whether an answer counts rows of its page or beyond it, and has no list: the count is wrong, or the list was lost. */
export const isListLost = ({ isListMissing, totalCount = 0 }: RowPage, offset: number): boolean =>
  isListMissing === true && totalCount > offset;

/** Why an answer that counts rows and has no list cannot be used. */
export const listLost = (provider: string, { totalCount = 0 }: RowPage): VendorError =>
  unavailable(provider, `${provider} counted ${totalCount} rows and gave no list of them.`);
