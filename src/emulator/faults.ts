import type { Fault } from './fault.ts';
import { seededRandom } from './seeded-random.ts';

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
export interface StruckCall {
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
