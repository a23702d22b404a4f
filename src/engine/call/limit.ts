import { SECOND, type Milliseconds } from '../../domain/time.ts';
import { toVendorError, type Flight, type Fly } from './flight.ts';
import type { Runtime } from '../runtime.ts';
import type { Place, RateBudget } from './rate.ts';
import { TurnQueue } from './turn-queue.ts';

/** How long nothing is sent after a vendor said "too many" without saying for how long. */
const defaultPause: Milliseconds = SECOND;

/**
 * Sends each call in its turn: first come, first served, at the rate of its account and action. What would have its turn
 * after the deadline fails at once, and takes nobody's place.
 */
export const limit = (fly: Fly, rate: RateBudget, runtime: Runtime): Fly => {
  const queues = new Map<string, TurnQueue>();

  const queueOf = ({ source, request }: Flight): TurnQueue => {
    const key = `${source.provider.account} ${request.action}`;
    const known = queues.get(key);
    if (known !== undefined) return known;
    const queue = new TurnQueue(key, rate, runtime);
    queues.set(key, queue);
    return queue;
  };

  const awaited = async (turn: Promise<Place>, flight: Flight): Promise<Place> => {
    const asked = runtime.monotonicNow();
    const place = await turn.finally(() => {
      flight.waited += runtime.monotonicNow() - asked;
    });
    const { source, request, waited } = flight;
    runtime.observe({ type: 'delay', provider: source.provider.name, action: request.action, waited });
    return place;
  };

  return async (flight) => {
    const queue = queueOf(flight);
    const turn = queue.turn(flight);
    const place = turn instanceof Promise ? await awaited(turn, flight) : turn;
    try {
      const answer = await fly(flight);
      rate.answered(place);
      return answer;
    } catch (thrown) {
      const failure = toVendorError(thrown, flight);
      // What was given up on our side may still be on its way.
      if (!flight.isCutShort) rate.answered(place);
      if (failure.kind === 'RATE_LIMIT') queue.rest(failure.retryAfter ?? defaultPause);
      throw failure;
    }
  };
};
