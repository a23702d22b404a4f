import { sql } from 'kysely';
import type { TaskSource } from '../../src/domain/source.ts';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount } from '../../src/emulator/emulator.ts';
import { FeedIds, feedNameOf } from '../../src/history/feeds.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { NOW } from '../engine/scenario.ts';

/** How many rows a large history has. */
export const ROWS = 100_000;

/** An account whose tasks are in the history alone. */
export const accounts: readonly EmulatedAccount[] = [
  { vendor: 'TENCENT_CDN', name: 'tencent', id: 'id', secret: 'secret', zones: [], history: [] },
];

/** Fills a feed with two rows a task and ten seconds between tasks; each thousandth task differs from the others in all that filters. */
export async function fill(history: DatabaseHistory, [source]: readonly TaskSource[]): Promise<void> {
  const { database } = history.connection;
  const feed = source?.feeds.find(({ kinds }) => kinds.includes('PREFETCH'));
  if (source === undefined || feed === undefined) throw new Error('There is no feed.');
  const id = await new FeedIds(() => database).of(feedNameOf(source.provider, feed));
  await sql`
    with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n < ${ROWS} - 1)
    insert into url_details (feed, created_at, kind, task_id, url, area, domain, state, is_scheme_known, observed_at, raw, first_seen, last_seen, first_seen_final)
    select ${id}, ${NOW} - 5000 * (n - n % 2) - 600000, 'PREFETCH', 'task-' || (n / 2), 
      iif(n % 2000 = 0, 'https://img.example.com/rare', 'https://www.example.com/' || n),
      '', iif(n % 2000 = 0, 'img.example.com', 'www.example.com'),
      iif(n % 2000 = 0, 'FAILED', 'SUCCEEDED'), 1, 0, '{"some":"row of a vendor"}', 0, ${NOW}, ${NOW}
    from numbers`.execute(database);
  for (const each of source.feeds) {
    const own = await new FeedIds(() => database).of(feedNameOf(source.provider, each));
    await database
      .insertInto('read_ranges')
      .values({
        feed: own,
        from_at: NOW - 10_000_000 * MINUTE,
        to_at: NOW + SECOND,
        read_at: NOW,
        settled_until: NOW,
      })
      .execute();
  }
  await history.refresh();
}
