import { VendorError } from '../../domain/errors.ts';
import type { RowPage } from '../../domain/source.ts';

/** Whether an answer counts rows of its page or beyond it, and has no list: the count is wrong, or the list was lost. */
export const isListLost = ({ isListMissing, totalCount = 0 }: RowPage, offset: number): boolean =>
  isListMissing === true && totalCount > offset;

/** Why an answer that counts rows and has no list cannot be used. */
export const withheldRows = (provider: string, { totalCount = 0 }: RowPage): VendorError =>
  new VendorError({
    kind: 'UNAVAILABLE',
    provider,
    message: `${provider} counted ${totalCount} rows and gave no list of them.`,
    retryable: true,
  });
