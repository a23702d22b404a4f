import { VendorError } from '../../domain/errors.ts';
import type { RequestScope } from '../../domain/request-scope.ts';
import type { UrlDetail } from '../../domain/task.ts';
import type { FeedQuery, RowPage, TaskSource, VendorAnswer, VendorRequest } from '../../domain/source.ts';
import { MINUTE, type Instant, type Milliseconds, type Window } from '../../domain/time.ts';
import type { Call } from '../call/calls.ts';
import { lifetimeOf, type Freshness, type Cache } from '../keep.ts';
import type { Stream } from './plan.ts';
import { asked } from './windows.ts';

/** Asks one feed for one page, within one request. */
export interface Ask {
  (query: FeedQuery): Promise<RowPage>;
  /** Asks the vendor, also where an answer is at hand: that one is too old. */
  readonly anew: (query: FeedQuery) => Promise<RowPage>;
  /** How many more vendor calls the request may make. */
  callsLeft(): number;
  /** Whether the answer is at hand, without a vendor call. */
  isKept(query: FeedQuery): Promise<boolean>;
}

/** What the calls for one feed came to; `ask` keeps it up to date. */
export interface Meter {
  vendorCalls: number;
  rowsRead: number;
  readonly requestIds: Set<string>;
  /** The first sentence about rows that had to be left out. */
  unreadable?: string | undefined;
  /** When the oldest of the answers with rows arrived. */
  asOf?: Instant | undefined;
}

export const newMeter = (): Meter => ({ vendorCalls: 0, rowsRead: 0, requestIds: new Set() });

/** Any answer, kept or not, or a new one from the vendor. */
type Wanted = 'any' | 'new';

/** Answers one call from what is kept, or from the vendor, and keeps what may be kept. */
export type ReadPage = (
  source: TaskSource,
  request: VendorRequest,
  decode: (answer: VendorAnswer) => RowPage,
  freshness: Freshness,
  scope: RequestScope,
  meter?: Meter,
  /** Default `any`. */
  wanted?: Wanted,
) => Promise<RowPage>;

export function pageReader(call: Call, keep: Cache): ReadPage {
  return async (source, request, decode, freshness, scope, meter, wanted = 'any') => {
    const key = keyOf(source, request);
    const kept = wanted === 'any' ? keep.get(key) : undefined;
    let page = kept instanceof Promise ? await kept : kept;
    if (page === undefined) {
      if (meter !== undefined) meter.vendorCalls += 1;
      page = decoded(decode, await call(source, request, scope), source);
      const lifetime = lifetimeOf(page, freshness);
      if (lifetime > 0) keep.set(key, page, lifetime);
    }
    if (meter !== undefined) note(meter, page);
    return page;
  };
}

/** What is wrong with an answer is its provider's fault, which who decodes it does not know. */
function decoded(
  decode: (answer: VendorAnswer) => RowPage,
  answer: VendorAnswer,
  source: TaskSource,
): RowPage {
  try {
    return decode(answer);
  } catch (thrown) {
    throw thrown instanceof VendorError ? thrown.at(source.provider.name) : thrown;
  }
}

/** The pages of one stream. */
export function asker(stream: Stream, read: ReadPage, keep: Cache, scope: RequestScope, meter: Meter): Ask {
  const { source, feed } = stream;
  const encode = (query: FeedQuery): VendorRequest => feed.encode({ ...query, window: asked(query.window) });
  const answer = async (query: FeedQuery, wanted: Wanted): Promise<RowPage> => {
    const isSettled = query.states === undefined && query.window.to <= scope.now - SETTLING;
    const { isRefreshedByAsking = false } = feed.capabilities;
    const freshness = { isSettled, isRefreshedByAsking };
    return read(source, encode(query), feed.decode, freshness, scope, meter, wanted);
  };
  const ask = (query: FeedQuery): Promise<RowPage> => answer(query, 'any');
  const anew = (query: FeedQuery): Promise<RowPage> => answer(query, 'new');
  const isKept = async (query: FeedQuery): Promise<boolean> =>
    (await keep.get(keyOf(source, encode(query)))) !== undefined;
  return Object.assign(ask, { anew, isKept, callsLeft: () => scope.budget.left });
}

/** Vendors show a submission a little after its creation time: a window newer than this may still gain rows. */
const SETTLING: Milliseconds = MINUTE;

/**
 * Whether no rows follow a page. The vendor's count decides where it makes sense; a count that the page itself
 * refutes does not, and then only a page without rows is the end.
 */
export function isExhausted(page: RowPage, { offset, limit }: { offset: number; limit: number }): boolean {
  if (page.rowsAnswered === 0) return true;
  const read = offset + page.rowsAnswered;
  if (page.totalCount === undefined) return page.rowsAnswered < limit;
  return page.totalCount === read;
}

export const contains = (window: Window, row: UrlDetail): boolean =>
  row.createdAt >= window.from && row.createdAt < window.to;

const keyOf = ({ provider }: TaskSource, { action, parameters }: VendorRequest): string =>
  `${provider.account}\n${provider.name}\n${action}\n${JSON.stringify(parameters)}`;

function note(meter: Meter, page: RowPage): void {
  meter.rowsRead += page.rowsAnswered;
  if (page.requestId !== undefined) meter.requestIds.add(page.requestId);
  meter.unreadable ??= page.unreadable;
  const arrived = page.rows[0]?.observedAt;
  if (arrived !== undefined) meter.asOf = Math.min(arrived, meter.asOf ?? arrived);
}
