import type { Redis, Result } from 'ioredis';
import type { Milliseconds } from '../../domain/time.ts';

/** One rate that a place must keep to. */
export interface SharedRate {
  readonly key: string;
  readonly places: number;
  readonly span: Milliseconds;
}

/** A place among those of all instances, or none; either way how long until then. */
export interface PlaceInTurn {
  readonly isGranted: boolean;
  readonly wait: Milliseconds;
}

/**
 * Takes the first place that keeps to every rate: at least a span after the place that is as many places before it as fit
 * in a span, and not before the last one that was given. Redis' clock is the only one that counts; instances are told how
 * long to wait. A sorted set holds the places of one key: members by the millisecond at which they may be used.
 */
const reserveLua = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local member, earliest, latest = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local at = now + earliest
for index, key in ipairs(KEYS) do
  local places, span = tonumber(ARGV[2 + 2 * index]), tonumber(ARGV[3 + 2 * index])
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - span)
  local last = redis.call('ZRANGE', key, -1, -1, 'WITHSCORES')[2]
  local before = redis.call('ZRANGE', key, -places, -places, 'WITHSCORES')[2]
  if last then at = math.max(at, tonumber(last)) end
  if before then at = math.max(at, tonumber(before) + span) end
end
if at > now + latest then return {0, at - now} end
for index, key in ipairs(KEYS) do
  redis.call('ZADD', key, at, member)
  redis.call('PEXPIRE', key, at - now + tonumber(ARGV[3 + 2 * index]))
end
return {1, at - now}
`;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    reservePlace(keys: number, ...rest: (string | number)[]): Result<[number, number], Context>;
  }
}

export function defineReservePlace(redis: Redis): void {
  redis.defineCommand('reservePlace', { lua: reserveLua });
}

/** `earliest` and `latest` count from now, in whole milliseconds. */
export async function reservePlace(
  redis: Redis,
  member: string,
  rates: readonly SharedRate[],
  earliest: Milliseconds,
  latest: Milliseconds,
): Promise<PlaceInTurn> {
  const [granted, wait] = await redis.reservePlace(
    rates.length,
    ...rates.map(({ key }) => key),
    member,
    Math.max(0, Math.ceil(earliest)),
    Math.floor(latest),
    ...rates.flatMap(({ places, span }) => [places, Math.ceil(span)]),
  );
  return { isGranted: granted === 1, wait };
}

export async function releasePlace(
  redis: Redis,
  member: string,
  rates: readonly SharedRate[],
): Promise<void> {
  await Promise.all(rates.map(({ key }) => redis.zrem(key, member)));
}
