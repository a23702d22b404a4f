/** A JSON object whose members are unknown until read. */
export type Fields = Readonly<Record<string, unknown>>;

/** Neither null nor a list. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text without the blanks and line feeds around it; absent when nothing is left. */
export function readText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** An id is opaque text. A number is taken only while it is exact: ids go far beyond 2^53. */
export const readId = (value: unknown): string | undefined =>
  Number.isSafeInteger(value) ? String(value) : readText(value);

/** Nobody has so many rows in one list: a larger number is a vendor's slip, and no GraphQL integer could hold many such. */
const MOST_COUNTED = 100_000_000;

/** How many there are; absent when that is no count. */
export const readCount = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_COUNTED
    ? value
    : undefined;

/** Percent, 0 to 100: `47%`, `47` and 47 alike. */
export function readPercent(value: unknown): number | undefined {
  const percent = typeof value === 'string' ? percentOf(value) : value;
  return typeof percent === 'number' && percent >= 0 && percent <= 100 ? percent : undefined;
}

function percentOf(text: string): number | undefined {
  const digits = /^\s*(\d+(?:\.\d+)?)\s*%?\s*$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * The host name in a URL, with or without scheme, in lower case and without port. Empty for what has no dot: a
 * cache tag, or the `*` of everything.
 */
export function hostOf(url: string): string {
  const start = scheme.test(url) ? url.indexOf('//') + 2 : 0;
  hostEnd.lastIndex = start;
  const host = url.slice(start, hostEnd.test(url) ? hostEnd.lastIndex - 1 : url.length);
  return host.includes('.') ? host.toLowerCase() : '';
}

const scheme = /^[a-z][\w+.-]*:\/\//i;
/** Looks from its `lastIndex`, and leaves it behind what it finds. */
const hostEnd = /[/?#:]/g;
