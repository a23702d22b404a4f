import type { Redis, Result } from 'ioredis';
import { SECOND, type Milliseconds } from '../../domain/time.ts';
import type { Runtime } from '../runtime.ts';
import { allowance, longestDelivery, MemoryRateCounter } from './rate-counter.ts';
import type { Rate, RateCounter, Slot, Taken } from './rate-counter.ts';

export interface RedisRateSettings {
  /** As `connectRedis` returns it; disconnected with the counter. */
  readonly redis: Redis;
  /** The largest number of instances that share the rates: each gets its share while Redis is unreachable. Default 2. */
  readonly instances?: number;
  /** The time within which all instances notice that Redis became unreachable or reachable. Default 5 s. */
  readonly settling?: Milliseconds;
}

/** An instance whose calls wait asks again within this time; otherwise it has stopped. */
const grace: Milliseconds = 250;

/** Slots that are left for other instances are offered again after this time. */
const reofferAfter: Milliseconds = 20;

/**
 * Takes slots from those of all instances, by the clock of Redis. Sorted sets hold, by time, the calls in flight, the
 * calls answered within the last span, and the instances whose calls wait; free slots are divided equally among those,
 * and where there are fewer slots than instances the one that was served last lets the others go first.
 * Returns the number of slots, the wait for the next one, and the number of other instances that wait.
 */
const takeLua = `
local inFlight, answered, waiting, pause, last = unpack(KEYS)
local name, member, count = ARGV[1], ARGV[2], tonumber(ARGV[3])
local limit, span, delivery = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', inFlight, '-inf', now - delivery - span)
redis.call('ZREMRANGEBYSCORE', answered, '-inf', now - span)
redis.call('ZREMRANGEBYSCORE', waiting, '-inf', now)
redis.call('ZREM', waiting, name)
local others = redis.call('ZCARD', waiting)
local free = math.max(0, limit - redis.call('ZCARD', inFlight) - redis.call('ZCARD', answered))
local paused = math.max(0, redis.call('PTTL', pause))
if paused > 0 then free = 0 end
local granted = math.min(count, math.ceil(free / (others + 1)))
if others > 0 and free <= others and redis.call('GET', last) == name then granted = 0 end
if granted > 0 then redis.call('SET', last, name, 'PX', delivery + span) end
for index = 1, granted do redis.call('ZADD', inFlight, now, member .. ':' .. index) end
redis.call('PEXPIRE', inFlight, delivery + span)
local wait = 0
if granted < free then
  if granted < count then wait = ${reofferAfter} end
else
  local sent = redis.call('ZRANGE', inFlight, 0, 0, 'WITHSCORES')[2]
  local arrived = redis.call('ZRANGE', answered, 0, 0, 'WITHSCORES')[2]
  wait = span
  if sent then wait = math.min(wait, sent + delivery + span - now) end
  if arrived then wait = math.min(wait, arrived + span - now) end
  wait = math.max(wait, paused)
end
if granted < count then
  redis.call('ZADD', waiting, now + wait + ${grace}, name)
  redis.call('PEXPIRE', waiting, wait + ${grace})
end
return {granted, wait, others}
`;

/** Moves a call from those in flight to those answered. One that no longer counts is not counted again. */
const answerLua = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if redis.call('ZREM', KEYS[1], ARGV[1]) == 1 then
  redis.call('ZADD', KEYS[2], now, ARGV[1])
  redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
`;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    takeSlots(...rest: (string | number)[]): Result<[number, number, number], Context>;
    answerCall(...rest: (string | number)[]): Result<null, Context>;
  }
}

/** The braces keep the keys of one rate on one node of a Redis cluster. */
const keysOf = ({ key }: Rate): string[] =>
  ['in-flight', 'answered', 'waiting', 'pause', 'last'].map((set) => `edgetasks:rate:{${key}}:${set}`);

/**
 * Counts the calls of several instances in Redis. While Redis is away each instance counts its own calls, at its share of
 * the rate. rate-limiter-flexible does not fit: it counts in fixed windows, so that twice the rate passes where two meet.
 */
export class RedisRateCounter implements RateCounter {
  readonly #redis: Redis;
  readonly #runtime: Runtime;
  readonly #instances: number;
  readonly #settling: Milliseconds;
  readonly #own: MemoryRateCounter;
  /** Tells this instance from the others. */
  readonly #name: string;
  #taken = 0;
  #isShared: boolean;
  /** When that last changed, by the monotonic clock. */
  #changedAt: Milliseconds = -Infinity;
  #cancel: () => void = () => {};
  readonly #onReady = (): void => this.#returnLater();
  readonly #onClose = (): void => this.#lose('The connection to Redis has ended.');

  constructor({ redis, instances = 2, settling = 5 * SECOND }: RedisRateSettings, runtime: Runtime) {
    this.#redis = redis;
    this.#runtime = runtime;
    this.#instances = instances;
    this.#settling = settling;
    this.#own = new MemoryRateCounter(runtime);
    this.#name = runtime.random().toString(36).slice(2);
    this.#isShared = redis.status === 'ready';
    redis.defineCommand('takeSlots', { numberOfKeys: 5, lua: takeLua });
    redis.defineCommand('answerCall', { numberOfKeys: 2, lua: answerLua });
    redis.on('ready', this.#onReady);
    redis.on('close', this.#onClose);
    this.#tell(this.#isShared ? 'Redis is available.' : 'Redis cannot be reached.');
  }

  take(rate: Rate, count: number): Taken | Promise<Taken> {
    return this.#isShared ? this.#takeShared(rate, count) : this.#takeAlone(rate, count);
  }

  pause(rate: Rate, length: Milliseconds): void {
    this.#own.pause(rate, length);
    const [, , , pause = ''] = keysOf(rate);
    if (this.#isShared) this.#send(this.#redis.set(pause, '', 'PX', Math.ceil(length)));
  }

  close(): Promise<void> {
    this.#cancel();
    this.#redis.off('ready', this.#onReady);
    this.#redis.off('close', this.#onClose);
    this.#redis.disconnect();
    return Promise.resolve();
  }

  #takeShare({ key, callsPerSecond }: Rate, count: number): Taken {
    return this.#own.take({ key, callsPerSecond: callsPerSecond / this.#instances }, count);
  }

  /** When no call from before the last change counts any more. */
  #allArrivedBy(rate: Rate): Milliseconds {
    return this.#changedAt + longestDelivery + allowance(rate).span;
  }

  /** Gives nothing while calls that were counted in Redis still count. */
  #takeAlone(rate: Rate, count: number): Taken {
    const opensAt = this.#allArrivedBy(rate);
    const isOpen = this.#runtime.monotonicNow() >= opensAt;
    const taken = this.#takeShare(rate, isOpen ? count : 0);
    return { slots: taken.slots, freeAt: (index) => Math.max(opensAt, taken.freeAt(index)) };
  }

  /** While calls that other instances made without Redis still count, an instance also keeps to its own share. */
  async #takeShared(rate: Rate, count: number): Promise<Taken> {
    const isSettled = this.#runtime.monotonicNow() >= this.#allArrivedBy(rate) + this.#settling;
    const own = isSettled ? undefined : this.#takeShare(rate, count);
    const wanted = own?.slots.length ?? count;
    if (own !== undefined && wanted === 0) return own;
    const { slots: limit, span } = allowance(rate);
    this.#taken += 1;
    const member = `${this.#name}-${this.#taken}`;
    const take = () =>
      this.#redis.takeSlots(
        ...keysOf(rate),
        this.#name,
        member,
        wanted,
        limit,
        Math.ceil(span),
        longestDelivery,
      );
    try {
      // A process that was busy sees the timeout before the answer that has come meanwhile.
      const [granted, wait, others] = await take().catch((thrown: unknown) => {
        if (messageOf(thrown) !== 'Command timed out') throw thrown;
        return take();
      });
      const next = this.#runtime.monotonicNow() + wait;
      own?.slots.slice(granted).forEach((slot) => slot.cancel());
      return {
        slots: Array.from({ length: granted }, (_, index) =>
          this.#slot(rate, `${member}:${index + 1}`, own?.slots[index]),
        ),
        freeAt: (index) =>
          Math.max(own?.freeAt(index) ?? 0, next + Math.floor((index * (others + 1)) / limit) * span),
      };
    } catch (thrown) {
      own?.slots.forEach((slot) => slot.cancel());
      this.#lose(messageOf(thrown));
      return this.#takeAlone(rate, count);
    }
  }

  #slot(rate: Rate, member: string, own: Slot | undefined): Slot {
    const [inFlight = '', answered = ''] = keysOf(rate);
    const { span } = allowance(rate);
    return {
      answered: () => {
        own?.answered();
        if (this.#isShared) this.#send(this.#redis.answerCall(inFlight, answered, member, Math.ceil(span)));
      },
      cancel: () => {
        own?.cancel();
        if (this.#isShared) this.#send(this.#redis.zrem(inFlight, member));
      },
    };
  }

  /** A command whose failure loses nothing: its key expires, and the next `take` notices that Redis is away. */
  #send(command: Promise<unknown>): void {
    command.catch(() => {});
  }

  #lose(reason: string): void {
    if (!this.#isShared) return;
    this.#change(false, reason);
    this.#returnLater();
  }

  /** Not before all instances have noticed that Redis was away. */
  #returnLater(): void {
    const wait = this.#changedAt + this.#settling - this.#runtime.monotonicNow();
    this.#cancel();
    this.#cancel = this.#runtime.schedule(Math.max(0, wait), () => void this.#return());
  }

  /** A connection does not suffice: Redis may be loading its data, out of memory or read-only. */
  async #return(): Promise<void> {
    if (this.#isShared || this.#redis.status !== 'ready') return;
    try {
      await this.#redis.set(`edgetasks:rate:trial:${this.#name}`, '', 'PX', SECOND);
    } catch {
      this.#cancel = this.#runtime.schedule(this.#settling, () => void this.#return());
      return;
    }
    if (this.#redis.status === 'ready') this.#change(true, 'Redis is available again.');
  }

  #change(isShared: boolean, reason: string): void {
    this.#isShared = isShared;
    this.#changedAt = this.#runtime.monotonicNow();
    this.#tell(reason);
  }

  #tell(reason: string): void {
    this.#runtime.observe({ type: 'rate-budget', state: this.#isShared ? 'shared' : 'alone', reason });
  }
}

/** Only the message: the error of a command contains its arguments, and AUTH has a password. */
const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : 'unknown');
