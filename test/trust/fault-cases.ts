import type { Fault } from '../../src/emulator/emulator.ts';
import type { CompanyVendor } from './company.ts';

/**
 * What an answer may be while a fault strikes every call of a provider: `whole` as if there were no fault; `words` whole, but
 * for states that nobody knows; else the type of the error, and no rows.
 */
export type Outcome = 'whole' | 'words' | `${string}Error`;

/** One way for a vendor to fail. */
export interface FaultCase {
  readonly name: string;
  readonly fault: Fault | Readonly<Record<CompanyVendor, Fault>>;
  readonly outcome: Outcome;
  /** Whether it takes a request all the time that it has. */
  readonly isLasting?: true;
  /** Whether it is also tried on every third call only: one of each way in which a list can go on without its rest. */
  readonly isTriedInPart?: true;
}

/** The same meaning in each vendor's own words. Tencent's two products share them. */
const refusal = (
  tencentCode: string,
  alibabaCode: string,
  status: number,
): Readonly<Record<CompanyVendor, Fault>> => {
  const tencent: Fault = { kind: 'error', code: tencentCode };
  return {
    TENCENT_CDN: tencent,
    TENCENT_EDGEONE: tencent,
    ALIBABA_CDN: { kind: 'error', code: alibabaCode, status },
  };
};

/** Not Area: it tells two rows of one URL apart, so that one that loses it on the way is another. */
const optional: Fault = {
  kind: 'missing-fields',
  fields: ['UpdateTime', 'Percent', 'Process', 'Method', 'FlushType', 'FailType', 'FailMessage'],
};

export const faultCases: readonly FaultCase[] = [
  {
    name: 'throttling',
    fault: refusal('RequestLimitExceeded', 'Throttling.User', 400),
    outcome: 'RateLimitError',
    isTriedInPart: true,
    isLasting: true,
  },
  {
    name: 'an internal error',
    fault: refusal('InternalError', 'InternalError', 500),
    outcome: 'UnavailableError',
    isTriedInPart: true,
  },
  {
    name: 'a refused signature',
    fault: refusal('AuthFailure.SignatureFailure', 'SignatureDoesNotMatch', 400),
    outcome: 'AuthenticationError',
    isTriedInPart: true,
  },
  {
    name: 'an expired token',
    fault: refusal('AuthFailure.TokenFailure', 'InvalidSecurityToken.Expired', 400),
    outcome: 'AuthenticationError',
  },
  {
    name: 'missing rights',
    fault: refusal('UnauthorizedOperation', 'Forbidden.RAM', 403),
    outcome: 'PermissionError',
  },
  {
    name: 'a refused parameter',
    fault: refusal('InvalidParameter', 'InvalidParameter', 400),
    outcome: 'InvalidRequestError',
    isTriedInPart: true,
  },
  {
    name: 'an error that no document tells',
    fault: refusal('Aliens.HaveLanded', 'Aliens.HaveLanded', 500),
    outcome: 'UnavailableError',
  },
  { name: 'an error without a code', fault: refusal('', '', 500), outcome: 'UnavailableError' },
  { name: 'HTTP 500', fault: { kind: 'http', status: 500 }, outcome: 'UnavailableError' },
  {
    name: 'HTTP 502',
    fault: { kind: 'http', status: 502 },
    outcome: 'UnavailableError',
    isTriedInPart: true,
  },
  { name: 'HTTP 503', fault: { kind: 'http', status: 503 }, outcome: 'UnavailableError' },
  { name: 'HTTP 403', fault: { kind: 'http', status: 403 }, outcome: 'UnavailableError' },
  { name: 'HTTP 404', fault: { kind: 'http', status: 404 }, outcome: 'UnavailableError' },
  {
    name: 'HTTP 429',
    fault: { kind: 'http', status: 429 },
    outcome: 'RateLimitError',
    isLasting: true,
  },
  {
    name: 'HTTP 503 for a while',
    fault: { kind: 'http', status: 503, headers: { 'retry-after': '30' } },
    outcome: 'UnavailableError',
  },
  {
    name: 'a redirect',
    fault: { kind: 'http', status: 302, headers: { location: 'http://127.0.0.1:9/' } },
    outcome: 'UnavailableError',
  },
  { name: 'an empty success', fault: { kind: 'http', status: 204 }, outcome: 'UnavailableError' },
  { name: 'HTML with status 200', fault: { kind: 'html' }, outcome: 'UnavailableError', isTriedInPart: true },
  {
    name: 'no answer',
    fault: { kind: 'hang' },
    outcome: 'TimeoutError',
    isTriedInPart: true,
    isLasting: true,
  },
  {
    name: 'a clock ahead',
    fault: { kind: 'skewed-clock', byMs: 3_600_000 },
    outcome: 'AuthenticationError',
  },
  {
    name: 'a clock behind',
    fault: { kind: 'skewed-clock', byMs: -3_600_000 },
    outcome: 'AuthenticationError',
  },
  { name: 'rows without what can be missed', fault: optional, outcome: 'whole', isTriedInPart: true },
  { name: 'rows without a state', fault: { kind: 'missing-fields', fields: ['Status'] }, outcome: 'words' },
  { name: 'unknown words', fault: { kind: 'unknown-words', word: 'wobbling' }, outcome: 'words' },
  { name: 'an empty word', fault: { kind: 'unknown-words', word: '' }, outcome: 'words' },
  { name: 'a word of the language', fault: { kind: 'unknown-words', word: '__proto__' }, outcome: 'words' },
  {
    name: 'half of the JSON',
    fault: { kind: 'truncated' },
    outcome: 'UnavailableError',
    isTriedInPart: true,
  },
  {
    name: 'some bytes at a time',
    fault: { kind: 'slow-drip', bytes: 4, everyMs: 100 },
    outcome: 'TimeoutError',
    isLasting: true,
  },
  { name: 'dribbling', fault: { kind: 'slow-drip', bytes: 16_384, everyMs: 2 }, outcome: 'whole' },
  { name: 'a large body', fault: { kind: 'huge-body', bytes: 64 * 1024 }, outcome: 'whole' },
  { name: 'a wrong content type', fault: { kind: 'content-type', value: 'text/html' }, outcome: 'whole' },
  {
    name: 'a content type that is none',
    fault: { kind: 'content-type', value: ';;;=' },
    outcome: 'whole',
  },
  { name: 'gzip', fault: { kind: 'gzip' }, outcome: 'whole', isTriedInPart: true },
  {
    name: 'a connection that is dropped at once',
    fault: { kind: 'drop', afterBytes: 0 },
    outcome: 'UnavailableError',
  },
  {
    name: 'a connection that is dropped after a byte',
    fault: { kind: 'drop', afterBytes: 1 },
    outcome: 'UnavailableError',
  },
  {
    name: 'a connection that is dropped in a row',
    fault: { kind: 'drop', afterBytes: 150 },
    outcome: 'UnavailableError',
    isTriedInPart: true,
  },
  {
    name: 'lists without a value',
    fault: { kind: 'null-lists' },
    outcome: 'UnavailableError',
    isTriedInPart: true,
  },
  {
    name: 'a count that is too high',
    fault: { kind: 'wrong-count', by: 7 },
    outcome: 'whole',
    isTriedInPart: true,
  },
  {
    name: 'pages shorter than promised',
    fault: { kind: 'short-page', rows: 4 },
    outcome: 'whole',
    isTriedInPart: true,
  },
  { name: 'slowness', fault: { kind: 'delay', ms: 120 }, outcome: 'whole', isTriedInPart: true },
  {
    name: 'slowness beyond the deadline',
    fault: { kind: 'delay', ms: 20_000 },
    outcome: 'TimeoutError',
    isLasting: true,
  },
];

/** The fault as one vendor has it. */
export const faultOf = ({ fault }: FaultCase, vendor: CompanyVendor): Fault =>
  'kind' in fault ? fault : fault[vendor];
