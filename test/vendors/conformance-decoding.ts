import { expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { Feed, Lookup, RowPage, VendorAnswer } from '../../src/domain/source.ts';
import { expectSound, OBSERVED_AT, REQUEST_ID } from './sound-row.ts';

/** A vendor's row before decoding, with its members side by side. */
type RawRow = Readonly<Record<string, unknown>>;

/** What the suite must know of one call to make answers of it. */
export interface CallFixture {
  readonly action: string;
  /** The list that it is the answer of, as in `Feed.list`. Absent: of any. */
  readonly of?: string;
  /** The documented answer. */
  readonly documented: Readonly<Record<string, unknown>>;
  /** Rows of the documented answer; those with a full set of fields come first. */
  readonly rows: readonly RawRow[];
  /** An answer with these in the place of the rows. */
  answerWith(rows: readonly unknown[]): Readonly<Record<string, unknown>>;
  /** An answer with this in the place of the list. */
  answerWithList(list: unknown): Readonly<Record<string, unknown>>;
  /** The name of the list. */
  readonly list: string;
  /** The name of the count of rows. Default `TotalCount`. */
  readonly count?: string;
  /** The fields that place a row: without one of them it is left out. */
  readonly placing: readonly string[];
  /** The field of the status. */
  readonly status: string;
}

const junk = [undefined, null, '', ' ', 'nonsense', 0, -1, 1e300, true, [], {}, 'x'.repeat(100_000)];

const answerOf = (body: Readonly<Record<string, unknown>>): VendorAnswer => ({
  body,
  requestId: REQUEST_ID,
  observedAt: OBSERVED_AT,
});

/** What every feed and lookup makes of answers: documented ones, and ones with anything in them. */
export function decoding(source: Feed | Lookup, call: CallFixture): void {
  const decode = (body: Readonly<Record<string, unknown>>): RowPage => source.decode(answerOf(body));
  const decodeRow = (row: unknown): RowPage => decode(call.answerWith([row]));
  const [model = {}] = call.rows;
  const { count = 'TotalCount' } = call;

  it('reads every row of the documented answer', () => {
    const page = decode(call.documented);
    expect(page.unreadable).toBeUndefined();
    expect(page.rowsAnswered).toBe(call.rows.length);
    expect(page.requestId).toBe(REQUEST_ID);
    expect(page.rows.map(({ raw }) => raw)).toEqual(call.rows);
    for (const row of page.rows) expectSound(row, source.kinds);
  });

  it.each([null, []])('a list that is %j holds no rows', (list) => {
    expect(decode({ ...call.answerWithList(list), [count]: null })).toMatchObject({
      rows: [],
      rowsAnswered: 0,
      unreadable: undefined,
    });
  });

  it.each([null, undefined])('a list that is %j beside a count of rows holds none of them', (list) => {
    const answer = { ...call.answerWithList(list), [count]: 3 };
    expect(decode(answer)).toMatchObject({ rows: [], rowsAnswered: 0 });
  });

  it.each(['nonsense', 7, true])('a list that is %j is not as documented', (list) => {
    const failure = toVendorError(() => decode(call.answerWithList(list)));
    expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: true, requestId: REQUEST_ID });
    expect(failure.message).toContain(call.list);
    expect(failure.message).toContain(call.action);
  });

  it('an answer without anything is not as documented', () => {
    expect(toVendorError(() => decode({})).kind).toBe('UNAVAILABLE');
  });

  it.each(call.placing)('a row without %s is left out, said, and counted', (field) => {
    for (const value of junk.slice(0, 4)) {
      const page = decode(call.answerWith([model, { ...model, [field]: value }, model]));
      expect(page.rows).toHaveLength(2);
      expect(page.rowsAnswered).toBe(3);
      expect(page.unreadable).toMatch(/^1 row /);
      expect(page.unreadable).toContain(field);
    }
  });

  it('rows that are no objects are left out, said, and counted', () => {
    const page = decode(call.answerWith([model, 'nonsense', null, 7]));
    expect(page).toMatchObject({ rowsAnswered: 4, unreadable: '3 rows that are no objects' });
    expect(page.rows).toHaveLength(1);
  });

  it('no field can make it throw or give an unsound row', () => {
    for (const row of call.rows) {
      for (const field of Object.keys(row)) {
        for (const value of junk) {
          const page = decodeRow({ ...row, [field]: value });
          expect(page.rowsAnswered).toBe(1);
          expect(page.rows.length === 0).toBe(page.unreadable !== undefined);
          for (const detail of page.rows) expectSound(detail, source.kinds);
          expect(page.unreadable?.length ?? 0).toBeLessThan(200);
        }
      }
    }
  });

  it('a status that no document knows is UNKNOWN, in its own spelling', () => {
    const [row] = decodeRow({ ...model, [call.status]: 'Teleported' }).rows;
    expect(row).toMatchObject({ state: 'UNKNOWN', vendorStatus: 'Teleported', finishedAt: undefined });
  });

  it('a status without text is UNKNOWN', () => {
    const [row] = decodeRow({ ...model, [call.status]: undefined }).rows;
    expect(row).toMatchObject({ state: 'UNKNOWN', vendorStatus: undefined });
  });

  it('a status means the same in any case, and keeps its spelling', () => {
    for (const row of call.rows) {
      const shouted = String(row[call.status]).toUpperCase();
      const [plain] = decodeRow(row).rows;
      const [detail] = decodeRow({ ...row, [call.status]: shouted }).rows;
      expect(detail).toMatchObject({ state: plain?.state, vendorStatus: shouted });
    }
  });

  it.each([
    ['nested 5,000 levels deep', deep(5_000), 'nested more than 32 levels deep'],
    ['nested 5,000 levels deep in lists', deepList(5_000), 'nested more than 32 levels deep'],
    ['with a text of 100,000 characters', 'x'.repeat(100_000), 'larger than 64 KiB'],
    ['with a list of 100,000 numbers', Array.from({ length: 100_000 }, () => 1), 'larger than 64 KiB'],
  ])('a row %s is read, and shows of itself what can be shown', (_, extra, excess) => {
    const page = decode(call.answerWith([{ ...model, Extra: extra }, model]));
    expect(page).toMatchObject({ rowsAnswered: 2, unreadable: undefined });
    const [row, plain] = page.rows;
    expect({ ...row, raw: undefined }).toEqual({ ...plain, raw: undefined });
    expect(row?.raw['note']).toContain(excess);
    expect(row?.raw['fields']).toEqual(plain?.raw);
    expect(JSON.stringify(row?.raw).length).toBeLessThan(65_536);
  });

  it('a row nested 20 levels deep is shown as it is', () => {
    const [row] = decodeRow({ ...model, Extra: deep(20) }).rows;
    expect(row?.raw).toEqual({ ...model, Extra: deep(20) });
  });

  it('task ids stay as long as they are, and inexact numbers are no ids', () => {
    const [idField = ''] = call.placing;
    const id = '00153303185323131331122';
    expect(decodeRow({ ...model, [idField]: id }).rows[0]?.taskId).toBe(id);
    expect(decodeRow({ ...model, [idField]: 704222904 }).rows[0]?.taskId).toBe('704222904');
    expect(decodeRow({ ...model, [idField]: 2 ** 53 }).rows).toEqual([]);
  });
}

function deep(levels: number): unknown {
  let value: unknown = {};
  for (let level = 1; level < levels; level += 1) value = { value };
  return value;
}

function deepList(levels: number): unknown {
  let value: unknown = [];
  for (let level = 1; level < levels; level += 1) value = [value];
  return value;
}

function toVendorError(action: () => unknown): VendorError {
  try {
    action();
  } catch (error) {
    if (error instanceof VendorError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}
