import { createHmac, hash, randomBytes } from 'node:crypto';
import { DAY, type Instant } from '../domain/time.ts';

/** Lower-case hex SHA-256 of a text's UTF-8 bytes. */
export const sha256Hex = (text: string): string => hash('sha256', text, 'hex');

/** HMAC-SHA-256 as bytes, which may be the key of the next one. */
export const hmacSha256 = (key: string | Uint8Array, text: string): Uint8Array =>
  createHmac('sha256', key).update(text).digest();

/** HMAC-SHA-256 as lower-case hex. */
export const hmacSha256Hex = (key: string | Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex');

/** 128 random bits as hex. */
export const randomNonce = (): string => randomBytes(16).toString('hex');

/** Derives a key once for each UTC day, because deriving takes as long as several signatures. */
export function keyOfDay<Key>(derive: (now: Instant) => Key): (now: Instant) => Key {
  let today: { readonly day: number; readonly key: Key } | undefined;
  return (now) => {
    const day = Math.floor(now / DAY);
    if (today?.day !== day) today = { day, key: derive(now) };
    return today.key;
  };
}
