import { VendorError } from '../../domain/errors.ts';
import type { RequestScope } from '../../domain/request-scope.ts';
import type { TaskSource, VendorAnswer, VendorRequest } from '../../domain/source.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';

/** One vendor call on its way, for everybody who waits for it. */
export interface Flight {
  readonly source: TaskSource;
  readonly request: VendorRequest;
  /** The GraphQL request that began it, and that pays for it. */
  readonly scope: RequestScope;
  /** Aborts when nobody waits any more; the reason is that of the last who left. A try that is cut has its own. */
  readonly signal: AbortSignal;
  /** The latest among those who wait: it moves when another request joins. */
  deadline: Instant;
  /** Whether it is the one that an open circuit let through, to see. */
  isProbe: boolean;
  /** Tries sent. */
  tries: number;
  /** Whether the last of them was ended on our side before the vendor had a fair time to answer. */
  isCutShort: boolean;
  /** Spent waiting for the rate limit. */
  waited: Milliseconds;
  /** While it waits for its turn: what to tell those whose time is over. The vendor has not been asked, so it is not late. */
  notYet: (() => VendorError) | undefined;
  /** Ends the try that is under way; the next has a new signal. One for both is enough, and signals are dear. */
  cutTry(reason: unknown): void;
}

/** One way to get a flight's answer. Throws `VendorError` and nothing else. */
export type Fly = (flight: Flight) => Promise<VendorAnswer>;

/** Why there will be no answer, once a signal has aborted. */
export function abandoned(action: string, reason: unknown): VendorError {
  const isLate = isTimeout(reason);
  return new VendorError({
    kind: isLate ? 'TIMEOUT' : 'UNAVAILABLE',
    message: isLate
      ? `${action}: no answer before the request's deadline.`
      : `${action}: given up, because the client went away.`,
    retryable: isLate,
  });
}

/** Why a request has no answer of a flight, once its own signal has aborted. */
export const whyLeft = ({ request, source, notYet }: Flight, reason: unknown): VendorError =>
  ((isTimeout(reason) ? notYet?.() : undefined) ?? abandoned(request.action, reason)).at(
    source.provider.name,
  );

/** Whether a signal's reason is that time ran out, rather than that somebody gave up. */
export const isTimeout = (reason: unknown): boolean =>
  reason instanceof Error && reason.name === 'TimeoutError';

/** Whether everybody whose signal it is went away, rather than waited in vain. */
export const isLeft = ({ aborted, reason }: AbortSignal): boolean => aborted && !isTimeout(reason);

/** Whatever was thrown, in our words and with the provider's name. */
export function toVendorError(
  thrown: unknown,
  { source, request }: Pick<Flight, 'source' | 'request'>,
): VendorError {
  const failure =
    thrown instanceof VendorError
      ? thrown
      : new VendorError({
          kind: 'UNAVAILABLE',
          message: `${request.action}: the call ended in a way that was not foreseen.`,
          retryable: false,
          cause: thrown,
        });
  return failure.at(source.provider.name);
}
