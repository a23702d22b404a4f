import type { UrlDetail } from '../../domain/task.ts';
import type { Instant } from '../../domain/time.ts';
import { yieldIfLong } from '../event-loop.ts';
import type { Coverage } from '../store/coverage.ts';
import type { FeedView } from './feed-view.ts';

/** Goes through the rows of one feed that are certain, newest first, each once. */
export class Scan {
  readonly view: FeedView;
  /** What was scanned and may lack rows. */
  readonly partial: Coverage[] = [];
  #done: Instant;

  constructor(view: FeedView) {
    this.view = view;
    this.#done = view.range.to;
  }

  /** Everything from here on was scanned; undefined where the whole feed was. */
  get edge(): Instant | undefined {
    return this.#done > this.view.range.from ? this.#done : undefined;
  }

  /** Whether everything that is known was scanned. */
  get isUpToDate(): boolean {
    return this.#knownFrom >= this.#done;
  }

  get #knownFrom(): Instant {
    return this.view.edge ?? this.view.range.from;
  }

  /** Scans what is known and was not scanned yet. */
  async advance(take: (row: UrlDetail) => void): Promise<void> {
    const part = { from: this.#knownFrom, to: this.#done };
    if (part.from >= part.to) return;
    this.#done = part.from;
    this.partial.push(...this.view.covered(part).filter(({ partial }) => partial !== undefined));
    const seconds: Instant[] = [];
    for (const second of this.view.seconds(part.to)) {
      if (second < part.from) break;
      seconds.push(second);
    }
    for (const second of seconds) {
      for (const row of this.view.rowsOf(second)) {
        await yieldIfLong();
        take(row);
      }
    }
  }
}
