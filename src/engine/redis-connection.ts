import type { Redis } from 'ioredis';
import { SECOND } from '../domain/time.ts';

/**
 * A connection to Redis that never keeps anybody waiting: while Redis is away every command fails at once, and within
 * half a second when it does not answer. It comes back by itself. Resolves after the first attempt, whether it
 * succeeded or not. `url` may also be the path of a unix socket. `onError` is told why a connection failed, which may be
 * often; the message holds no password.
 */
export async function connectRedis(url: string, onError: (message: string) => void): Promise<Redis> {
  // Only whoever configures Redis pays for loading it.
  const { Redis: Connection } = await import('ioredis');
  const redis = new Connection(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: SECOND / 2,
    connectTimeout: SECOND,
    retryStrategy: (attempt) => Math.min(50 * attempt, SECOND),
  });
  // The message alone: the error of a command holds its arguments, and those of AUTH are a password.
  redis.on('error', ({ message }: Error) => onError(withoutPassword(message)));
  await redis.connect().catch(() => {});
  return redis;
}

/** An address that cannot be read is named in full. */
const withoutPassword = (message: string): string => message.replaceAll(/\/\/\S*@/g, '//');
