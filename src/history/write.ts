import type { Kysely, Transaction } from 'kysely';
import { yieldIfLong } from '../engine/runtime.ts';
import { narrowingKey, unnarrowed, type Coverage } from '../engine/store/coverage.ts';
import type { NewFacts } from '../engine/store/history.ts';
import { isFinal, type UrlDetail } from '../domain/task.ts';
import type { Instant } from '../domain/time.ts';
import { chunks } from './chunks.ts';
import { lockFeed } from './feeds.ts';
import { RangeChanges } from './range-changes.ts';
import { encodeRow, keyOf, type NewRow, type RowSettings, type StoredRow } from './rows.ts';
import type { Tables } from './tables.ts';

/** Stores the facts of one feed, in the order of their calls, completely or not at all. */
export const write = (
  database: Kysely<Tables>,
  feed: number,
  facts: readonly NewFacts[],
  settings: RowSettings,
): Promise<void> =>
  database.transaction().execute(async (transaction) => {
    // Ranges are read, changed and stored again.
    await lockFeed(transaction, feed);
    const rows = new RowChanges(await existingRows(transaction, feed, facts));
    const ranges = await RangeChanges.load(transaction, feed, facts);
    for (const { rows: seen, seenAt, ranges: read, isOfKnownRows } of facts) {
      for (const row of seen) {
        const stored = encodeRow(feed, clean(row), seenAt, settings);
        if (isOfKnownRows === true && !rows.knows(stored)) continue;
        if (rows.see(stored, Math.max(seenAt, row.observedAt)) && ranges.hadSettled(row, seenAt)) {
          rows.late.push(stored);
        }
      }
      for (const range of read.filter(isWhole)) ranges.add(range);
    }
    await rows.store(transaction);
    await ranges.store(transaction, feed);
  });

/** Readings that include every row of their range. */
const isWhole = ({ narrowing, partial, isOfTasks }: Coverage): boolean =>
  partial === undefined && isOfTasks !== true && narrowingKey(narrowing) === narrowingKey(unnarrowed);

/** Postgres stores no NUL character in a text. */
const clean = (row: UrlDetail): UrlDetail =>
  row.url.includes('\0') || row.taskId.includes('\0') || (row.message?.includes('\0') ?? false)
    ? {
        ...row,
        url: row.url.replaceAll('\0', '\ufffd'),
        taskId: row.taskId.replaceAll('\0', '\ufffd'),
        message: row.message?.replaceAll('\0', '\ufffd'),
      }
    : row;

async function existingRows(
  transaction: Transaction<Tables>,
  feed: number,
  facts: readonly NewFacts[],
): Promise<StoredRow[]> {
  const seconds = [...new Set(facts.flatMap(({ rows }) => rows.map(({ createdAt }) => createdAt)))];
  const found: StoredRow[] = [];
  for (const part of chunks(seconds)) {
    const rows = await transaction
      .selectFrom('url_details')
      .selectAll()
      .where('feed', '=', feed)
      .where('created_at', 'in', part)
      .execute();
    for (const row of rows) found.push(row);
    await yieldIfLong();
  }
  return found;
}

interface Change extends NewRow {
  readonly not_before: Instant | null;
  readonly seen_at: Instant;
}

/** The rows of a feed that a batch adds or changes. */
class RowChanges {
  readonly #known: Map<string, NewRow>;
  readonly #changed = new Map<string, NewRow>();
  readonly #changes: Change[] = [];
  readonly late: NewRow[] = [];

  constructor(known: readonly StoredRow[]) {
    this.#known = new Map(known.map((row) => [keyOf(row), row]));
  }

  knows(row: NewRow): boolean {
    return this.#known.has(keyOf(row));
  }

  /** Whether the row is new. A final state is never replaced by an open one, nor a newer sighting by an older one. */
  see(row: NewRow, answeredAt: Instant): boolean {
    const key = keyOf(row);
    const known = this.#known.get(key);
    if (known === undefined) {
      this.#put(key, row);
      this.#changes.push({ ...row, not_before: null, seen_at: answeredAt });
      return true;
    }
    const isOpen = !isFinal(row.state);
    const wasOpen = !isFinal(known.state);
    if (row.last_seen < known.last_seen || (isOpen && !wasOpen)) return false;
    if (!isOpen && isSame(row, known)) return false;
    this.#put(key, {
      ...row,
      first_seen: known.first_seen,
      last_seen_open: isOpen ? row.last_seen : (known.last_seen_open ?? null),
      first_seen_final: isOpen ? null : (known.first_seen_final ?? answeredAt),
    });
    if (row.state !== known.state)
      this.#changes.push({ ...row, not_before: known.last_seen, seen_at: answeredAt });
    return false;
  }

  #put(key: string, row: NewRow): void {
    this.#known.set(key, row);
    this.#changed.set(key, row);
  }

  async store(transaction: Transaction<Tables>): Promise<void> {
    for (const part of chunks([...this.#changed.values()])) {
      await yieldIfLong();
      await transaction
        .insertInto('url_details')
        .values(part)
        .onConflict((conflict) =>
          conflict
            .columns(['feed', 'created_at', 'kind', 'task_id', 'url', 'area'])
            .doUpdateSet((expression) =>
              Object.fromEntries(
                updatedColumns.map((column) => [column, expression.ref(`excluded.${column}`)]),
              ),
            ),
        )
        .execute();
    }
    if (this.#changes.length > 0) await takeTurn(transaction);
    for (const part of chunks(this.#changes)) {
      await yieldIfLong();
      await transaction
        .insertInto('state_changes')
        .values(
          part.map(({ state, vendor_status, not_before, seen_at, ...row }) => ({
            ...identityOf(row),
            state,
            vendor_status,
            not_before,
            seen_at,
          })),
        )
        .execute();
    }
    for (const part of chunks(this.late)) {
      await transaction
        .insertInto('late_rows')
        .values(part.map((row) => ({ ...identityOf(row), seen_at: row.first_seen })))
        .execute();
    }
  }
}

/**
 * Changes are numbered in the order in which they become visible, so that a reader that continues after a number misses
 * none.
 */
const takeTurn = (transaction: Transaction<Tables>): Promise<unknown> =>
  transaction
    .insertInto('lease')
    .values({ name: 'changes', holder: '', fence: 0, expires_at: 0 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ expires_at: 0 }))
    .execute();

const updatedColumns = [
  'domain',
  'state',
  'vendor_status',
  'progress',
  'finished_at',
  'reason',
  'message',
  'scope',
  'is_scheme_known',
  'purge_method',
  'updated_at',
  'observed_at',
  'request_id',
  'raw',
  'last_seen',
  'last_seen_open',
  'first_seen_final',
] as const;

/** Whether a final row contains nothing new. */
const isSame = (row: NewRow, known: NewRow): boolean =>
  (['state', 'vendor_status', 'finished_at', 'reason', 'message'] as const).every(
    (column) => (row[column] ?? null) === (known[column] ?? null),
  );

const identityOf = ({
  feed,
  created_at,
  kind,
  task_id,
  url,
  area,
}: Pick<NewRow, 'feed' | 'created_at' | 'kind' | 'task_id' | 'url' | 'area'>) => ({
  feed,
  created_at,
  kind,
  task_id,
  url,
  area,
});
