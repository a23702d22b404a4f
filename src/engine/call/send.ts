import { VendorError } from '../../domain/errors.ts';
import type { VendorAnswer } from '../../domain/source.ts';
import { SECOND, type Milliseconds } from '../../domain/time.ts';
import type { Runtime } from '../runtime.ts';
import {
  abandoned,
  isCancelled,
  isTimeout,
  asVendorError,
  type Outcome,
  type VendorCall,
} from './in-flight-call.ts';

/** If the vendor had less time than this, a timeout says nothing about the vendor. */
const fairTime: Milliseconds = SECOND;

/**
 * Sends one try. It ends with its answer, after `timeout`, or when no caller waits any more. Repetitions by the
 * transport, such as after the reset of a reused connection, belong to the same try.
 */
export async function send(
  call: VendorCall,
  number: number,
  timeout: Milliseconds,
  runtime: Runtime,
): Promise<Outcome> {
  const { source, request, signal } = call;
  const startedAt = runtime.clock();
  const began = runtime.monotonicNow();
  const result = await sendInTime(call, timeout, runtime).catch((thrown: unknown) =>
    asVendorError(thrown, call),
  );
  const took = runtime.monotonicNow() - began;
  const { requestId } = result;
  const failure = result instanceof VendorError ? result : undefined;
  runtime.observe({
    type: 'try',
    provider: source.provider.name,
    action: request.action,
    number,
    startedAt,
    took,
    requestId,
    failure,
    isCancelled: failure !== undefined && isCancelled(signal),
  });
  const isCutShort = signal.aborted && !(isTimeout(signal.reason) && took >= fairTime);
  return { result, tries: 1, waited: 0, isConclusive: failure === undefined || !isCutShort };
}

/** Settles with the try or with its signal, so that a `send` that ignores its signal blocks no caller. */
function sendInTime(call: VendorCall, timeout: Milliseconds, { schedule }: Runtime): Promise<VendorAnswer> {
  const { source, request, signal } = call;
  const attempt = new AbortController();
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      cancel();
      signal.removeEventListener('abort', giveUp);
    };
    const end = (failure: VendorError, reason: unknown): void => {
      settle();
      reject(failure);
      attempt.abort(reason);
    };
    const giveUp = (): void => end(abandoned(call, signal.reason), signal.reason);
    const cancel = schedule(timeout, () => end(unanswered(request.action, timeout), timedOut()));
    signal.addEventListener('abort', giveUp);
    // The async function turns what `send` throws at once into a rejection.
    const sent = (async () => source.send(request, attempt.signal))();
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
