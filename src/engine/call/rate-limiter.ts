import { VendorError } from '../../domain/errors.ts';
import { SECOND, type Milliseconds } from '../../domain/time.ts';
import type { Runtime } from '../runtime.ts';
import { abandoned, notSent, type Requester, type Outcome, type VendorCall } from './in-flight-call.ts';
import type { Rate, RateCounter, Slot, Taken } from './rate-counter.ts';

/** How long nothing is sent after a vendor reported too many calls without a time to wait. */
const defaultPause: Milliseconds = SECOND;

/** All background calls count as one client, each of whose calls costs this many turns. */
const background = { client: 'background', cost: 10 };

/**
 * Sends each call when the rate of its account and action allows it. Calls that wait are served in turn by client, the
 * calls of one client by arrival. A call that would have its turn only after its deadline fails at once.
 */
export class RateLimiter {
  readonly #counter: RateCounter;
  readonly #runtime: Runtime;
  readonly #queues = new Map<string, CallQueue>();

  constructor(counter: RateCounter, runtime: Runtime) {
    this.#counter = counter;
    this.#runtime = runtime;
  }

  async run(call: VendorCall, send: () => Promise<Outcome>): Promise<Outcome> {
    const queue = this.#queueOf(call);
    const { slot, waited } = await queue.acquire(call);
    if (slot instanceof VendorError) return notSent(slot, waited);
    const outcome = await send();
    if (outcome.tries === 0) slot.cancel();
    else if (outcome.isConclusive) slot.answered();
    const { result } = outcome;
    if (outcome.tries > 0 && result instanceof VendorError && result.kind === 'RATE_LIMIT') {
      queue.pause(result.retryAfter ?? defaultPause);
    }
    return { ...outcome, waited };
  }

  /** The error for a call that still waits for the rate limit; `undefined` for one that does not wait. */
  refusalOf(call: VendorCall): VendorError | undefined {
    return this.#queueOf(call).refusalOf(call);
  }

  #queueOf({ source, request }: VendorCall): CallQueue {
    const key = `${source.provider.account} ${request.action}`;
    const known = this.#queues.get(key);
    if (known !== undefined) return known;
    const queue = new CallQueue(key, this.#counter, this.#runtime);
    this.#queues.set(key, queue);
    return queue;
  }
}

interface Waiter {
  readonly call: VendorCall;
  readonly arrivedAt: Milliseconds;
  /** Whether there was no slot for it when it arrived. */
  isDelayed: boolean;
  settle(slot: Slot | VendorError): void;
}

/** A waiter in the fair order: calls are served by turn, and within one turn by arrival. */
interface Position {
  readonly waiter: Waiter;
  readonly client: string;
  readonly turn: number;
}

/** The calls of one account and action that wait for a slot. */
class CallQueue {
  readonly #key: string;
  readonly #counter: RateCounter;
  readonly #runtime: Runtime;
  /** By arrival. */
  readonly #waiters = new Set<Waiter>();
  /** The turn of the call that was served last. */
  #lastTurn = 0;
  /** The turn from which each client that waits counts: where it began to wait, or was served last. */
  readonly #turns = new Map<string, number>();
  #latest: Taken | undefined;
  #rate: Rate;
  #isServing = false;
  #cancel: () => void = () => {};

  constructor(key: string, counter: RateCounter, runtime: Runtime) {
    this.#key = key;
    this.#counter = counter;
    this.#runtime = runtime;
    this.#rate = { key, callsPerSecond: Infinity };
  }

  acquire(call: VendorCall): Promise<{ slot: Slot | VendorError; waited: Milliseconds }> {
    const { signal } = call;
    return new Promise((resolve) => {
      const leave = (): void => waiter.settle(abandoned(call, signal.reason));
      const waiter: Waiter = {
        call,
        arrivedAt: this.#runtime.monotonicNow(),
        isDelayed: false,
        settle: (slot) => {
          signal.removeEventListener('abort', leave);
          this.#waiters.delete(waiter);
          resolve({ slot, waited: this.#leftWith(waiter, slot) });
        },
      };
      signal.addEventListener('abort', leave);
      this.#waiters.add(waiter);
      if (signal.aborted) leave();
      else void this.#serve();
    });
  }

  pause(length: Milliseconds): void {
    this.#counter.pause(this.#rate, length);
    void this.#serve();
  }

  refusalOf(call: VendorCall): VendorError | undefined {
    const order = this.#inOrder();
    const index = order.findIndex(({ waiter }) => waiter.call === call);
    const position = order[index];
    if (position === undefined || !position.waiter.isDelayed) return undefined;
    return this.#refusal(call, this.#latest?.freeAt(index) ?? -Infinity);
  }

  #leftWith({ call, arrivedAt, isDelayed }: Waiter, slot: Slot | VendorError): Milliseconds {
    if (this.#waiters.size === 0) this.#cancel();
    if (!isDelayed) return 0;
    const waited = this.#runtime.monotonicNow() - arrivedAt;
    const { name: provider } = call.source.provider;
    if (!(slot instanceof VendorError)) {
      this.#runtime.observe({ type: 'delay', provider, action: call.request.action, waited });
    }
    return waited;
  }

  /** Gives slots to those whose turn has come, and schedules itself for the next free slot. */
  async #serve(): Promise<void> {
    if (this.#isServing) return;
    this.#isServing = true;
    this.#cancel();
    let nextAt = -Infinity;
    let arrived = 0;
    while (this.#waiters.size > 0 && (arrived > 0 || nextAt <= this.#runtime.monotonicNow())) {
      const count = this.#waiters.size;
      this.#rate = { key: this.#key, callsPerSecond: this.#lowestRate() };
      const taken = await this.#counter.take(this.#rate, count);
      this.#latest = taken;
      this.#assign(taken);
      nextAt = taken.freeAt(0);
      // Calls that arrived during `take` were not in its count.
      arrived = this.#waiters.size - (count - taken.slots.length);
    }
    this.#isServing = false;
    if (this.#waiters.size === 0) return;
    const wait = Math.max(1, Math.ceil(nextAt - this.#runtime.monotonicNow()));
    this.#cancel = this.#runtime.schedule(wait, () => void this.#serve());
  }

  /** Providers of one account may be configured with different rates. */
  #lowestRate(): number {
    let lowest = Infinity;
    for (const { call } of this.#waiters) lowest = Math.min(lowest, call.request.callsPerSecond);
    return lowest;
  }

  /** A call that leaves without a slot does not change the order of the others. */
  #assign(taken: Taken): void {
    this.#updateTurns();
    const unused = [...taken.slots];
    const now = this.#runtime.monotonicNow();
    let index = 0;
    for (const position of this.#inOrder()) {
      const { waiter } = position;
      const { call } = waiter;
      const latest = now + call.deadline - this.#runtime.clock();
      const isOver = latest < now;
      const slot = isOver ? undefined : unused.shift();
      const nextAt = taken.freeAt(index);
      if (slot !== undefined) {
        this.#lastTurn = position.turn;
        this.#turns.set(position.client, position.turn);
        waiter.settle(slot);
      } else if (isOver && !waiter.isDelayed) waiter.settle(abandoned(call, deadlinePassed()));
      else if (nextAt > latest) waiter.settle(this.#refusal(call, nextAt));
      else {
        if (!waiter.isDelayed && nextAt > now) {
          waiter.isDelayed = true;
          call.noteDelay();
        }
        index += 1;
      }
    }
    for (const slot of unused) slot.cancel();
  }

  #updateTurns(): void {
    const clients = new Set<string>();
    for (const { call } of this.#waiters)
      for (const requester of call.requesters) clients.add(shareOf(requester).client);
    for (const client of this.#turns.keys()) if (!clients.has(client)) this.#turns.delete(client);
    for (const client of clients) if (!this.#turns.has(client)) this.#turns.set(client, this.#lastTurn);
  }

  /**
   * Self-clocked fair queueing: each call of a client is one turn (or its cost) later than the client's call before. A call of
   * several clients is the turn of the one who waits least.
   */
  #inOrder(): readonly Position[] {
    const turns = new Map(this.#turns);
    const places = [...this.#waiters].map((waiter) => {
      let first = { client: '', turn: Infinity };
      for (const requester of waiter.call.requesters) {
        const { client, cost } = shareOf(requester);
        const turn = (turns.get(client) ?? this.#lastTurn) + cost;
        if (turn < first.turn) first = { client, turn };
      }
      turns.set(first.client, first.turn);
      return { waiter, ...first };
    });
    return places.toSorted((left, right) => left.turn - right.turn);
  }

  #refusal({ request, source }: VendorCall, nextAt: Milliseconds): VendorError {
    const retryAfter = Math.max(1, Math.ceil(nextAt - this.#runtime.monotonicNow()));
    return new VendorError({
      kind: 'RATE_LIMIT',
      message:
        `${request.action} may be called ${request.callsPerSecond} times a second, and other calls wait already: ` +
        `this one could be made only after the request's deadline, in ${retryAfter / SECOND} s.`,
      provider: source.provider.name,
      retryable: true,
      retryAfter,
    });
  }
}

/** Under which name a request takes turns, and how many turns a call costs it. */
export const shareOf = ({
  priority,
  client,
}: Requester): { readonly client: string; readonly cost: number } =>
  priority === 'background' ? background : { client: `client ${client}`, cost: 1 };

const deadlinePassed = (): DOMException => new DOMException('The deadline has passed.', 'TimeoutError');
