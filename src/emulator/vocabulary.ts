import { stateOf } from './row.ts';
import type { Row, RowState } from './row.ts';
import type { SubmissionKind } from './submission.ts';

/** How a vendor speaks of the rows of one kind. */
export interface KindWords {
  /** The stream that lists them; a zone, where the vendor has zones, divides it further. */
  readonly feed: string;
  /** The vendor's word for the kind. */
  readonly type: string;
  /** The vendor's word for each state that it knows. */
  readonly states: Readonly<Partial<Record<RowState, string>>>;
}

/** The kinds that a vendor offers. */
export type Vocabulary = Readonly<Partial<Record<SubmissionKind, KindWords>>>;

/** The vendor's word for where the row stands at `now`. */
export function statusWord(vocabulary: Vocabulary, row: Row, now: number): string {
  const state = stateOf(row, now);
  const known = vocabulary[row.kind]?.states[state] ?? '';
  return state === 'processing' ? known : (row.word ?? known);
}

/** The vendor's word for the row's kind. */
export function typeWord(vocabulary: Vocabulary, row: Row): string {
  return row.type ?? vocabulary[row.kind]?.type ?? '';
}

/** @throws {RangeError} when the vendor does not offer the row's kind, or cannot say its outcome. */
export function checkSpeakable(vocabulary: Vocabulary, row: Row): void {
  const words = vocabulary[row.kind];
  if (words === undefined) throw new RangeError(`The vendor offers no ${row.kind} (${row.url})`);
  if (row.word === undefined && words.states[row.outcome] === undefined) {
    throw new RangeError(`The vendor has no word for ${row.kind} ${row.outcome} (${row.url})`);
  }
}
