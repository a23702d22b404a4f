import { seededRandom } from './seeded-random.ts';

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
  /** The vendor checks signatures by a clock that is ahead (or behind) by this much. */
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
  /** The right response, compressed although the client did not accept that. */
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

/** What a rule's conditions are compared with. */
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
