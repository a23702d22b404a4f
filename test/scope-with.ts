import { CallBudget, CallLog, type RequestScope } from '../src/domain/request-scope.ts';

/** A scope without a timer. Its deadline is ten seconds after `now`, unless `parts` say otherwise. */
export const scopeWith = (parts: Partial<RequestScope> & Pick<RequestScope, 'now'>): RequestScope => ({
  deadline: parts.now + 10_000,
  signal: new AbortController().signal,
  client: 'client',
  priority: 'interactive',
  budget: new CallBudget(50),
  calls: new CallLog(),
  ...parts,
});
