import type { UrlDetail } from '../../domain/task.ts';
import type { Clock, Instant, Window } from '../../domain/time.ts';
import type { Jumps } from './jumps.ts';

/** How much of a feed an answer needs. */
export interface Want {
  /** `Infinity` for lists of tasks, which can have any number of rows. */
  readonly rows: number;
  readonly tasks: number;
}

/** Extends the coverage of one feed in one narrowing. Each call makes progress, or throws `VendorError`. */
export interface FeedReader {
  /** Continues from the newer end of a range. */
  readNewest(range: Window, want: Want): Promise<void>;
  /** Reads the oldest part of a range; `missing` gives the newest gap of a part of it. */
  readOldest(range: Window, want: Want, missing: (part: Window) => Window | undefined): Promise<void>;
  /** Reads one second completely. Only for lists that can skip seconds. */
  readSecond?(second: Instant): Promise<void>;
  /** As `readSecond`. Records a second whose tasks are all known, with all of its rows or without. */
  coverTasks?(second: Instant, readAt: Instant, rows: readonly UrlDetail[] | undefined): void;
}

/** The rows of an answer in the form in which a list needs them. */
export interface Expanded {
  readonly rows: readonly UrlDetail[];
  /** Why rows may be missing. */
  readonly partial?: string | undefined;
}

/** Replaces listed tasks by their URLs. */
export type Expand = (rows: readonly UrlDetail[]) => Promise<Expanded>;

/** What a reader is told of the list that it reads for. */
export interface ReaderSettings {
  readonly clock: Clock;
  /** Told when an answer is not newest first although the feed declares it. */
  readonly onDisorder: () => void;
  /** The seconds that a list of tasks passes over; absent for lists that need all rows. */
  readonly jumps?: Jumps | undefined;
  /** Absent where the rows of the feed are what the list needs. */
  readonly expand?: Expand | undefined;
  /** The most rows of a page where each can cost a lookup. Absent: as many as the vendor gives. */
  readonly maxPageSize?: number | undefined;
}
