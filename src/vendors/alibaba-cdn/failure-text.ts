import type { Standing, TaskState } from '../../domain/task.ts';
import { readText } from '../fields.ts';

/** The documented descriptions are spelt with blanks on some pages and without on others. */
const reasons: ReadonlyMap<string, string> = new Map(
  ['InternalError', 'OriginTimeout', 'OriginReturnStatusCode5XX'].map((reason) => [
    reason.toLowerCase(),
    reason,
  ]),
);

/**
 * The failure in a row's Description. Undefined for a successful row, although the published sample has a Description
 * there too.
 */
export function failureText(state: TaskState, description: unknown): Pick<Standing, 'reason' | 'message'> {
  const message = isFailing(description) && state !== 'SUCCEEDED' ? readText(description) : undefined;
  return { reason: message && reasonIn(message), message };
}

/** Whether a Description reports a failure: every one does but "Successfully preloaded". */
export function isFailing(description: unknown): boolean {
  const text = readText(description);
  return text !== undefined && !/^success/i.test(text);
}

/** The first documented word; several failures are joined by bars. */
const reasonIn = (description: string): string | undefined =>
  description
    .split('|')
    .map((part) => reasons.get(part.replace(/\s+/g, '').toLowerCase()))
    .find((reason) => reason !== undefined);
