import { SECOND } from '../../domain/time.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';
import { pause } from '../../engine/runtime.ts';
import type { ClientParts } from '../command.ts';
import { Refused, Unreachable } from './failures.ts';

/** A server that never answered is most likely the wrong address: that is told soon. */
const longestFirstContact = 10 * SECOND;
const shortestPause = SECOND;
const longestPause = 15 * SECOND;

/** As long again as it has been away: the pauses double. */
const pauseAfter = (away: Milliseconds): Milliseconds =>
  Math.min(Math.max(away, shortestPause), longestPause);

/** Told what is wrong with the server; undefined when it answers again. */
export type Notice = (trouble: string | undefined) => void;

/** Keeps asking a server that may go away and come back. */
export class Contact {
  readonly #world: Pick<ClientParts, 'clock' | 'after'>;
  readonly #notice: Notice;
  #isKnown = false;
  /** Absent while it answers. */
  #awaySince: Instant | undefined;

  constructor(world: Pick<ClientParts, 'clock' | 'after'>, notice: Notice) {
    this.#world = world;
    this.#notice = notice;
  }

  /** The server answered. */
  reached(): void {
    this.#isKnown = true;
    if (this.#awaySince !== undefined) this.#notice(undefined);
    this.#awaySince = undefined;
  }

  /** Tries again for as long as it takes and the signal lets it. Throws what trying again does not mend. */
  async keepTrying<Value>(attempt: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
    for (;;) {
      try {
        const value = await attempt();
        this.reached();
        return value;
      } catch (error) {
        if (signal.aborted || !(error instanceof Unreachable)) throw error;
        await pause(pauseAfter(this.#lost(error)), this.#world, signal);
        signal.throwIfAborted();
      }
    }
  }

  /** How long it has been away. */
  #lost(error: Unreachable): Milliseconds {
    const now = this.#world.clock();
    this.#awaySince ??= now;
    if (!this.#isKnown && now - this.#awaySince >= longestFirstContact) {
      throw new Refused(`${error.message} Is the address right, and the server running?`);
    }
    this.#notice(`${error.message} Trying again.`);
    return now - this.#awaySince;
  }
}
