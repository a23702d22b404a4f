import { VendorError, type Rejection, type VendorErrorKind } from '../domain/errors.ts';
import type { VendorRequest } from '../domain/source.ts';
import type { Milliseconds } from '../domain/time.ts';
import { WITHHELD } from './withhold.ts';

/** What a vendor's error code means to us. */
export interface Meaning {
  readonly kind: VendorErrorKind;
  readonly retryable: boolean;
  /** Our filter, argument or setting that the code complains about. */
  readonly field?: string;
  /** The parameter of the call whose value the code complains about; the message quotes it. */
  readonly parameter?: string;
  /** Whether a smaller page or a shorter window may be accepted. The vendor's sentence can narrow it further. */
  readonly rejected?: Rejection | 'if the message says so';
  /** What the reader can do about it, in words that end a sentence. */
  readonly advice?: string;
}

/** Refused until somebody changes something. */
export const refused = (kind: VendorErrorKind, advice?: string): Meaning =>
  advice === undefined ? { kind, retryable: false } : { kind, retryable: false, advice };

/** The same call may succeed in a while. */
export const transient = (kind: VendorErrorKind): Meaning => ({ kind, retryable: true });

/** One of our filters or arguments is not accepted. */
export const wrongField = (field: string, rejected?: Meaning['rejected']): Meaning =>
  rejected === undefined
    ? { kind: 'INVALID_REQUEST', retryable: false, field }
    : { kind: 'INVALID_REQUEST', retryable: false, field, rejected };

/** The page asked for is too large. */
export const wrongPageSize: Meaning = {
  kind: 'INVALID_REQUEST',
  retryable: false,
  rejected: 'page-size',
  advice: 'a lower maxPageSize of the provider asks for smaller pages',
};

/** A code that says no more than that something about the request is wrong. */
export const wrongSomewhere: Meaning = {
  kind: 'INVALID_REQUEST',
  retryable: false,
  rejected: 'if the message says so',
};

/** A vendor's error codes. The full code decides first, then its ending, then its beginning. */
export interface Meanings {
  readonly codes: Readonly<Record<string, Meaning>>;
  /** For codes whose beginning misleads. In order: the first that matches decides. */
  readonly endings: readonly (readonly [pattern: RegExp, meaning: Meaning])[];
  /** In order: the first that matches decides. */
  readonly beginnings: readonly (readonly [pattern: RegExp, meaning: Meaning])[];
}

/** Absent for codes that the table does not know. */
export function meaningOf({ codes, endings, beginnings }: Meanings, code: string): Meaning | undefined {
  if (Object.hasOwn(codes, code)) return codes[code];
  return [...endings, ...beginnings].find(([pattern]) => pattern.test(code))?.[1];
}

/** What an error with a code that no document tells means: the HTTP status says whose fault it is. */
export const meaningOfStatus = (status: number): Meaning =>
  byStatus[status] ?? (status >= 500 ? transient('UNAVAILABLE') : refused('UNAVAILABLE'));

const byStatus: Readonly<Record<number, Meaning>> = {
  400: refused('INVALID_REQUEST'),
  401: refused('AUTHENTICATION'),
  403: refused('PERMISSION'),
  404: refused('INVALID_REQUEST'),
  429: transient('RATE_LIMIT'),
};

/** What a vendor said when it refused a call. */
export interface Refusal {
  readonly meaning: Meaning;
  /** The product's name for people. */
  readonly title: string;
  readonly request: VendorRequest;
  readonly code: string;
  readonly message: string;
  readonly requestId?: string | undefined;
  readonly retryAfter?: Milliseconds | undefined;
  /** What no text of ours may hold. */
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

/** A vendor's refusal for the person who must act, in our words and then in the vendor's. */
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

/** The value that was refused, and what to do, in brackets behind the vendor's sentence. */
function notes({ meaning: { parameter, advice }, request }: Refusal): string {
  const value = parameter === undefined ? undefined : request.parameters[parameter];
  const said = [typeof value === 'string' ? `${parameter} ${value}` : [], advice ?? []].flat();
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}

/** How vendors' sentences name the two, in English and in Chinese. */
const sentences: readonly (readonly [Rejection, RegExp])[] = [
  // `Limit` is the parameter; "exceeds the limit" may be said of anything.
  ['page-size', /\bLimit\b|[Pp]age ?[Ss]ize|每页/],
  ['window', /\b(?:start|end) ?time\b|\btime (?:range|span)\b|\binterval\b|\bdate\b|时间|日期/i],
];

/** Both at once in a sentence tell no more than the code does. */
function rejectedBy({ rejected }: Meaning, message: string): Rejection | undefined {
  if (rejected === undefined || rejected === 'page-size' || rejected === 'window') return rejected;
  const named = sentences.filter(([, pattern]) => pattern.test(message)).map(([name]) => name);
  if (named.length === 1) return named[0];
  return rejected === 'if the message says so' ? undefined : rejected;
}

const LONGEST_QUOTE = 300;
/** Signing terms, and digests: vendors answer a wrong signature with what they had expected. */
const SIGNING = /hmac|authorization|credential=|signature=|string ?to ?sign|[0-9a-f]{40}/i;
const TEXT_WITHHELD = '(text withheld: it repeats signing data)';

/** A vendor's text in one line of bounded length, or a note in its place if it repeats what must stay secret. */
export function harmless(text: string, secrets: readonly string[]): string {
  const isTelling = SIGNING.test(text) || [WITHHELD, ...secrets].some((secret) => text.includes(secret));
  if (isTelling) return TEXT_WITHHELD;
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}
