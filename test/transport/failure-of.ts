import { VendorError } from '../../src/domain/errors.ts';

/** What a call fails with. Fails the test when it succeeds, or fails with anything but a `VendorError`. */
export async function toVendorError(call: Promise<unknown>): Promise<VendorError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof VendorError) return error;
    throw error;
  }
  throw new Error('the call succeeded');
}
