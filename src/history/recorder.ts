import type { NewFacts } from '../engine/store/history.ts';
import type { Schedule } from '../engine/runtime.ts';
import { feedKeyOf, type FeedName } from './feeds.ts';
import { SECOND, type Clock, type Instant, type Milliseconds } from '../domain/time.ts';

/** Pending facts of one feed. */
interface Waiting {
  readonly feed: FeedName;
  readonly key: string;
  readonly facts: NewFacts;
}

export interface RecorderParts {
  /** Stores facts of one feed completely or not at all. */
  readonly store: (feed: FeedName, facts: readonly NewFacts[]) => Promise<void>;
  readonly schedule: Schedule;
  readonly clock: Clock;
  /** Called when storing fails, and when it works again. */
  readonly onState: (failure: unknown) => void;
}

/** Calls that are stored together. */
const BATCH_DELAY: Milliseconds = 50;
const BATCH_ROWS = 500;

/** The most rows that are buffered while nothing can be stored. */
const MAX_WAITING_ROWS = 50_000;
const RETRY_DELAY: Milliseconds = 2 * SECOND;

/** Stores facts in batches and in order, after the answers that contain them were sent. */
export class Recorder {
  readonly #parts: RecorderParts;
  #waiting: Waiting[] = [];
  #rows = 0;
  /**
   * The start of the oldest call whose facts are complete: facts of earlier calls were dropped, so ranges based on them
   * are not stored.
   */
  #droppedUntil: Instant = -Infinity;
  #cancel: (() => void) | undefined;
  #storing: Promise<void> | undefined;
  #isClosed = false;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
  }

  add(feed: FeedName, facts: NewFacts): void {
    if (this.#isClosed) return;
    if (this.#rows + facts.rows.length > MAX_WAITING_ROWS) this.#drop();
    this.#waiting.push({ feed, key: feedKeyOf(feed), facts });
    this.#rows += facts.rows.length;
    this.#wake(BATCH_DELAY);
  }

  /** Resolves when everything that was added is stored, or when storing fails. */
  async flush(): Promise<void> {
    while (this.#waiting.length > 0 || this.#storing !== undefined) {
      if (!(await this.#storeAll())) return;
    }
  }

  /** Stores the pending facts and accepts no more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel?.();
    await this.flush();
  }

  /** A range may rest on rows that are dropped here: it is stored only if all its calls begin later. */
  #drop(): void {
    this.#waiting = [];
    this.#rows = 0;
    this.#droppedUntil = this.#parts.clock();
  }

  #wake(delay: Milliseconds): void {
    this.#cancel ??= this.#parts.schedule(delay, () => {
      this.#cancel = undefined;
      void this.#storeAll();
    });
  }

  #isOk = true;

  /** Whether everything that waited was stored. */
  async #storeAll(): Promise<boolean> {
    if (this.#storing === undefined) {
      this.#storing = this.#storeBatches().finally(() => {
        this.#storing = undefined;
      });
    }
    await this.#storing;
    return this.#isOk;
  }

  async #storeBatches(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#firstBatch();
      const [first] = batch;
      if (first === undefined) return;
      try {
        await this.#parts.store(
          first.feed,
          batch.map(({ facts }) => this.#trusted(facts)),
        );
      } catch (error) {
        this.#isOk = false;
        this.#parts.onState(error);
        if (!this.#isClosed) this.#wake(RETRY_DELAY);
        return;
      }
      if (!this.#isOk) this.#parts.onState(undefined);
      this.#isOk = true;
      // Facts may have been dropped while the batch was stored.
      const stored = new Set(batch);
      this.#waiting = this.#waiting.filter((each) => !stored.has(each));
      this.#rows = this.#waiting.reduce((sum, { facts }) => sum + facts.rows.length, 0);
      // Requests are answered between two batches: an embedded database blocks them while it writes.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  /** The first pending facts, and those of the same feed that directly follow them. */
  #firstBatch(): Waiting[] {
    const batch: Waiting[] = [];
    let rows = 0;
    for (const each of this.#waiting) {
      if (batch[0] !== undefined && (each.key !== batch[0].key || rows >= BATCH_ROWS)) break;
      batch.push(each);
      rows += each.facts.rows.length;
    }
    return batch;
  }

  #trusted(facts: NewFacts): NewFacts {
    const ranges = facts.ranges.filter(({ readAt }) => readAt > this.#droppedUntil);
    return ranges.length === facts.ranges.length ? facts : { ...facts, ranges };
  }
}
