import { SECOND } from '../../domain/time.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';
import { pause } from '../../engine/runtime.ts';
import type { ApiClient } from '../api-client.ts';
import type { CommandContext } from '../command.ts';
import { Refused, Unreachable } from '../response.ts';
import type { WaitProgress } from './progress.ts';

type Timing = Pick<CommandContext, 'clock' | 'schedule'>;

/** What following targets needs. */
export interface Following {
  readonly api: ApiClient;
  readonly progress: WaitProgress;
  readonly reconnect: Reconnect;
  readonly timing: Timing;
  /** When the waiting began. */
  readonly began: Instant;
  /** The pause between two rounds; absent: it grows with the time waited. */
  readonly interval?: Milliseconds | undefined;
  /** Aborts all waiting. */
  readonly signal: AbortSignal;
}

/** Updates the progress until all targets have ended. Throws when the signal aborts, or `Refused`. */
export type Follow = (following: Following) => Promise<void>;

const shortestRound = 2 * SECOND;
const longestRound = 10 * SECOND;

/**
 * The pause between two rounds: a tenth of the time waited, because a task that has run for long rarely ends in the
 * next second.
 */
const paceAt = (waited: Milliseconds): Milliseconds =>
  Math.min(Math.max(waited / 10, shortestRound), longestRound);

export const waitedFor = ({ timing, began }: Pick<Following, 'timing' | 'began'>): Milliseconds =>
  timing.clock() - began;

export async function pauseBetweenRounds(following: Following): Promise<void> {
  const { interval = paceAt(waitedFor(following)), timing, signal } = following;
  await pause(interval, timing, signal);
  signal.throwIfAborted();
}

/** How long a server that never answered is retried. Its address is most likely wrong, so this is short. */
const firstContactTimeout = 10 * SECOND;
const shortestPause = SECOND;
const longestPause = 15 * SECOND;

/** The pause before the next attempt: as long as the server has been away, so that the pauses double. */
const pauseAfter = (away: Milliseconds): Milliseconds =>
  Math.min(Math.max(away, shortestPause), longestPause);

/** Repeats requests to a server that may go away and come back. */
export class Reconnect {
  readonly #timing: Timing;
  readonly #notice: (trouble: string | undefined) => void;
  #hasAnswered = false;
  /** When it stopped answering; absent while it answers. */
  #awaySince: Instant | undefined;

  /** Calls `notice` with the problem of the server, and with undefined when it answers again. */
  constructor(timing: Timing, notice: (trouble: string | undefined) => void) {
    this.#timing = timing;
    this.#notice = notice;
  }

  /** Call it when the server has answered. */
  reached(): void {
    this.#hasAnswered = true;
    if (this.#awaySince !== undefined) this.#notice(undefined);
    this.#awaySince = undefined;
  }

  /** Repeats an attempt while the server is unreachable and the signal is not aborted. Throws all other errors. */
  async attempt<Value>(attempt: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
    for (;;) {
      try {
        const value = await attempt();
        this.reached();
        return value;
      } catch (error) {
        if (signal.aborted || !(error instanceof Unreachable)) throw error;
        await pause(pauseAfter(this.#lost(error)), this.#timing, signal);
        signal.throwIfAborted();
      }
    }
  }

  /** Returns how long the server has been away. */
  #lost(error: Unreachable): Milliseconds {
    const now = this.#timing.clock();
    this.#awaySince ??= now;
    if (!this.#hasAnswered && now - this.#awaySince >= firstContactTimeout) {
      throw new Refused(`${error.message} Is the address right, and is the server running?`);
    }
    this.#notice(`${error.message} Trying again.`);
    return now - this.#awaySince;
  }
}
