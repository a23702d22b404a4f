import { Duration } from 'luxon';
import { UserInputError } from '../../domain/errors.ts';
import type { Milliseconds } from '../../domain/time.ts';

/** By which a client says how long it is willing to wait. */
export const deadlineHeader = 'x-edgetasks-deadline';

/** How long the answer may take, by the client's header: it can only lower it. Milliseconds, or an ISO 8601 duration. */
export function deadlineOf(given: string | null | undefined, longest: Milliseconds): Milliseconds {
  if (given === null || given === undefined) return longest;
  const asked = /^\d+$/.test(given) ? Number(given) : Duration.fromISO(given).toMillis();
  if (!(asked > 0)) {
    throw new UserInputError(
      deadlineHeader,
      `The header ${deadlineHeader} must be a length of time, such as 2500 (milliseconds) or PT2.5S.`,
    );
  }
  return Math.min(asked, longest);
}
