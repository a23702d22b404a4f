import type { Standing, TaskState } from '../../domain/task.ts';
import { readText } from '../fields.ts';

/** The documented descriptions are spelt with blanks on some pages and without on others. */
const reasons: ReadonlyMap<string, string> = new Map(
  ['InternalError', 'OriginTimeout', 'OriginReturnStatusCode5XX'].map((reason) => [
    reason.toLowerCase(),
    reason,
  ]),
);

/** What a row's Description says of a failure; nothing on a row that succeeded, where the published sample has one too. */
export function failureText(state: TaskState, description: unknown): Pick<Standing, 'reason' | 'message'> {
  const message = isFailing(description) && state !== 'SUCCEEDED' ? readText(description) : undefined;
  return { reason: message && reasonIn(message), message };
}

/** Whether a Description speaks of a failure: every one does but "Successfully preloaded". */
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
