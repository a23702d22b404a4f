/** A JSON object whose members are unknown until read. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object, and neither null nor a list. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The longest id, URL or word. Longer ones would fill the memory. */
const LONGEST_TEXT = 16 * 1024;

/** A text without the blanks and line feeds around it; absent when nothing is left, or when it is longer than 16 KiB. */
export function readText(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > LONGEST_TEXT) return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** An id is opaque text. A number is taken only while it is exact: ids go far beyond 2^53. */
export const readId = (value: unknown): string | undefined =>
  Number.isSafeInteger(value) ? String(value) : readText(value);

/** The largest plausible count. A larger number is a vendor's mistake and may not fit a GraphQL integer. */
const MOST_COUNTED = 100_000_000;

/** A count; absent if the value is not one. */
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
 * The host name in a URL, with or without scheme, in lower case, without user, port and the dot that may end it. Empty for what
 * has neither a scheme nor a dot: a cache tag, a path, or the `*` of everything.
 */
export function hostOf(url: string): string {
  const start = prefix.exec(url)?.[0].length ?? 0;
  hostEnd.lastIndex = start;
  const authority = url.slice(start, hostEnd.test(url) ? hostEnd.lastIndex - 1 : url.length);
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(portOrDot, '');
  return start > 0 || host.includes('.') ? host.toLowerCase() : '';
}

const prefix = /^(?:[a-z][\w+.-]*:)?\/\//i;
/** Searches from `lastIndex`, and sets it behind the match. */
const hostEnd = /[/?#]/g;
/** The colons of an IPv6 address are in brackets. */
const portOrDot = /\.?(?::[^:\]]*)?$/;
