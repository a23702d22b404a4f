import type { Kysely } from 'kysely';
import { SECOND, type Clock, type Milliseconds } from '../domain/time.ts';
import type { Tables } from './tables.ts';

/** How long the lease lasts after it was taken or renewed. */
export const leaseLength: Milliseconds = 3 * SECOND;

/** How often it is renewed, or another instance tries to take it: a killed holder is followed within five seconds. */
const leaseInterval: Milliseconds = SECOND;

const name = 'collector';

/** A lease, which lets only one of several instances collect at a time. */
export class Lease {
  readonly #database: () => Kysely<Tables>;
  readonly #holder: string;
  readonly #clock: Clock;
  #heldUntil = -Infinity;

  /** `holder` names this instance; no other one has the same name. */
  constructor(database: () => Kysely<Tables>, holder: string, clock: Clock) {
    this.#database = database;
    this.#holder = holder;
    this.#clock = clock;
  }

  /** Takes or renews the lease. Returns its fencing number, which grows with each holder; undefined if another instance has it. */
  async take(): Promise<number | undefined> {
    const now = this.#clock();
    const holder = this.#holder;
    const database = this.#database();
    const renewed = await database
      .updateTable('lease')
      .set({ expires_at: now + leaseLength })
      .where('name', '=', name)
      .where('holder', '=', holder)
      .where('expires_at', '>', now)
      .returning('fence')
      .executeTakeFirst();
    if (renewed !== undefined) return renewed.fence;
    await database
      .insertInto('lease')
      .values({ name, holder: '', fence: 0, expires_at: 0 })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const taken = await database
      .updateTable('lease')
      .set(({ eb }) => ({ holder, fence: eb('fence', '+', 1), expires_at: now + leaseLength }))
      .where('name', '=', name)
      .where('expires_at', '<=', now)
      .returning('fence')
      .executeTakeFirst();
    return taken?.fence;
  }

  /** Renews the lease, or tries to take it, until the signal aborts; then another instance can take it at once. */
  async keep(sleep: (length: Milliseconds) => Promise<void>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const startedAt = this.#clock();
      // While the database is down nobody collects.
      const fence = await this.take().catch(() => undefined);
      this.#heldUntil = fence === undefined ? -Infinity : startedAt + leaseLength;
      await sleep(leaseInterval);
    }
    this.#heldUntil = -Infinity;
    await this.release().catch(() => undefined);
  }

  /** Whether this instance has the lease, as far as `keep` has found out. */
  get isHeld(): boolean {
    return this.#clock() < this.#heldUntil;
  }

  /** Lets another instance take it at once. */
  async release(): Promise<void> {
    await this.#database()
      .updateTable('lease')
      .set({ expires_at: 0 })
      .where('name', '=', name)
      .where('holder', '=', this.#holder)
      .execute();
  }
}
