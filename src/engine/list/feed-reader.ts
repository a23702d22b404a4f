import type { UrlDetail } from '../../domain/task.ts';
import type { Instant, Window } from '../../domain/time.ts';

/** How much of a feed helps an answer. */
export interface Want {
  /** `Infinity` where the list is one of tasks, which can have any number of rows. */
  readonly rows: number;
  readonly tasks: number;
}

/** Extends the coverage of one feed in one narrowing. Each call makes progress, or throws `VendorError`. */
export interface FeedReader {
  /** Reads on from the newer end of a range. */
  readNewest(range: Window, want: Want): Promise<void>;
  /** Reads the oldest part of a range; `missing` gives the newest gap of a part of it. */
  readOldest(range: Window, want: Want, missing: (part: Window) => Window | undefined): Promise<void>;
  /** Of readers of lists that can pass over seconds. Reads one second whole. */
  readSecond?(second: Instant): Promise<void>;
  /** As `readSecond`. Enters a second all of whose tasks are known, with all of its rows or without. */
  coverTasks?(second: Instant, readAt: Instant, rows: readonly UrlDetail[] | undefined): void;
}

/** The rows of an answer in the form in which a list needs them. */
export interface Expanded {
  readonly rows: readonly UrlDetail[];
  /** Why rows may be missing. */
  readonly partial?: string | undefined;
}

/** Puts the URLs of listed tasks in the place of the tasks. */
export type Expand = (rows: readonly UrlDetail[]) => Promise<Expanded>;
