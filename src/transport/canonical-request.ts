import type { VendorRequest } from '../domain/source.ts';

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

/** The signed headers. Constant ones can be reused for many requests. */
export interface SignedHeaders {
  /** Each as `name:value` and a line feed. */
  readonly canonical: string;
  /** Their names, joined by semicolons. */
  readonly names: string;
}

/**
 * Prepares signed headers with fixed names, in lower case, and changing values. All schemes sort by name and trim the
 * values. The names are sorted once, because sorting is the slowest step.
 */
export function headersNamed<Name extends string>(
  names: readonly Name[],
): (headers: Readonly<Record<Name, string>>) => SignedHeaders {
  const sorted = names.toSorted();
  const joined = sorted.join(';');
  return (headers) => {
    let canonical = '';
    for (const name of sorted) canonical += `${name}:${headers[name].trim()}\n`;
    return { canonical, names: joined };
  };
}

/** Signed headers whose values do not change. */
export const signedHeaders = (headers: Readonly<Record<string, string>>): SignedHeaders =>
  headersNamed(Object.keys(headers))(headers);

/** The parts of a request that are signed. */
export interface SignableRequest {
  readonly method: string;
  /** Percent-encoded, as it is sent. */
  readonly path: string;
  /** The canonical query. It is sent in this form too. */
  readonly query: string;
  readonly headers: SignedHeaders;
  /** The body's SHA-256 as lower-case hex. */
  readonly hashedPayload: string;
}

/** The canonical request of ACS3, SigV4, SDK-HMAC-SHA256 and Volcengine. */
export const canonicalRequest = ({ method, path, query, headers, hashedPayload }: SignableRequest): string =>
  `${method}\n${path}\n${query}\n${headers.canonical}\n${headers.names}\n${hashedPayload}`;

/** Converts parameters to a query. Undefined ones are omitted. */
export function queryOf(parameters: VendorRequest['parameters']): Record<string, string> {
  const present = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, String(value)]));
}
