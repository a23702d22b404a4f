import type { Feed, TaskSource } from '../../domain/source.ts';
import type { UrlDetail } from '../../domain/task.ts';
import type { Instant, Window } from '../../domain/time.ts';
import type { Coverage } from './coverage.ts';
import type { KeptFilter } from './kept-filter.ts';

/** A row and the start of the call that returned it. */
export interface SeenRow {
  readonly row: UrlDetail;
  readonly seenAt: Instant;
}

/** Facts that one vendor call established: rows, and the ranges that they complete. */
export interface NewFacts {
  readonly rows: readonly UrlDetail[];
  /** The start of the call. */
  readonly seenAt: Instant;
  readonly ranges: readonly Coverage[];
  /** Rows that are not known are left out: a lookup may spell URLs otherwise than the list does. Absent: false. */
  readonly isOfKnownRows?: boolean | undefined;
}

/** Which part of a feed a list needs next. */
export interface HistoryRequest {
  /** The part that is missing, in whole seconds. */
  readonly window: Window;
  /** Where the list begins to read: at the newer or at the older end of the window. */
  readonly startsAt: 'newer-end' | 'older-end';
  /** About how many rows to return, those that a list of tasks needs beside them not counted. Whole seconds are returned. */
  readonly limit: number;
  /** What is needed of the part. More may be returned. Absent: all of it. */
  readonly filter?: KeptFilter | undefined;
}

/** What the history keeps of a part of a feed. */
export interface KeptFacts {
  readonly rows: readonly SeenRow[];
  /** The ranges that were read completely, clipped to the part that was loaded, each with the filter by which its rows were loaded. */
  readonly ranges: readonly Coverage[];
  /** The other end of the part that was loaded; the rows behind it remain to be loaded. */
  readonly reached: Instant;
}

/** Keeps facts of feeds beyond this process. Feeds are identified by account, so that a provider can be renamed. */
export interface History {
  /** Since when readings of a feed are kept; undefined where there is none. */
  since(source: TaskSource, feed: Feed): Instant | undefined;
  /** A URL as it is kept: without its query string where those are not. */
  urlOf(url: string): string;
  /** Never rejects: undefined while the history cannot be read. */
  load(source: TaskSource, feed: Feed, request: HistoryRequest): Promise<KeptFacts | undefined>;
  /** Records later, in the order of the calls. Returns at once and never throws. */
  record(source: TaskSource, feed: Feed, facts: NewFacts): void;
}
