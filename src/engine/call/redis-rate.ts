import type { Redis } from 'ioredis';
import { SECOND, type Milliseconds } from '../../domain/time.ts';
import type { Runtime } from '../runtime.ts';
import {
  allowance,
  memoryRateBudget,
  type Place,
  type PlaceRequest,
  type RateBudget,
  type Refusal,
} from './rate.ts';
import { defineReservePlace, releasePlace, reservePlace, type SharedRate } from './redis-places.ts';

/*
 * One budget for several instances. rate-limiter-flexible cannot hold it: its Redis limiter counts in a window that is
 * fixed once it began, in whole seconds, so that twice the rate passes where two windows meet; and its queue waits in
 * each instance for itself. So a script of our own gives places in one queue for all.
 *
 * While Redis is away each instance keeps to its part of the rate. Between the two ways of counting nothing is sent for
 * one span, for neither knows of what the other has let through; and after Redis came back the part still binds for
 * `settling`, beside the common rate, until the last instance has noticed as well.
 */

export interface RedisRateSettings {
  /** As `connectRedis` gives it; closed with the budget. */
  readonly redis: Redis;
  /** How many instances share the rates at most: the part of each while Redis is away. Default 2. */
  readonly instances?: number;
  /** How far apart instances may notice that Redis went or came back. Default 5 s. */
  readonly settling?: Milliseconds;
}

/** An instance is busy at times, and may use a place so much later than it was told. It makes every span longer. */
const lateness: Milliseconds = 100;

/** Starts alone when Redis is not there yet. */
export const redisRateBudget = (settings: RedisRateSettings, runtime: Runtime): RateBudget =>
  new RedisRateBudget(settings, runtime);

interface RedisPlace extends Place {
  readonly member: string;
  readonly rates: readonly SharedRate[];
  readonly usableUntil: Milliseconds;
  /** A place outlives no change between shared and alone. */
  readonly era: Milliseconds;
}

class RedisRateBudget implements RateBudget {
  readonly #redis: Redis;
  readonly #runtime: Runtime;
  readonly #instances: number;
  readonly #settling: Milliseconds;
  readonly #memory: RateBudget;
  /** Tells this instance from the others. */
  readonly #name: string;
  #membersNamed = 0;
  #isShared: boolean;
  /** When that last changed, by the monotonicNow. */
  #era: Milliseconds = -Infinity;
  #cancel: () => void = () => {};
  readonly #onReady = (): void => this.#comeBackLater();
  readonly #onClose = (): void => this.#lose('The connection to Redis has ended.');

  constructor({ redis, instances = 2, settling = 5 * SECOND }: RedisRateSettings, runtime: Runtime) {
    this.#redis = redis;
    this.#runtime = runtime;
    this.#instances = instances;
    this.#settling = settling;
    this.#memory = memoryRateBudget(runtime);
    this.#name = runtime.random().toString(36).slice(2);
    this.#isShared = redis.status === 'ready';
    defineReservePlace(redis);
    redis.on('ready', this.#onReady);
    redis.on('close', this.#onClose);
    this.#tell(this.#isShared ? 'Redis is there.' : 'Redis cannot be reached.');
  }

  reserve(request: PlaceRequest): Place | Refusal | Promise<Place | Refusal> {
    return this.#isShared ? this.#reserveShared(request) : this.#reserveAlone(request);
  }

  claim(place: Place): 'now' | 'later' | 'lost' {
    if (isRedisPlace(place)) {
      const isGood = place.era === this.#era && this.#runtime.monotonicNow() <= place.usableUntil;
      return this.#isShared && isGood ? 'now' : 'lost';
    }
    const isGood = !this.#isShared && place.at >= this.#opensAt(place);
    return isGood ? this.#memory.claim(place) : 'lost';
  }

  answered(place: Place): void {
    if (!isRedisPlace(place)) this.#memory.answered(place);
  }

  release(place: Place): void {
    if (!isRedisPlace(place)) this.#memory.release(place);
    // If that fails it is forgotten by itself, and whoever reserves next notices that Redis is away.
    else if (this.#isShared) releasePlace(this.#redis, place.member, place.rates).catch(() => {});
  }

  close(): Promise<void> {
    this.#cancel();
    this.#redis.off('ready', this.#onReady);
    this.#redis.off('close', this.#onClose);
    this.#redis.disconnect();
    return Promise.resolve();
  }

  #reserveAlone(request: PlaceRequest): Place | Refusal | Promise<Place | Refusal> {
    return this.#memory.reserve({
      ...request,
      callsPerSecond: request.callsPerSecond / this.#instances,
      earliest: Math.max(request.earliest, this.#opensAt(request)),
    });
  }

  async #reserveShared(request: PlaceRequest): Promise<Place | Refusal> {
    const { key, callsPerSecond, latest } = request;
    const era = this.#era;
    const asked = this.#runtime.monotonicNow();
    const earliest = Math.max(request.earliest, this.#opensAt(request));
    const rates = this.#ratesOf(request);
    const member = this.#nameMember();
    try {
      const turn = await reservePlace(this.#redis, member, rates, earliest - asked, latest - asked);
      // Redis took its decision between the question and the answer: not before the one, not after the other.
      const at = this.#runtime.monotonicNow() + turn.wait;
      if (!turn.isGranted) return { nextAt: at };
      const usableUntil = asked + turn.wait + lateness;
      const place: RedisPlace = { key, callsPerSecond, at, member, rates, usableUntil, era };
      return place;
    } catch (thrown) {
      this.#lose(messageOf(thrown));
      return this.#reserveAlone(request);
    }
  }

  #ratesOf({ key, callsPerSecond }: PlaceRequest): readonly SharedRate[] {
    // The braces keep the keys of one rate together in a Redis cluster.
    const common = rateOf(`edgetasks:rate:{${key}}`, callsPerSecond);
    if (this.#runtime.monotonicNow() >= this.#era + this.#settling) return [common];
    return [common, rateOf(`edgetasks:rate:{${key}}:${this.#name}`, callsPerSecond / this.#instances)];
  }

  /** Until then what was sent under the other way of counting still counts. */
  #opensAt({ callsPerSecond }: Pick<PlaceRequest, 'callsPerSecond'>): Milliseconds {
    return this.#era + allowance(callsPerSecond).span + lateness;
  }

  #lose(reason: string): void {
    if (!this.#isShared) return;
    this.#change(false, reason);
    this.#comeBackLater();
  }

  /** Not before all instances have noticed that Redis was away. */
  #comeBackLater(): void {
    const wait = this.#era + this.#settling - this.#runtime.monotonicNow();
    this.#cancel();
    this.#cancel = this.#runtime.after(Math.max(0, wait), () => void this.#comeBack());
  }

  /** A connection is no proof: Redis may be loading, full, or read only. */
  async #comeBack(): Promise<void> {
    if (this.#isShared || this.#redis.status !== 'ready') return;
    const trial = [rateOf(`edgetasks:rate:trial:${this.#name}`, 1)];
    try {
      await reservePlace(this.#redis, this.#nameMember(), trial, 0, Infinity);
    } catch {
      this.#cancel = this.#runtime.after(this.#settling, () => void this.#comeBack());
      return;
    }
    if (this.#redis.status === 'ready') this.#change(true, 'Redis is back.');
  }

  #change(isShared: boolean, reason: string): void {
    this.#isShared = isShared;
    this.#era = this.#runtime.monotonicNow();
    this.#tell(reason);
  }

  #tell(reason: string): void {
    this.#runtime.observe({ type: 'rate-budget', state: this.#isShared ? 'shared' : 'alone', reason });
  }

  #nameMember(): string {
    this.#membersNamed += 1;
    return `${this.#name}-${this.#membersNamed}`;
  }
}

const isRedisPlace = (place: Place): place is RedisPlace => 'member' in place;

function rateOf(key: string, callsPerSecond: number): SharedRate {
  const { places, span } = allowance(callsPerSecond);
  return { key, places, span: span + lateness };
}

/** The message alone: the error of a command holds its arguments, and those of AUTH are a password. */
const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : 'unknown');
