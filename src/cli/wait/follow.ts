import { SECOND } from '../../domain/time.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';
import { pause } from '../../engine/runtime.ts';
import type { ClientParts } from '../command.ts';
import type { Api } from './api.ts';
import type { Board } from './board.ts';
import type { Contact } from './contact.ts';

/** What it takes to find out where things stand, again and again. */
export interface Following {
  readonly api: Api;
  readonly board: Board;
  readonly contact: Contact;
  readonly world: Pick<ClientParts, 'clock' | 'after'>;
  /** When the waiting began. */
  readonly began: Instant;
  /** The pause between two looks; absent: longer the longer it takes. */
  readonly interval?: Milliseconds | undefined;
  /** Ends all. */
  readonly signal: AbortSignal;
}

/** Tells the board where things stand until all are over. Throws when the signal aborts, or asking on is no use. */
export type Follow = (following: Following) => Promise<void>;

const shortestPause = 2 * SECOND;
const longestPause = 10 * SECOND;

/** What has not ended for long will not end in the next second: a tenth of the time waited. */
const paceAt = (waited: Milliseconds): Milliseconds =>
  Math.min(Math.max(waited / 10, shortestPause), longestPause);

export const waitedFor = ({ world, began }: Pick<Following, 'world' | 'began'>): Milliseconds =>
  world.clock() - began;

export async function pauseBetweenLooks(following: Following): Promise<void> {
  const { interval = paceAt(waitedFor(following)), world, signal } = following;
  await pause(interval, world, signal);
  signal.throwIfAborted();
}
