import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Feed, Provider, TaskSource } from '../domain/source.ts';
import type { FeedTable, Tables } from './tables.ts';

/** A feed as it is stored, without its id. */
export type FeedName = Omit<Selectable<FeedTable>, 'id'>;

/** The name of a feed: that of the account, not of the provider, which can be renamed. */
export const feedNameOf = (
  { vendor, account }: Provider,
  { action, scope = '', list = '' }: Feed,
): FeedName => ({ vendor, account, action, scope, list });

/** A key that is equal for equal feeds. */
export const feedKeyOf = ({ account, action, scope, list }: Omit<FeedName, 'vendor'>): string =>
  JSON.stringify([account, action, scope, list]);

/** Locks the feed: other writers wait until the end of the transaction. */
export const lockFeed = (transaction: Transaction<Tables>, feed: number): Promise<unknown> =>
  transaction.updateTable('feeds').set({ id: feed }).where('id', '=', feed).execute();

/** A feed that is listened to, of a provider. */
export interface ListenedFeed {
  readonly provider: Provider;
  readonly feed: Feed;
}

/** The current feeds of the sources, by key. */
export const listenedFeeds = (sources: readonly TaskSource[]): ReadonlyMap<string, ListenedFeed> =>
  new Map(
    sources.flatMap(({ provider, feeds }) =>
      feeds.map((feed) => [feedKeyOf(feedNameOf(provider, feed)), { provider, feed }]),
    ),
  );

/** The ids of feeds; a feed gets one when it is first asked for. */
export class FeedIds {
  readonly #database: () => Kysely<Tables>;
  readonly #ids = new Map<string, Promise<number>>();

  constructor(database: () => Kysely<Tables>) {
    this.#database = database;
  }

  of(name: FeedName): Promise<number> {
    const key = feedKeyOf(name);
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#create(name);
      this.#ids.set(key, id);
      id.catch(() => this.#ids.delete(key));
    }
    return id;
  }

  async #create(name: FeedName): Promise<number> {
    const database = this.#database();
    await database
      .insertInto('feeds')
      .values(name)
      .onConflict((conflict) => conflict.columns(['account', 'action', 'scope', 'list']).doNothing())
      .execute();
    const { account, action, scope, list } = name;
    const { id } = await database
      .selectFrom('feeds')
      .select('id')
      .where('account', '=', account)
      .where('action', '=', action)
      .where('scope', '=', scope)
      .where('list', '=', list)
      .executeTakeFirstOrThrow();
    return id;
  }
}
