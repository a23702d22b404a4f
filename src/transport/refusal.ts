import { VendorError, type VendorErrorKind } from '../domain/errors.ts';
import type { Milliseconds } from '../domain/time.ts';
import { WITHHELD } from './withhold.ts';

/** What a vendor's error code means to us. */
export interface Meaning {
  readonly kind: VendorErrorKind;
  readonly retryable: boolean;
  /** Our filter or argument that the code complains about. */
  readonly field?: string;
}

/** Refused until somebody changes something. */
export const refused = (kind: VendorErrorKind): Meaning => ({ kind, retryable: false });

/** The same call may succeed in a while. */
export const passing = (kind: VendorErrorKind): Meaning => ({ kind, retryable: true });

/** One of our filters or arguments is not to the vendor's liking. */
export const wrongField = (field: string): Meaning => ({ kind: 'INVALID_REQUEST', retryable: false, field });

/** A vendor's error codes, read by full code first and by family second, for families have exceptions. */
export interface Meanings {
  readonly codes: Readonly<Record<string, Meaning>>;
  /** In order: the first that matches decides. */
  readonly families: readonly (readonly [pattern: RegExp, meaning: Meaning])[];
}

/** Absent for codes that the table does not know. */
export function meaningOf({ codes, families }: Meanings, code: string): Meaning | undefined {
  if (Object.hasOwn(codes, code)) return codes[code];
  return families.find(([pattern]) => pattern.test(code))?.[1];
}

/** What a vendor said when it refused a call. */
export interface Refusal {
  readonly meaning: Meaning;
  /** The product's name for people. */
  readonly title: string;
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
  return new VendorError({
    kind: meaning.kind,
    retryable: meaning.retryable,
    message: `${title} ${verdicts[meaning.kind]}: ${code || 'an error without a code'}: ${message}`,
    vendorCode: code || undefined,
    requestId: requestId === undefined ? undefined : harmless(requestId, secrets),
    retryAfter,
    field: meaning.field,
  });
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
