import type { Instant } from '../domain/time.ts';

/**
 * Times are parsed by position, digit by digit: a list contains thousands, and a general parser takes a hundred times
 * as long. Text that is not exactly a time is absent.
 */

/** `YYYY-MM-DDThh:mm:ssZ`; also with an offset, with a fraction, or without seconds, as some samples have it. */
export function readIsoTime(value: unknown): Instant | undefined {
  if (typeof value !== 'string') return undefined;
  const isPlain = value.length === 20 && value.charCodeAt(19) === Z;
  return isPlain ? civil(value, T) : readIsoVariant(value);
}

/** `YYYY-MM-DD hh:mm:ss` without a zone, read as if it were UTC: the caller knows the zone. */
export const readLocalTime = (value: unknown): Instant | undefined =>
  typeof value === 'string' && value.length === 19 ? civil(value, BLANK) : undefined;

/** Unix seconds, as a number: from 2001 to 2286, so that milliseconds are not taken for them. */
export const readUnixTime = (value: unknown): Instant | undefined =>
  Number.isSafeInteger(value) && Number(value) >= 1e9 && Number(value) < 1e10
    ? Number(value) * 1_000
    : undefined;

/** Milliseconds since 1970, as a number or as digits. */
export function readMilliseconds(value: unknown): Instant | undefined {
  const time = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof time === 'number' && Number.isSafeInteger(time) && time > 0 && time <= LAST_TIME
    ? time
    : undefined;
}

/** The last instant that a date can have. */
const LAST_TIME = 8.64e15;

/** `YYYY-MM-DDThh:mm:ssZ`. */
export const isoText = (instant: Instant): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;

/** `YYYY-MM-DD hh:mm:ss` of an instant, as if its zone were UTC. */
export const localText = (instant: Instant): string => isoText(instant).slice(0, 19).replace('T', ' ');

const BLANK = 0x20;
const DASH = 0x2d;
const COLON = 0x3a;
const T = 0x54;
const Z = 0x5a;

/** The first nineteen characters as a date, a separator and a time of day. */
function civil(text: string, separator: number): Instant | undefined {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  const isTime =
    text.charCodeAt(4) === DASH &&
    text.charCodeAt(7) === DASH &&
    text.charCodeAt(10) === separator &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON &&
    day >= 1 &&
    day <= daysIn(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59;
  return isTime ? Date.UTC(year, month - 1, day, hour, minute, second) : undefined;
}

/** NaN unless all of them are digits; every comparison with it is false. */
function digits(text: string, from: number, count: number): number {
  let number = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** NaN outside the twelve months, and for years that `Date.UTC` would take for others. */
function daysIn(year: number, month: number): number {
  if (!(year >= 1000)) return Number.NaN;
  const isLeapFebruary = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return isLeapFebruary ? 29 : (monthLengths[month - 1] ?? Number.NaN);
}

const VARIANT = /^(.{16})(:\d\d)?(\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/;

function readIsoVariant(text: string): Instant | undefined {
  const [, minutes, seconds = ':00', fraction = '', sign, offsetHours = '0', offsetMinutes = '0'] =
    VARIANT.exec(text) ?? [];
  const time = civil(`${minutes}${seconds}`, T);
  if (time === undefined) return undefined;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  const milliseconds = Math.floor(Number(`0${fraction}`) * 1_000);
  return time + milliseconds + (sign === '-' ? offset : -offset);
}
