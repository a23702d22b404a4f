import { VendorError } from '../domain/errors.ts';
import type { RowPage, VendorAnswer } from '../domain/source.ts';
import type { UrlDetail } from '../domain/task.ts';
import { boundedRow } from './bounded-row.ts';
import { isFields, readCount, type Fields } from './fields.ts';

/** Why a row cannot be read, such as `without a readable CreateTime`. */
export type RowFault = string;

/** Stands for a row that is known to be something other than a cache task. */
export const OTHER_ROW = Symbol('other row');

/** Reads one row of an answer, or says why it cannot. */
export type ReadRow = (row: Fields, answer: VendorAnswer) => UrlDetail | RowFault | typeof OTHER_ROW;

/** A required field of a row is missing or not as documented. */
export const without = (field: string): RowFault => `without a readable ${field}`;

/** An error: the word that determines the kind of a row belongs to another call. */
export const misplacedWord = (field: string, word: string): RowFault =>
  `whose ${field} ${JSON.stringify(word.slice(0, 40))} does not belong to this call`;

/** The readable rows of a list, and the number of unreadable ones by reason. */
export function rowPage(
  answer: VendorAnswer,
  list: readonly unknown[],
  totalCount: unknown,
  read: ReadRow,
): RowPage {
  const rows: UrlDetail[] = [];
  const faults: RowFault[] = [];
  let otherRows = 0;
  for (const row of list) {
    const detail = isFields(row) ? read(row, answer) : 'that are no objects';
    if (detail === OTHER_ROW) otherRows += 1;
    else if (typeof detail === 'string') faults.push(detail);
    else rows.push(boundedRow(detail));
  }
  return {
    rows,
    rowsAnswered: list.length,
    otherRows: otherRows === 0 ? undefined : otherRows,
    totalCount: readCount(totalCount),
    unreadable: faults.length === 0 ? undefined : summary(faults),
    isListMissing: list === noList || undefined,
    requestId: answer.requestId,
  };
}

function summary(faults: readonly RowFault[]): string {
  const counts = new Map<RowFault, number>();
  for (const fault of faults) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return [...counts].map(([fault, count]) => `${count} ${count === 1 ? 'row' : 'rows'} ${fault}`).join('; ');
}

/** Used instead of a list that is null or absent. */
const noList: readonly unknown[] = [];

/**
 * A list of an answer. Null is an empty one, and so is an absent one beside its `count`: vendors write the page after the last row so.
 * Whether rows that were counted are missing is for the reader of the list to find out.
 */
export function listOf(
  action: string,
  answer: VendorAnswer,
  field: string,
  within = answer.body,
  count = 'TotalCount',
): readonly unknown[] {
  const list = within[field];
  if (Array.isArray(list)) return list;
  if (list === null || (list === undefined && readCount(answer.body[count]) !== undefined)) return noList;
  throw notAsDescribed(action, answer, field, 'a list');
}

/** The error of an answer without the documented shape. A retry may succeed. */
export const notAsDescribed = (
  action: string,
  answer: VendorAnswer,
  field: string,
  expected: string,
): VendorError =>
  new VendorError({
    kind: 'UNAVAILABLE',
    retryable: true,
    message: `The answer to ${action} is not as documented: ${field} is not ${expected}`,
    requestId: answer.requestId,
  });

/** The only one of the values that a vendor's single-valued filter can take; absent when there are more or none. */
export const sole = <Value>(values: readonly Value[] | undefined): Value | undefined =>
  values?.length === 1 ? values[0] : undefined;
