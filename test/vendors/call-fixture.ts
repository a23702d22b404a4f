import type { Fields } from '../../src/vendors/fields.ts';
import { rowsIn } from './fixture.ts';

/** What the suite must know of one call to make answers of it. */
export interface CallFixture {
  readonly action: string;
  /** The list that it is the answer of, as in `Feed.list`. Absent: of any. */
  readonly of?: string;
  /** The documented answer. */
  readonly documented: Fields;
  /** Rows of the documented answer before decoding, members side by side; those with a full set of fields come first. */
  readonly rows: readonly Fields[];
  /** An answer with these in the place of the rows. What all rows of an answer share is taken from the first. */
  answerWith(rows: readonly unknown[]): Fields;
  /** An answer with this in the place of the list. */
  answerWithList(list: unknown): Fields;
  /** The name of the list. */
  readonly list: string;
  /** How an empty list can be written. Default: null and an empty list. */
  readonly emptyLists?: readonly unknown[];
  /** The name of the count of rows. Default `TotalCount`. */
  readonly count?: string;
  /** The field of the task's id. */
  readonly id: string;
  /** The fields that place a row among others: without one of them it alone is left out. */
  readonly placing: readonly string[];
  /** The field of the status. Absent where the counts of a task tell its state. */
  readonly status?: string;
  /** Whether the list has texts, so that a row is made of one and of what the answer says of all. */
  readonly isListOfTexts?: boolean;
}

/** A call that answers with its rows in a list at the top. */
export function flatCall(
  documented: Fields,
  call: Omit<CallFixture, 'documented' | 'rows' | 'answerWith' | 'answerWithList'>,
): CallFixture {
  const withList = (list: unknown): Fields => ({ ...documented, [call.list]: list });
  return {
    ...call,
    documented,
    rows: rowsIn(documented[call.list]),
    answerWith: withList,
    answerWithList: withList,
  };
}
