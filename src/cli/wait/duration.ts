import { Duration } from 'luxon';
import { HOUR, MINUTE, SECOND } from '../../domain/time.ts';
import type { Milliseconds } from '../../domain/time.ts';

const shortForm = /^(?:([\d.]+)h)?(?:([\d.]+)m(?:in)?)?(?:([\d.]+)s)?(?:([\d.]+)ms)?$/i;
const units: readonly Milliseconds[] = [HOUR, MINUTE, SECOND, 1];

/** A length of time as people write it (`10m`, `1h30m`, `90s`) or ISO 8601 does (`PT10M`); undefined where it is none. */
export function readDuration(text: string): Milliseconds | undefined {
  const length = /^p/i.test(text) ? Duration.fromISO(text.toUpperCase()).toMillis() : shortLength(text);
  return Number.isFinite(length) && length > 0 ? length : undefined;
}

function shortLength(text: string): Milliseconds {
  const parts = shortForm.exec(text)?.slice(1) ?? [];
  if (parts.every((part) => part === undefined)) return Number.NaN;
  return parts.reduce((sum, part, index) => sum + Number(part ?? 0) * (units[index] ?? 0), 0);
}

/** As a monotonicNow shows it: `0:42`, `12:05`, `1:02:05`. */
export function stopwatchText(length: Milliseconds): string {
  const seconds = Math.floor(length / SECOND);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = twoDigits(seconds % 60);
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${twoDigits(minutes)}:${rest}`;
}

const twoDigits = (part: number): string => String(part).padStart(2, '0');
