import { runtime, type Runtime, type CallEvent } from '../../src/engine/runtime.ts';

interface Timer {
  readonly at: number;
  readonly action: () => void;
}

/** Time that passes only when it is told to: timers run in their order, each followed by all that it sets in motion. */
export class VirtualTime {
  now: number;
  readonly #timers = new Set<Timer>();

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.now = now;
  }

  /** Timers that wait: none may be left when everything has ended. */
  get waiting(): number {
    return this.#timers.size;
  }

  readonly schedule = (wait: number, action: () => void): (() => void) => {
    const timer = { at: this.now + wait, action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  readonly sleep = (wait: number): Promise<void> =>
    new Promise((resolve) => {
      this.schedule(wait, resolve);
    });

  /** The parts of an `Runtime` that are time; the monotonicNow began long ago, and randomness is its middle. */
  runtime(parts: Partial<Runtime> = {}): Runtime {
    return runtime({
      clock: () => this.now,
      monotonicNow: () => this.now - Date.UTC(2025, 0, 1),
      schedule: this.schedule,
      random: () => 0.5,
      ...parts,
    });
  }

  async advance(length: number): Promise<void> {
    const end = this.now + length;
    await settled();
    for (let timer = this.#next(); timer !== undefined && timer.at <= end; timer = this.#next()) {
      this.#timers.delete(timer);
      this.now = Math.max(this.now, timer.at);
      timer.action();
      await settled();
    }
    this.now = Math.max(this.now, end);
  }

  /** Lets time pass until nothing waits for it any more. */
  async run(): Promise<void> {
    await settled();
    for (let timer = this.#next(); timer !== undefined; timer = this.#next()) {
      await this.advance(Math.max(0, timer.at - this.now));
    }
  }

  #next(): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) if (next === undefined || timer.at < next.at) next = timer;
    return next;
  }
}

/** Every promise that can settle without time has settled. */
export const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Keeps what was observed. */
export function observations(): { events: CallEvent[]; observe: (event: CallEvent) => void } {
  const events: CallEvent[] = [];
  return { events, observe: (event) => void events.push(event) };
}
