import { VendorError } from '../../domain/errors.ts';
import type { UrlDetail } from '../../domain/task.ts';
import { SECOND, secondOf, type Instant, type Window } from '../../domain/time.ts';
import type { Narrowing } from '../store/coverage.ts';
import { FeedPages, partialOf } from './feed-pages.ts';
import type { FeedReader, ReaderSettings, Want } from './feed-reader.ts';
import type { FeedState, Marker } from './feed-state.ts';
import type { PageCaller, ReadPage } from './page-caller.ts';

/**
 * Tasks whose URLs are looked up before what they cover is entered, so that an answer that is cut short keeps them. Few at first, for
 * the tasks of other feeds may fill the page; then twice as many each time.
 */
const STEPS = { first: 5, longest: 25 } as const;

/** A run through the list from the newest row, or from a marker, towards older ones. */
interface Run {
  /** What the run began behind; absent for the head of the list. */
  start: Marker | undefined;
  /** The marker of the next page. */
  next: string | undefined;
  /** Everything created from here on, up to the start of the run, was read; `-Infinity` once the list has ended. */
  reached: Instant;
  /** Newest first, those that were not entered yet. */
  rows: readonly UrlDetail[];
  startedAt: Instant;
  /** Why rows may be missing. */
  partial: string | undefined;
  /** Answers were not newest first: nothing is certain before the list ends. */
  isDisordered: boolean;
}

/**
 * Extends the coverage of a feed whose pages are named by markers. The list has no time range, so it is read from its head, or
 * from the nearest marker that an earlier answer gave, down to the range; backwards, down to its older end first.
 */
export class MarkerReader implements FeedReader {
  readonly #pages: FeedPages;
  readonly #state: FeedState;
  readonly #settings: ReaderSettings;
  /** The run that goes on, and the end of the part of it that is not entered yet. Parts of it may be known otherwise. */
  #open: { readonly run: Run; readonly end: Instant } | undefined;
  /** How many tasks were entered. */
  #entered = 0;

  constructor(state: FeedState, caller: PageCaller, narrowing: Narrowing, settings: ReaderSettings) {
    this.#pages = new FeedPages(state, caller, narrowing, settings.clock, settings.expand);
    this.#state = state;
    this.#settings = settings;
  }

  /** Enters the newest tasks of a range, as many as are wanted, in whole seconds. */
  async readNewest(range: Window, { tasks }: Want): Promise<void> {
    const open = this.#open;
    const run = open !== undefined && open.end >= range.to ? open.run : this.#begin(range.to);
    while (run.reached >= range.to) await this.#readPage(run);
    const from = Math.max(range.from, run.reached);
    const rows = within(run, { from, to: range.to });
    const last = rows[this.#step(tasks) - 1];
    const cut = last === undefined ? from : Math.max(from, secondOf(last.createdAt));
    await this.#enter(run, { from: cut, to: range.to });
    this.#open = { run, end: cut };
  }

  /** Enters the oldest tasks of a range, as many as are wanted, in whole seconds. */
  async readOldest(range: Window, { tasks }: Want): Promise<void> {
    const open = this.#open;
    const isWithin =
      open !== undefined && open.end <= range.from && range.from < (open.run.start?.second ?? Infinity);
    const run = isWithin ? open.run : this.#begin(range.from + SECOND);
    while (run.reached > range.from) await this.#readPage(run);
    const to = Math.min(range.to, run.start?.second ?? Infinity);
    const rows = within(run, { from: range.from, to });
    const last = rows.at(-this.#step(tasks));
    const cut = last === undefined ? to : Math.min(to, secondOf(last.createdAt) + SECOND);
    await this.#enter(run, { from: range.from, to: cut });
    this.#open = cut < to ? { run, end: cut } : undefined;
  }

  /** How many tasks to enter next; of those that are wanted only the ones that are missing. */
  #step(wanted: number): number {
    const step = Math.min(Math.max(STEPS.first, this.#entered), STEPS.longest);
    return wanted > this.#entered ? Math.min(step, wanted - this.#entered) : step;
  }

  /** A run that will come to everything created before an instant. */
  #begin(end: Instant): Run {
    const start = this.#state.markers.above(end);
    return {
      start,
      next: start?.text,
      reached: start?.second ?? Infinity,
      rows: [],
      startedAt: this.#settings.clock(),
      partial: undefined,
      isDisordered: !this.#state.facts.isOrdered(this.#settings.clock()),
    };
  }

  async #readPage(run: Run): Promise<void> {
    const { facts, markers } = this.#state;
    const asked = run.next;
    const answer = await this.#ask(run);
    if (answer === undefined) return;
    const { rows, nextMarker, unreadable } = answer.page;
    if (nextMarker !== undefined && nextMarker === asked) throw this.#standsStill();
    run.partial ??= partialOf(unreadable);
    const newest = run.rows.at(-1)?.createdAt ?? run.reached;
    if (!isNewestFirst(rows, newest)) {
      facts.refuteOrder(this.#settings.clock());
      if (!run.isDisordered) this.#settings.onDisorder();
      run.isDisordered = true;
    }
    run.rows = [...run.rows, ...rows];
    run.startedAt = Math.min(run.startedAt, answer.startedAt);
    if (run.isDisordered) run.rows = run.rows.toSorted((a, b) => b.createdAt - a.createdAt);
    run.next = nextMarker;
    const last = rows.at(-1);
    if (nextMarker === undefined) run.reached = -Infinity;
    else if (last !== undefined && !run.isDisordered) {
      const second = secondOf(last.createdAt);
      markers.add({ second, text: nextMarker });
      run.reached = Math.min(run.reached, second + SECOND);
    }
  }

  /** Asks for the next page; undefined where a marker or the page size was not accepted, and another is to be asked for. */
  async #ask(run: Run): Promise<ReadPage | undefined> {
    const { facts, markers } = this.#state;
    try {
      const window = { from: 0, to: run.startedAt };
      return await this.#pages.ask({ window, offset: 0, limit: facts.pageSize, marker: run.next });
    } catch (error) {
      // A vendor that forgets old tasks may forget what a marker names. A run that began at it begins again at the head.
      const isAtStart = run.start !== undefined && run.next === run.start.text && run.rows.length === 0;
      if (!isAtStart || !(error instanceof VendorError) || error.kind !== 'INVALID_REQUEST') throw error;
      markers.clear();
      run.start = undefined;
      run.next = undefined;
      run.reached = Infinity;
      return undefined;
    }
  }

  /** Looks the URLs of a part's tasks up, and enters them together with the part. */
  async #enter(run: Run, part: Window): Promise<void> {
    const { rows, partial } = await this.#pages.within(part, run.rows);
    const { startedAt } = run;
    const coverage = this.#pages.coverage(part, startedAt, undefined, run.partial ?? partial);
    this.#state.add({ rows, seenAt: startedAt, ranges: [coverage] });
    this.#entered += within(run, part).length;
    run.rows = run.rows.filter(({ createdAt }) => createdAt < part.from || createdAt >= part.to);
  }

  #standsStill(): VendorError {
    return new VendorError({
      kind: 'UNAVAILABLE',
      provider: this.#state.source.provider.name,
      message: `${this.#state.feed.action} named the same page as its own next one, so the list cannot be read further.`,
      retryable: true,
    });
  }
}

/** The rows of a part, newest first. */
const within = ({ rows }: Run, { from, to }: Window): UrlDetail[] =>
  rows.filter(({ createdAt }) => createdAt >= from && createdAt < to);

/** Whether rows go on in the order of a list, the first of them not newer than what came before. */
function isNewestFirst(rows: readonly UrlDetail[], before: Instant): boolean {
  let last = before;
  for (const { createdAt } of rows) {
    if (secondOf(createdAt) > (Number.isFinite(last) ? secondOf(last) : last)) return false;
    last = createdAt;
  }
  return true;
}
