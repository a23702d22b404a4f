import { VendorError } from '../../domain/errors.ts';
import type { Coverage } from '../store/coverage.ts';

/** A reading that could not be completed, as an error. */
export function shortfallOf(readings: readonly Coverage[], provider: string): VendorError | undefined {
  const partial = readings.find((reading) => reading.partial !== undefined)?.partial;
  if (partial === undefined) return undefined;
  return new VendorError({
    kind: 'UNAVAILABLE',
    provider,
    message: `${provider} did not answer in full: ${partial}.`,
    retryable: true,
  });
}
