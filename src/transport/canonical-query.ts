/** Decoded names with their values; a list stands for a name that is given several times. */
export type Query = Readonly<Record<string, string | readonly string[]>>;

/**
 * The query as the signature schemes want it, which is as good on the wire: sorted by name and then by value, and
 * percent-encoded. An empty value keeps its `=`.
 */
export const canonicalQuery = (query: Query): string =>
  Object.keys(query)
    .toSorted()
    .flatMap((name) => valuesOf(query[name]).map((value) => `${percentEncode(name)}=${percentEncode(value)}`))
    .join('&');

const valuesOf = (value: Query[string] = ''): readonly string[] =>
  typeof value === 'string' ? [value] : value.toSorted();

/** RFC 3986: all but letters, digits and `- _ . ~`. */
export function percentEncode(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(wellFormed(text)).replace(/[!'()*]/g, percentCode);
}

const percentCode = (mark: string): string => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;

/** Half a surrogate pair has no UTF-8 form; it becomes U+FFFD, as everywhere else on the wire. */
const wellFormed = (text: string): string =>
  /[\ud800-\udfff]/.test(text) ? Buffer.from(text, 'utf8').toString('utf8') : text;
