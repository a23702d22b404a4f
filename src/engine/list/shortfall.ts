import { VendorError } from '../../domain/errors.ts';
import type { RowPage } from '../../domain/source.ts';
import type { Coverage } from '../store/coverage.ts';

/** A transient error that explains why rows of a provider are missing. */
export const unavailable = (provider: string, message: string, requestId?: string): VendorError =>
  new VendorError({ kind: 'UNAVAILABLE', provider, message, requestId, retryable: true });

/** A reading that could not be completed, as an error. */
export function shortfallOf(readings: readonly Coverage[], provider: string): VendorError | undefined {
  const partial = readings.find((reading) => reading.partial !== undefined)?.partial;
  return partial === undefined
    ? undefined
    : unavailable(provider, `${provider} did not answer in full: ${partial}.`);
}

/** Whether an answer counts rows of its page or beyond it, and has no list: the count is wrong, or the list was lost. */
export const isListLost = ({ isListMissing, totalCount = 0 }: RowPage, offset: number): boolean =>
  isListMissing === true && totalCount > offset;

/** Why an answer that counts rows and has no list cannot be used. */
export const listLost = (provider: string, { totalCount = 0 }: RowPage): VendorError =>
  unavailable(provider, `${provider} counted ${totalCount} rows and gave no list of them.`);
