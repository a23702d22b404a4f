import type { Account, ZoneDetails } from './account.ts';
import type { EmulatedArea, SubmissionKind } from './row.ts';
import type { Behaviour } from './behaviour.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { CompanyPart } from './demo/plans.ts';

/** A request as received. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  /** Exactly as sent, without the question mark. */
  readonly query: string;
  /** By lower-case name, with every value of a repeated header. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** A response as sent. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a successful response contains, before it is written. A value that is undefined is left out. */
export interface Listing {
  /** The rows in the vendor's form. A missing value is undefined, null or an empty string. */
  readonly rows: readonly object[];
  readonly total: number | undefined;
  /** The member of a row that holds the state. */
  readonly statusField: string;
  /** How many rows were examined. */
  readonly scanned: number;
  /** The members of the body, without RequestId. */
  body(rows: readonly object[] | null | undefined, total: number | null | undefined): object;
}

/** A response that is no list. */
export function plainListing(members: object): Listing {
  return { rows: [], total: undefined, statusField: '', scanned: 0, body: () => members };
}

/** One call of a vendor's API. */
export interface Action {
  /** As documented, for each account. */
  readonly callsPerSecond: number;
  /** @throws {Refusal} when the parameters break a documented rule. */
  answer(parameters: ReceivedParameters, account: Account, now: number): Listing;
}

/** Parameters as received, unchecked. */
export interface ReceivedParameters {
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether the parameters came in a query string, where numbers and booleans are text. */
  readonly areTexts: boolean;
}

/** Finds the account of an access key. */
export type FindAccount = (id: string) => Account | undefined;

/** How a vendor's API is addressed, signed, read and answered. */
export interface VendorProtocol {
  /** The documented behaviour, where it differs from the common default. */
  readonly defaults: Partial<Behaviour>;
  readonly vocabulary: Vocabulary;
  /**
   * Whether lists return tasks instead of targets. Lateness and undocumented words then concern whole tasks. Default
   * `false`.
   */
  readonly listsTasks?: boolean;
  readonly actions: Readonly<Record<string, Action>>;
  /** The accounts of the demo's company at this vendor. */
  readonly demoAccounts: readonly DemoAccount[];
  /** The purge method that keeps unchanged content; undefined if the vendor has only one method. */
  readonly mildMethod: string | undefined;
  /** Converts a URL to the vendor's form of a target. Absent: targets are URLs. */
  readonly targetOf?: (kind: SubmissionKind, url: string) => string;
  /** A new task id of the vendor's form. `random` gives numbers in [0, 1). */
  newTaskId(at: number, kind: SubmissionKind, random: () => number): string;
  /** The action that a request names, unchecked. */
  actionOf(request: ReceivedRequest): string | undefined;
  /** The access key that a request names, unchecked. */
  keyOf(request: ReceivedRequest): string | undefined;
  /** @throws {Refusal} for a wrong method, host, version or action. */
  checkAddress(request: ReceivedRequest): void;
  /** @throws {Refusal} unless the signature is valid at `now` and its account known. */
  authenticate(request: ReceivedRequest, findAccount: FindAccount, now: number): Account;
  /** @throws {Refusal} for a request that cannot be read. */
  parameters(request: ReceivedRequest): ReceivedParameters;
  /** The error for a call beyond the documented rate. */
  throttled(action: string, callsPerSecond: number): Refusal;
  requestId(): string;
  succeed(body: object, requestId: string): WireAnswer;
  refuse(refusal: Refusal, requestId: string): WireAnswer;
}

/** An error of the vendor. It contains no secret, signature or token. */
export class Refusal extends Error {
  readonly code: string;
  /** The HTTP status. Tencent always answers 200. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, message: string, status = 400, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}

/** An account of the demo's company at one vendor. */
export interface DemoAccount {
  readonly name: string;
  readonly areas: readonly EmulatedArea[];
  /** The domains that it serves. Absent: every domain. */
  readonly domains?: readonly string[];
  /** The zone, site or distribution of each part of the company, if the vendor has such. */
  readonly zones?: Readonly<Record<CompanyPart, ZoneDetails & { readonly id: string }>>;
  /** Whether the vendor is asked for these zones, instead of naming them in the configuration. */
  readonly isDiscovered?: boolean;
  /** Makes its outcomes differ from those of other accounts. */
  readonly salt: number;
  /** Whether it exists only if it is requested. */
  readonly isExtra?: boolean;
}
