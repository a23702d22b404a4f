import type { Redis } from 'ioredis';
import { SECOND } from '../domain/time.ts';

/**
 * A connection to Redis that never keeps anybody waiting: while Redis is away every command fails at once, and within a
 * quarter of a second when it does not answer. It comes back by itself. Resolves after the first attempt, whether it
 * succeeded or not. `url` may also be the path of a unix socket.
 */
export async function connectRedis(url: string): Promise<Redis> {
  // Only whoever configures Redis pays for loading it.
  const { Redis: Connection } = await import('ioredis');
  const redis = new Connection(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: SECOND / 4,
    connectTimeout: SECOND,
    retryStrategy: (attempt) => Math.min(50 * attempt, SECOND),
  });
  // Whoever uses the connection learns of errors by its commands and by the events `ready` and `close`.
  redis.on('error', () => {});
  await redis.connect().catch(() => {});
  return redis;
}
