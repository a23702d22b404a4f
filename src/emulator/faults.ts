import { seededRandom } from './seeded-random.ts';

/**
 * What goes wrong. `when` a fault strikes: `error`, `http`, `html` and `hang` stand in for the answer; `skewed-clock`
 * moves the vendor's clock; `null-lists`, `wrong-count`, `short-page`, `missing-fields` and `unknown-words` bend a
 * successful answer; the others spoil how the answer is sent.
 */
export type Fault =
  /** A vendor's error in the vendor's own form. `status` matters to Alibaba only (default 400). */
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly message?: string;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** A gateway's failure with an HTML page. */
  | { readonly kind: 'http'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** An HTML page that calls itself a success. */
  | { readonly kind: 'html' }
  | { readonly kind: 'hang' }
  /** The vendor checks signatures by a clock that is ahead (or behind) by this much. */
  | { readonly kind: 'skewed-clock'; readonly byMs: number }
  | { readonly kind: 'null-lists' }
  /** TotalCount is wrong by this much. */
  | { readonly kind: 'wrong-count'; readonly by: number }
  /** At most so many rows, whatever was promised. */
  | { readonly kind: 'short-page'; readonly rows: number }
  /** These members are missing from every row. */
  | { readonly kind: 'missing-fields'; readonly fields: readonly string[] }
  /** Every row has this state. */
  | { readonly kind: 'unknown-words'; readonly word: string }
  /** Only the first half of the text, with nothing in the transport to tell. */
  | { readonly kind: 'truncated' }
  /** So many bytes at a time, with a pause before each. */
  | { readonly kind: 'slow-drip'; readonly bytes: number; readonly everyMs: number }
  /** At least so many bytes, filled up with blanks. */
  | { readonly kind: 'huge-body'; readonly bytes: number }
  | { readonly kind: 'content-type'; readonly value: string }
  /** The right answer, compressed although nobody asked. */
  | { readonly kind: 'gzip' }
  /** The connection is cut after so many bytes of the body; before any header if 0. */
  | { readonly kind: 'drop'; readonly afterBytes: number }
  | { readonly kind: 'delay'; readonly ms: number };

/** Which calls a fault strikes, and how often. Absent conditions hold for every call. */
export interface FaultRule<Vendor extends string = string> {
  readonly vendor?: Vendor;
  /** The account's name. */
  readonly account?: string;
  readonly action?: string;
  /** Schedule so many strikes the rule is spent. Default: never. */
  readonly times?: number;
  /** Strikes this share of the matching calls, 0..1. Default 1. */
  readonly probability?: number;
  /** Decides which, together with the number of the call. Default 1. */
  readonly seed?: number;
  readonly fault: Fault;
}

/** The call that a fault may strike. */
interface StruckCall {
  readonly vendor: string;
  readonly account: string | undefined;
  readonly action: string | undefined;
}

/** The faults in force. */
export class Faults {
  readonly #rules = new Map<FaultRule, { strikes: number; random: () => number }>();

  /** Returns a function that removes the rule. */
  add(rule: FaultRule): () => void {
    this.#rules.set(rule, { strikes: 0, random: seededRandom(rule.seed ?? 1) });
    return () => void this.#rules.delete(rule);
  }

  /** The faults that strike this call, in the order in which they were added. */
  strike(call: StruckCall): readonly Fault[] {
    const faults: Fault[] = [];
    for (const [rule, state] of this.#rules) {
      if (!matches(rule, call) || state.strikes >= (rule.times ?? Infinity)) continue;
      if (rule.probability !== undefined && state.random() >= rule.probability) continue;
      state.strikes++;
      faults.push(rule.fault);
    }
    return faults;
  }
}

function matches(rule: FaultRule, call: StruckCall): boolean {
  return (['vendor', 'account', 'action'] as const).every(
    (name) => rule[name] === undefined || rule[name] === call[name],
  );
}
