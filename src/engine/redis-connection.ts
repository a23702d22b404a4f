import type { Redis } from 'ioredis';
import { SECOND, type Milliseconds } from '../domain/time.ts';

/** How often the server is asked whether it is still the primary. After a failover the connection follows within two of them. */
const roleInterval: Milliseconds = 2 * SECOND;

/**
 * A connection to Redis that never blocks its callers: while Redis is unreachable every command fails at once, and within
 * half a second when it does not answer. It reconnects by itself. Resolves after the first attempt, whether it
 * succeeded or not. `url` may also be the path of a unix socket. `onError` is told why a connection failed, which may be
 * often; the message holds no password.
 *
 * After a failover an open connection may still lead to the old primary, which became a replica. The connection is closed
 * then, so that the next one leads where the address points now.
 */
export async function connectRedis(url: string, onError: (message: string) => void): Promise<Redis> {
  // Loaded only if Redis is configured.
  const { Redis: Connection } = await import('ioredis');
  const redis = new Connection(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: SECOND / 2,
    connectTimeout: SECOND,
    retryStrategy: (attempt) => Math.min(50 * attempt, SECOND),
    // Redis, replication: a replica refuses writes with READONLY; within scripts, older versions put text before it.
    reconnectOnError: ({ message }) => /\b(?:READONLY|MASTERDOWN)\b/.test(message),
  });
  // Only the message: the error of a command contains its arguments, and AUTH has a password.
  redis.on('error', ({ message }: Error) => onError(withoutPassword(message)));
  await redis.connect().catch(() => {});
  leaveReplicas(redis, onError);
  return redis;
}

/** Checks the role even when nothing is written. Stops when the connection is closed for good. */
function leaveReplicas(redis: Redis, onError: (message: string) => void): void {
  let isChecking = false;
  const check = async (): Promise<void> => {
    if (isChecking || redis.status !== 'ready') return;
    isChecking = true;
    // ROLE may be forbidden. The error READONLY then is the only sign.
    const role: unknown = await redis.call('ROLE').catch(() => undefined);
    isChecking = false;
    if (!Array.isArray(role) || role[0] !== 'slave') return;
    onError('the server became a replica');
    redis.disconnect(true);
  };
  const timer = setInterval(() => void check(), roleInterval).unref();
  redis.once('end', () => clearInterval(timer));
}

/** The message about an invalid address contains the address, with its password. */
const withoutPassword = (message: string): string => message.replaceAll(/\/\/\S*@/g, '//');
