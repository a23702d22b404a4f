import { expect, it } from 'vitest';
import type { VendorError, VendorErrorKind } from '../../src/domain/errors.ts';

/** An HTTP status and a vendor's code, and what they mean: the kind of failure, and whether another try is worth it. */
type Refusal = readonly [status: number, code: string, kind: VendorErrorKind, retryable: boolean];

/** Each refusal means what the table says, and has the vendor's code and request id, `r1`. */
export function refusalsMean(
  refusals: readonly Refusal[],
  failureOf: (status: number, code: string) => Promise<VendorError>,
): void {
  it.each(refusals)(
    'status %i with %s is %s, worth another try: %s',
    async (status, code, kind, retryable) => {
      expect(await failureOf(status, code)).toMatchObject({
        kind,
        retryable,
        vendorCode: code,
        requestId: 'r1',
      });
    },
  );
}
