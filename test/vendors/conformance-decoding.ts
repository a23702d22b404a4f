import { expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { Feed, Lookup, RowPage } from '../../src/domain/source.ts';
import type { UrlDetail } from '../../src/domain/task.ts';
import type { CallFixture } from './call-fixture.ts';
import type { Fields } from '../../src/vendors/fields.ts';
import { answerOf, REQUEST_ID } from './fixture.ts';
import { expectSound } from './sound-row.ts';

const junk = [undefined, null, '', ' ', 'nonsense', 0, -1, 1e300, true, [], {}, 'x'.repeat(100_000)];

/** What every feed and lookup makes of answers: documented ones, and ones with anything in them. */
export function decoding(source: Feed | Lookup, call: CallFixture): void {
  const decode = (body: Fields): RowPage => source.decode(answerOf(body));
  const decodeRow = (row: unknown): RowPage => decode(call.answerWith([row]));
  const [model = {}] = call.rows;
  const { count = 'TotalCount', emptyLists = [null, []] } = call;
  const capabilities = 'capabilities' in source ? source.capabilities : undefined;
  const expectSoundRows = (page: RowPage): void => {
    for (const row of page.rows) expectSound(row, source.kinds, capabilities?.rows);
  };

  it('reads every row of the documented answer', () => {
    const page = decode(call.documented);
    expect(page.unreadable).toBeUndefined();
    expect(page.rowsAnswered).toBe(call.rows.length);
    expect(page.requestId).toBe(REQUEST_ID);
    expect(page.rows.map(({ raw }) => raw)).toEqual(call.rows);
    expectSoundRows(page);
  });

  it('names the page that follows if pages are named by markers', () => {
    expect(decode(call.documented).nextMarker !== undefined).toBe(capabilities?.paging === 'marker');
  });

  it.each(emptyLists)('a list that is %j holds no rows', (list) => {
    expect(decode({ ...call.answerWithList(list), [count]: null })).toMatchObject({
      rows: [],
      rowsAnswered: 0,
      unreadable: undefined,
    });
  });

  it.each(emptyLists.includes(null) ? [null, undefined] : [])(
    'a list that is %j beside a count of rows holds none of them',
    (list) => {
      const answer = { ...call.answerWithList(list), [count]: 3 };
      expect(decode(answer)).toMatchObject({ rows: [], rowsAnswered: 0 });
    },
  );

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

  it('rows that are no objects are left out, said, and counted, unless a list has texts', () => {
    const page = decode(call.answerWith([model, 'nonsense', null, 7]));
    const { isListOfTexts = false } = call;
    expect(page.rowsAnswered).toBe(4);
    expect(page.rows).toHaveLength(isListOfTexts ? 2 : 1);
    expect(page.unreadable).toMatch(isListOfTexts ? /^2 rows without / : /^3 rows that are no objects$/);
  });

  it('no field can make it throw or give an unsound row', () => {
    for (const row of call.rows) {
      for (const field of Object.keys(row)) {
        for (const value of junk) {
          const page = decodeRow({ ...row, [field]: value });
          expect(page.rowsAnswered).toBe(1);
          expect(page.rows.length === 0).toBe(page.unreadable !== undefined);
          expectSoundRows(page);
          expect(page.unreadable?.length ?? 0).toBeLessThan(200);
        }
      }
    }
  });

  it('no member of an answer can make it throw anything but a failure of the vendor', () => {
    for (const member of Object.keys(call.documented)) {
      const outcomes = junk.map((value) =>
        orVendorError(() => decode({ ...call.documented, [member]: value })),
      );
      const failures = outcomes.filter((outcome) => outcome instanceof VendorError);
      expect(failures.filter(({ kind }) => kind !== 'UNAVAILABLE')).toEqual([]);
      for (const outcome of outcomes) if ('rows' in outcome) expectSoundRows(outcome);
    }
  });

  if (call.status !== undefined) statusWords(call.status, call.rows, (row) => decodeRow(row).rows[0]);

  it.each([
    ['nested 5,000 levels deep', deep(5_000), 'nested more than 32 levels deep'],
    ['nested 5,000 levels deep in lists', deepList(5_000), 'nested more than 32 levels deep'],
    ['with a text of 100,000 characters', 'x'.repeat(100_000), 'larger than 64 KiB'],
    ['with a list of 100,000 numbers', Array.from({ length: 100_000 }, () => 1), 'larger than 64 KiB'],
  ])('a row %s is read, and shows of itself what can be shown', (_, extra, excess) => {
    const page = decodeRow({ ...model, Extra: extra });
    expect(page).toMatchObject({ rowsAnswered: 1, unreadable: undefined });
    const [[row], [plain]] = [page.rows, decodeRow(model).rows];
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
    const id = '00153303185323131331122';
    expect(decodeRow({ ...model, [call.id]: id }).rows[0]?.taskId).toBe(id);
    expect(decodeRow({ ...model, [call.id]: 704222904 }).rows[0]?.taskId).toBe('704222904');
    expect(decodeRow({ ...model, [call.id]: 2 ** 53 }).rows).toEqual([]);
  });
}

function statusWords(
  field: string,
  rows: readonly Fields[],
  decodeRow: (row: Fields) => UrlDetail | undefined,
): void {
  const [model = {}] = rows;

  it('a status that no document knows is UNKNOWN, in its own spelling', () => {
    const row = decodeRow({ ...model, [field]: 'Teleported' });
    expect(row).toMatchObject({ state: 'UNKNOWN', vendorStatus: 'Teleported' });
    expect(row?.finishedAt).toBeUndefined();
  });

  it('a status without text is UNKNOWN', () => {
    const row = decodeRow({ ...model, [field]: undefined });
    expect(row?.state).toBe('UNKNOWN');
    expect(row?.vendorStatus).toBeUndefined();
  });

  it('a status means the same in any case, and keeps its spelling', () => {
    for (const row of rows) {
      const shouted = String(row[field]).toUpperCase();
      const detail = decodeRow({ ...row, [field]: shouted });
      expect(detail).toMatchObject({ state: decodeRow(row)?.state, vendorStatus: shouted });
    }
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
  const result = orVendorError(action);
  if (result instanceof VendorError) return result;
  throw new Error('it did not fail');
}

function orVendorError<Result>(action: () => Result): Result | VendorError {
  try {
    return action();
  } catch (error) {
    if (error instanceof VendorError) return error;
    throw error;
  }
}
