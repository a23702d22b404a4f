import { seededRandom } from './seeded-random.ts';
import type { Behaviour } from './behaviour.ts';
import { Refusal } from './protocol.ts';
import type { Listing, VendorProtocol, WireAnswer } from './protocol.ts';
import { writtenListing } from './vocabulary.ts';
import type { WrittenListing } from './vocabulary.ts';

/**
 * What goes wrong with a call. `error`, `http`, `html` and `hang` replace the response; `skewed-clock` shifts the clock that
 * signatures are checked by; `null-lists`, `wrong-count`, `short-page`, `missing-fields` and `unknown-words` corrupt a
 * successful response; the others disturb how the response is sent.
 */
export type Fault =
  /** An error in the vendor's own form. `status` has an effect for Alibaba only (default 400). */
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly message?: string;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** A gateway's failure with an HTML page. */
  | { readonly kind: 'http'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** An HTML page with status 200. */
  | { readonly kind: 'html' }
  | { readonly kind: 'hang' }
  /** The vendor checks signatures with a clock that is ahead (or behind) by this much. */
  | { readonly kind: 'skewed-clock'; readonly byMs: number }
  | { readonly kind: 'null-lists' }
  /** `by` is added to TotalCount. */
  | { readonly kind: 'wrong-count'; readonly by: number }
  /** At most `rows` rows; TotalCount stays. */
  | { readonly kind: 'short-page'; readonly rows: number }
  /** These members are missing from every row. */
  | { readonly kind: 'missing-fields'; readonly fields: readonly string[] }
  /** Every row has `word` as its state. */
  | { readonly kind: 'unknown-words'; readonly word: string }
  /** Only the first half of the body, with a matching content-length. */
  | { readonly kind: 'truncated' }
  /** `bytes` at a time, with a pause of `everyMs` before each. */
  | { readonly kind: 'slow-drip'; readonly bytes: number; readonly everyMs: number }
  /** At least `bytes` bytes, padded with spaces. */
  | { readonly kind: 'huge-body'; readonly bytes: number }
  | { readonly kind: 'content-type'; readonly value: string }
  /** The correct response, compressed although the client did not accept compression. */
  | { readonly kind: 'gzip' }
  /** The connection is closed after `afterBytes` of the body; before any header if 0. */
  | { readonly kind: 'drop'; readonly afterBytes: number }
  | { readonly kind: 'delay'; readonly ms: number };

/** Which calls a fault affects, and how often. An absent condition matches every call. */
export interface FaultRule<Vendor extends string = string> {
  readonly vendor?: Vendor;
  /** The account's name. */
  readonly account?: string;
  readonly action?: string;
  /** The rule ends after this many affected calls. Default: never. */
  readonly times?: number;
  /** The share of the matching calls that are affected, 0..1. Default 1. */
  readonly probability?: number;
  /** Seeds the choice of affected calls. Default 1. */
  readonly seed?: number;
  readonly fault: Fault;
}

/** The call that a rule's conditions are matched against. */
interface AffectedCall {
  readonly vendor: string;
  readonly account: string | undefined;
  readonly action: string | undefined;
}

/** The active fault rules. */
export class Faults {
  readonly #rules = new Map<FaultRule, { affected: number; random: () => number }>();

  /** Returns a function that removes the rule. */
  add(rule: FaultRule): () => void {
    this.#rules.set(rule, { affected: 0, random: seededRandom(rule.seed ?? 1) });
    return () => void this.#rules.delete(rule);
  }

  /** The faults that affect this call, in the order in which their rules were added. */
  affecting(call: AffectedCall): readonly Fault[] {
    const faults: Fault[] = [];
    for (const [rule, state] of this.#rules) {
      if (!matches(rule, call) || state.affected >= (rule.times ?? Infinity)) continue;
      if (rule.probability !== undefined && state.random() >= rule.probability) continue;
      state.affected++;
      faults.push(rule.fault);
    }
    return faults;
  }
}

function matches(rule: FaultRule, call: AffectedCall): boolean {
  return (['vendor', 'account', 'action'] as const).every(
    (name) => rule[name] === undefined || rule[name] === call[name],
  );
}

/** A response that does not depend on the request. */
interface CannedResponse {
  readonly code: string;
  /** Undefined if the vendor never responds. */
  readonly answer: WireAnswer | undefined;
}

/** The response of the first fault that replaces it; undefined if none does. */
export function cannedResponse(
  faults: readonly Fault[],
  protocol: VendorProtocol,
  requestId: string,
): CannedResponse | undefined {
  for (const fault of faults) {
    if (fault.kind === 'hang') return { code: 'hang', answer: undefined };
    if (fault.kind === 'html') return { code: 'HTTP 200', answer: page(200) };
    if (fault.kind === 'http')
      return { code: `HTTP ${fault.status}`, answer: page(fault.status, fault.headers) };
    if (fault.kind === 'error') {
      const { code, message = 'The request has failed.', status, headers } = fault;
      return { code, answer: protocol.refuse(new Refusal(code, message, status, headers), requestId) };
    }
  }
  return undefined;
}

function page(status: number, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>`,
  };
}

/** The body of a successful response in the account's spelling, corrupted by the faults. */
export function corruptedBody(listing: Listing, faults: readonly Fault[], behaviour: Behaviour): object {
  const { rows, total } = faults.reduce(
    (written, fault) => corrupt(written, fault, listing),
    writtenListing(listing, behaviour),
  );
  return listing.body(rows, total);
}

function corrupt(written: WrittenListing, fault: Fault, { statusField }: Listing): WrittenListing {
  const eachRow = (change: (row: object) => object) => ({
    ...written,
    rows: written.rows?.map(change) ?? written.rows,
  });
  switch (fault.kind) {
    case 'null-lists':
      return { ...written, rows: null };
    case 'wrong-count':
      return { ...written, total: Math.max(0, (written.total ?? 0) + fault.by) };
    case 'short-page':
      return { ...written, rows: written.rows?.slice(0, fault.rows) ?? written.rows };
    case 'missing-fields':
      return eachRow((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !fault.fields.includes(name))),
      );
    case 'unknown-words':
      return eachRow((row) => ({ ...row, [statusField]: fault.word }));
    default:
      return written;
  }
}
