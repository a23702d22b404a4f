import { SECOND, type Milliseconds } from '../domain/time.ts';
import { failureOf, type Flight, type Fly } from './flight.ts';
import type { Outside } from './outside.ts';
import type { RateBudget } from './rate.ts';
import { TurnQueue } from './turn-queue.ts';

/** How long nothing is sent after a vendor said "too many" without saying for how long. */
const defaultPause: Milliseconds = SECOND;

/**
 * Sends each call in its turn: first come, first served, at the rate of its account and action. What would have its turn
 * after the deadline fails at once, and takes nobody's place.
 */
export const limit = (fly: Fly, rate: RateBudget, outside: Outside): Fly => {
  const queues = new Map<string, TurnQueue>();

  const queueOf = ({ source, request }: Flight): TurnQueue => {
    const key = `${source.provider.account} ${request.action}`;
    const known = queues.get(key);
    if (known !== undefined) return known;
    const queue = new TurnQueue(key, rate, outside);
    queues.set(key, queue);
    return queue;
  };

  return async (flight) => {
    const queue = queueOf(flight);
    const asked = outside.stopwatch();
    const turn = queue.turn(flight);
    if (turn !== undefined) {
      await turn.finally(() => {
        flight.waited += outside.stopwatch() - asked;
      });
      const { source, request, waited } = flight;
      outside.observe({ type: 'delay', provider: source.provider.name, action: request.action, waited });
    }
    try {
      return await fly(flight);
    } catch (thrown) {
      const failure = failureOf(thrown, flight);
      if (failure.kind === 'RATE_LIMIT') queue.rest(failure.retryAfter ?? defaultPause);
      throw failure;
    }
  };
};
