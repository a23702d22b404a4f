import { VendorError, type Rejection, type VendorErrorKind } from '../domain/errors.ts';
import type { VendorRequest } from '../domain/source.ts';
import type { Milliseconds } from '../domain/time.ts';
import { WITHHELD } from './withhold.ts';

/** The meaning of a vendor's error code. */
export interface Meaning {
  readonly kind: VendorErrorKind;
  readonly retryable: boolean;
  /** The filter, argument or setting that the vendor rejects. */
  readonly field?: string;
  /** The parameter that the vendor rejects; the message quotes its value. */
  readonly parameter?: string;
  /** Whether a smaller page or a shorter window may be accepted. The vendor's sentence can narrow it further. */
  readonly rejected?: Rejection | 'if the message says so';
  /** Advice for the reader, as the end of a sentence. */
  readonly advice?: string;
}

/** A refusal that is permanent until something is changed. */
export const refused = (kind: VendorErrorKind, advice?: string): Meaning =>
  advice === undefined ? { kind, retryable: false } : { kind, retryable: false, advice };

/** A failure after which the same call may succeed later. */
export const transient = (kind: VendorErrorKind): Meaning => ({ kind, retryable: true });

/** A rejected filter or argument. */
export const wrongField = (field: string, rejected?: Meaning['rejected']): Meaning =>
  rejected === undefined
    ? { kind: 'INVALID_REQUEST', retryable: false, field }
    : { kind: 'INVALID_REQUEST', retryable: false, field, rejected };

/** A page that is too large. */
export const wrongPageSize: Meaning = {
  kind: 'INVALID_REQUEST',
  retryable: false,
  rejected: 'page-size',
  advice: 'a lower maxPageSize of the provider asks for smaller pages',
};

/** A wrong request, if the code does not say what is wrong. */
export const wrongSomewhere: Meaning = {
  kind: 'INVALID_REQUEST',
  retryable: false,
  rejected: 'if the message says so',
};

/** A vendor's error codes. The full code decides first, then its ending, then its beginning. */
export interface Meanings {
  readonly codes: Readonly<Record<string, Meaning>>;
  /** Endings, for codes whose beginning misleads. The first match decides. */
  readonly endings: readonly (readonly [pattern: RegExp, meaning: Meaning])[];
  /** The first match decides. */
  readonly beginnings: readonly (readonly [pattern: RegExp, meaning: Meaning])[];
}

/** The meaning of a code; undefined if the table does not contain it. */
export function meaningOf({ codes, endings, beginnings }: Meanings, code: string): Meaning | undefined {
  if (Object.hasOwn(codes, code)) return codes[code];
  return [...endings, ...beginnings].find(([pattern]) => pattern.test(code))?.[1];
}

/** The meaning of an undocumented code, according to the HTTP status. */
export const meaningOfStatus = (status: number): Meaning =>
  byStatus[status] ?? (status >= 500 ? transient('UNAVAILABLE') : refused('UNAVAILABLE'));

const byStatus: Readonly<Record<number, Meaning>> = {
  400: refused('INVALID_REQUEST'),
  401: refused('AUTHENTICATION'),
  403: refused('PERMISSION'),
  404: refused('INVALID_REQUEST'),
  429: transient('RATE_LIMIT'),
};

/** How a vendor refused a call. */
export interface Refusal {
  readonly meaning: Meaning;
  /** The product's name for people. */
  readonly title: string;
  readonly request: VendorRequest;
  readonly code: string;
  readonly message: string;
  readonly requestId?: string | undefined;
  readonly retryAfter?: Milliseconds | undefined;
  /** Secrets that no message may contain. */
  readonly secrets: readonly string[];
}

const verdicts: Readonly<Record<VendorErrorKind, string>> = {
  AUTHENTICATION: 'refused the credentials',
  PERMISSION: 'does not permit the call to this account',
  INVALID_REQUEST: 'refused the request',
  NOT_FOUND: 'does not know what was asked for',
  RATE_LIMIT: 'throttled the call',
  RETENTION: 'no longer keeps what was asked for',
  TIMEOUT: 'gave up on the call',
  UNAVAILABLE: 'could not answer',
  CALL_BUDGET: 'was not called',
};

/** Converts a refusal to an error. Its message has our explanation first, then the vendor's. */
export function failureOfRefusal(refusal: Refusal): VendorError {
  const { meaning, title, requestId, retryAfter, secrets } = refusal;
  const code = harmless(refusal.code, secrets);
  const message = harmless(refusal.message, secrets);
  const said = [code || 'an error without a code', message].filter((text) => text !== '');
  return new VendorError({
    kind: meaning.kind,
    retryable: meaning.retryable,
    message: `${title} ${verdicts[meaning.kind]}: ${said.join(': ')}${notes(refusal)}`,
    vendorCode: code || undefined,
    requestId: requestId === undefined ? undefined : harmless(requestId, secrets),
    retryAfter,
    field: meaning.field,
    rejected: rejectedBy(meaning, refusal.message),
  });
}

/** The refused value and the advice, in brackets after the vendor's sentence. */
function notes({ meaning: { parameter, advice }, request }: Refusal): string {
  const value = parameter === undefined ? undefined : request.parameters[parameter];
  const said = [typeof value === 'string' ? `${parameter} ${value}` : [], advice ?? []].flat();
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}

/** How vendors' messages name page size and window, in English and Chinese. */
const sentences: readonly (readonly [Rejection, RegExp])[] = [
  // `Limit` is the parameter; "exceeds the limit" may refer to anything.
  ['page-size', /\bLimit\b|\bMaxItems\b|[Pp]age[ _]?[Ss]ize|每页/],
  ['window', /\b(?:start|end)[ _]?(?:time|date)\b|\btime (?:range|span)\b|\binterval\b|\bdate\b|时间|日期/i],
];

/** A sentence that names both gives no more information than the code. */
function rejectedBy({ rejected }: Meaning, message: string): Rejection | undefined {
  if (rejected === undefined || rejected === 'page-size' || rejected === 'window') return rejected;
  const named = sentences.filter(([, pattern]) => pattern.test(message)).map(([name]) => name);
  if (named.length === 1) return named[0];
  return rejected === 'if the message says so' ? undefined : rejected;
}

const LONGEST_QUOTE = 300;
/** Signing terms and digests: vendors answer a wrong signature with the expected one. */
const SIGNING = /hmac|authorization|credential=|signature=|string ?to ?sign|[0-9a-f]{40}/i;
const TEXT_WITHHELD = '(text withheld: it repeats signing data)';

/** A vendor's text as one line of limited length. A text that may contain a secret is replaced by a note. */
export function harmless(text: string, secrets: readonly string[]): string {
  const isTelling = SIGNING.test(text) || [WITHHELD, ...secrets].some((secret) => text.includes(secret));
  if (isTelling) return TEXT_WITHHELD;
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}
