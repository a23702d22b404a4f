import { VendorError } from '../../domain/errors.ts';
import type { RequestScope } from '../../domain/request-scope.ts';

export const overBudget = (provider: string, { budget: { limit } }: RequestScope): VendorError =>
  new VendorError({
    kind: 'CALL_BUDGET',
    message: `The request has made the ${limit} vendor calls that it may make. Go on from the cursor, or ask for less.`,
    provider,
    retryable: false,
    budget: limit,
  });
