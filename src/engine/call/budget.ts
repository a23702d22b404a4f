import { VendorError } from '../../domain/errors.ts';
import type { CallRecord, RequestScope } from '../../domain/request-scope.ts';

/**
 * Tries that a request has sent or is about to send. Kept beside its list of calls, because scopes that are derived
 * from one another share that list.
 */
const spent = new WeakMap<readonly CallRecord[], number>();

/** Takes one try from what the request may spend; `false` when nothing is left. */
export function spend({ calls, callBudget }: RequestScope): boolean {
  const before = spent.get(calls) ?? 0;
  if (before >= callBudget) return false;
  spent.set(calls, before + 1);
  return true;
}

/** Gives back a try that was not sent after all. */
export function refund({ calls }: RequestScope): void {
  spent.set(calls, (spent.get(calls) ?? 1) - 1);
}

/** How many more tries the request may send. */
export const callsLeft = ({ calls, callBudget }: RequestScope): number =>
  Math.max(0, callBudget - (spent.get(calls) ?? 0));

export const overBudget = (provider: string, { callBudget }: RequestScope): VendorError =>
  new VendorError({
    kind: 'CALL_BUDGET',
    message: `The request has made the ${callBudget} vendor calls that it may make. Go on from the cursor, or ask for less.`,
    provider,
    retryable: false,
    budget: callBudget,
  });
