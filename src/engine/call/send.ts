import { VendorError } from '../../domain/errors.ts';
import type { VendorAnswer } from '../../domain/source.ts';
import { SECOND, type Milliseconds } from '../../domain/time.ts';
import { abandoned, toVendorError, isLeft, isTimeout, type Flight, type Fly } from './flight.ts';
import type { Runtime } from '../runtime.ts';

/** A request that leaves a vendor less time than this has itself to blame for its timeout. */
const fairTime: Milliseconds = SECOND;

/** One try: sent once, ended by its answer, by the time that a try may take, or because nobody waits any more. */
export const send = (timeout: Milliseconds, runtime: Runtime): Fly => {
  return async (flight) => {
    if (flight.signal.aborted)
      throw toVendorError(abandoned(flight.request.action, flight.signal.reason), flight);
    flight.tries += 1;
    flight.isCutShort = false;
    const startedAt = runtime.clock();
    const began = runtime.monotonicNow();
    const { source, request, tries } = flight;
    const told = { type: 'try', provider: source.provider.name, action: request.action } as const;
    try {
      const answer = await sendInTime(flight, timeout, runtime);
      const took = runtime.monotonicNow() - began;
      const { requestId } = answer;
      runtime.observe({ ...told, number: tries, startedAt, took, requestId });
      return answer;
    } catch (thrown) {
      const failure = toVendorError(thrown, flight);
      const took = runtime.monotonicNow() - began;
      flight.isCutShort = flight.signal.aborted && !(isTimeout(flight.signal.reason) && took >= fairTime);
      const { requestId } = failure;
      const isCancelled = isLeft(flight.signal);
      runtime.observe({ ...told, number: tries, startedAt, took, requestId, failure, isCancelled });
      throw failure;
    }
  };
};

/** Settles with the try or with its end, so that a `send` that forgets its signal holds nobody. */
function sendInTime(flight: Flight, timeout: Milliseconds, { after }: Runtime): Promise<VendorAnswer> {
  const { source, request, signal } = flight;
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      cancel();
      signal.removeEventListener('abort', giveUp);
    };
    const giveUp = (): void => {
      settle();
      reject(abandoned(request.action, signal.reason));
    };
    const cancel = after(timeout, () => {
      settle();
      reject(unanswered(request.action, timeout));
      flight.cutTry(timedOut());
    });
    signal.addEventListener('abort', giveUp);
    // Wrapped, so that what throws at once is caught like what rejects.
    const sent = (async () => source.send(request, signal))();
    sent.then(resolve, reject).finally(settle);
  });
}

const timedOut = (): DOMException => new DOMException('The try took too long.', 'TimeoutError');

const unanswered = (action: string, timeout: Milliseconds): VendorError =>
  new VendorError({
    kind: 'TIMEOUT',
    message: `${action}: no answer within ${timeout / SECOND} s.`,
    retryable: true,
  });
