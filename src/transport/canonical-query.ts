/** Names with their values, not encoded. A list stands for a repeated name. */
export type Query = Readonly<Record<string, string | readonly string[]>>;

/**
 * The query in the form that signature schemes require, which is also sent: sorted by name and then by value,
 * percent-encoded. An empty value keeps its `=`.
 */
export const canonicalQuery = (query: Query): string =>
  Object.keys(query)
    .toSorted()
    .flatMap((name) => valuesOf(query[name]).map((value) => `${percentEncode(name)}=${percentEncode(value)}`))
    .join('&');

const valuesOf = (value: Query[string] = ''): readonly string[] =>
  typeof value === 'string' ? [value] : value.toSorted();

/** Encodes all characters but letters, digits and `- _ . ~` (RFC 3986). */
export function percentEncode(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(wellFormed(text)).replace(/[!'()*]/g, percentCode);
}

const percentCode = (mark: string): string => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;

/** A lone surrogate has no UTF-8 form and becomes U+FFFD. */
const wellFormed = (text: string): string =>
  /[\ud800-\udfff]/.test(text) ? Buffer.from(text, 'utf8').toString('utf8') : text;
