import { Failure } from '../../src/domain/errors.ts';

/** What a call fails with. Fails the test when it succeeds, or fails with anything but a `Failure`. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('the call succeeded');
}
