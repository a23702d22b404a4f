import { Duration } from 'luxon';
import { UserInputError } from '../../domain/errors.ts';
import type { Milliseconds } from '../../domain/time.ts';

/** The header by which a client limits the time of its request. */
export const deadlineHeader = 'x-edgetasks-deadline';

/** How long a request may take. The client's header (milliseconds, or an ISO 8601 duration) can only lower it. */
export function deadlineOf(given: string | null | undefined, longest: Milliseconds): Milliseconds {
  if (given === null || given === undefined) return longest;
  const requested = /^\d+$/.test(given) ? Number(given) : Duration.fromISO(given).toMillis();
  if (!(requested > 0)) {
    throw new UserInputError(
      deadlineHeader,
      `The header ${deadlineHeader} must be a length of time, such as 2500 (milliseconds) or PT2.5S.`,
    );
  }
  return Math.min(requested, longest);
}

/**
 * The header by which a client chooses the names of `schema/schema.graphql`, whatever names a federated graph gives them.
 * The product's own clients send it.
 */
export const schemaHeader = 'x-edgetasks-schema';

/** The only value of the header. */
export const clientSchema = 'client';
