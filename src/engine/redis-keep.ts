import type { Redis } from 'ioredis';
import type { RowPage } from '../domain/source.ts';
import type { Milliseconds } from '../domain/time.ts';
import { FINAL_LIFETIME, type Cache } from './keep.ts';

/** What the store of several instances stands on. */
export interface RedisKeepSettings {
  readonly redis: Pick<Redis, 'get' | 'set'>;
  /** This instance's own store, asked first. It also keeps what is in progress, which is too short-lived to share. */
  readonly memory: Cache;
  /** A short text that differs for different texts. */
  readonly fingerprint: (text: string) => string;
}

/** Answers that can no longer change are few hundred kilobytes at most; a longer one is not worth the way to Redis. */
const LONGEST_TEXT = 1024 * 1024;

/** Part of every key, so that a later version never reads what it would misunderstand. */
const PREFIX = 'edgetasks:1:rows:';

/**
 * Keeps answers in which nothing can change for several instances together. While Redis is away, each has its own:
 * what cannot be asked is not at hand, and what cannot be stored is not kept there.
 */
export function redisKeep({ redis, memory, fingerprint }: RedisKeepSettings): Cache {
  const keyOf = (key: string): string => PREFIX + fingerprint(key);

  async function fromRedis(key: string): Promise<RowPage | undefined> {
    const text = await redis.get(keyOf(key)).catch(() => null);
    const stored = text === null ? undefined : parse(text);
    if (stored === undefined || stored.key !== key) return undefined;
    memory.set(key, stored.page, FINAL_LIFETIME);
    return stored.page;
  }

  return {
    get: (key) => memory.get(key) ?? fromRedis(key),
    set(key, page, lifetime: Milliseconds) {
      memory.set(key, page, lifetime);
      if (lifetime < FINAL_LIFETIME) return;
      const text = JSON.stringify({ key, page });
      if (text.length > LONGEST_TEXT) return;
      redis.set(keyOf(key), text, 'PX', lifetime).catch(() => undefined);
    },
  };
}

interface Stored {
  /** In full: what is found under another's fingerprint is not at hand. */
  readonly key: string;
  readonly page: RowPage;
}

function parse(text: string): Stored | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isStored(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isStored = (value: unknown): value is Stored =>
  typeof value === 'object' &&
  value !== null &&
  'key' in value &&
  typeof value.key === 'string' &&
  'page' in value &&
  typeof value.page === 'object' &&
  value.page !== null &&
  'rows' in value.page &&
  Array.isArray(value.page.rows) &&
  'rowsAnswered' in value.page &&
  typeof value.page.rowsAnswered === 'number';
