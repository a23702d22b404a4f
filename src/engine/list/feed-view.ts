import { VendorError } from '../../domain/errors.ts';
import type { FeedQuery } from '../../domain/source.ts';
import { matches } from '../../domain/query.ts';
import { isFinal, type TaskKind, type UrlDetail } from '../../domain/task.ts';
import { SECOND, type Instant, type Window } from '../../domain/time.ts';
import { partsOutside, withoutSeconds, type Coverage } from '../store/coverage.ts';
import type { Want } from './feed-reader.ts';
import type { FeedViewParts, ViewedStream } from './feed-view-parts.ts';
import type { Jump } from './jumps.ts';
import { isNearer } from './page-request.ts';
import { shortfallOf, type ReadPage } from './page-caller.ts';
import type { Stream } from './plan.ts';

/** About how many rows are loaded from the history at once, at least and at most. */
const HISTORY_ROWS = 200;
const MAX_HISTORY_ROWS = 1_000;

/** One feed for one list: the rows that are known, the part that is missing, and how to read it. */
export class FeedView {
  readonly parts: FeedViewParts;
  /** The part of the feed that the list can need: from where it continues to its far end. */
  readonly range: Window;
  #error: VendorError | undefined;
  #failedAt: Instant | undefined;
  /** The history was asked for everything before it, in reading order. */
  #consulted: Instant;
  readonly #askableFrom: Instant;
  readonly #isByKindOnly: boolean;

  constructor(parts: FeedViewParts) {
    this.parts = parts;
    const { range, askableFrom } = parts.streams[0].stream;
    const { direction, from, filter } = parts;
    const { kinds: _, ...others } = filter;
    this.#isByKindOnly = Object.values(others).every((value) => value === undefined);
    this.range =
      direction === 'forward'
        ? { from: range.from, to: Math.max(range.from, Math.min(range.to, from + SECOND)) }
        : { from: Math.min(range.to, Math.max(range.from, from)), to: range.to };
    this.#askableFrom = askableFrom;
    const { hasHistory } = parts.state;
    this.#consulted = (direction === 'forward') === hasHistory ? this.range.to : this.range.from;
  }

  /** Why no more can be read. */
  get error(): VendorError | undefined {
    return this.#error;
  }

  /** The edge of the missing part that reading comes to first: all seconds before it, in reading order, are known. */
  get edge(): Instant | undefined {
    const { direction } = this.parts;
    const missing = this.#missingEdge();
    if (this.#failedAt === undefined || missing === undefined) return this.#failedAt ?? missing;
    return isNearer(missing, this.#failedAt, direction) ? missing : this.#failedAt;
  }

  #missingEdge(): Instant | undefined {
    const gaps = this.parts.streams.flatMap(({ stream }) => this.#gaps(stream));
    if (gaps.length === 0) return undefined;
    return this.parts.direction === 'forward'
      ? Math.max(...gaps.map(({ to }) => to))
      : Math.min(...gaps.map(({ from }) => from));
  }

  /** The seconds with rows, in reading order; from an edge on, or from the start of the range. */
  seconds(edge?: Instant): Generator<Instant> {
    const { store } = this.parts.state;
    const { from, to } = this.range;
    return this.parts.direction === 'forward'
      ? store.secondsDown({ from, to: Math.min(to, edge ?? to) })
      : store.secondsUp({ from: Math.max(from, edge ?? from), to });
  }

  /** The matching rows of a second, in the order of every list. An open row that was not seen of late is in no known state. */
  rowsOf(second: Instant): readonly UrlDetail[] {
    const { filter, floor, state } = this.parts;
    return state.store
      .rowsOf(second)
      .filter(
        (row) =>
          matches(row, filter) &&
          (filter.states === undefined || isFinal(row.state) || (state.store.seenAt(row) ?? 0) >= floor),
      );
  }

  /** The rows of a second by task; of each task those that match. */
  *tasksOf(second: Instant): Generator<readonly [string, readonly UrlDetail[]]> {
    const { filter, state } = this.parts;
    for (const [identity, rows] of state.store.tasksOf(second)) {
      const matching = this.#isByKindOnly
        ? rows.filter(({ kind }) => filter.kinds?.includes(kind) ?? true)
        : this.rowsOf(second).filter((row) => rows.includes(row));
      if (matching.length > 0) yield [identity, matching];
    }
  }

  get kinds(): readonly TaskKind[] {
    return this.parts.filter.kinds ?? this.parts.state.feed.kinds;
  }

  /** Ends the reading at a second whose tasks cannot be completed. */
  failAt(second: Instant, error: VendorError): void {
    this.fail(error, this.parts.direction === 'forward' ? second + SECOND : second);
  }

  /** Ends the reading at an edge. The edge stays, whatever others read of the feed from now on: it is not in this answer. */
  fail(error: VendorError, edge = this.#missingEdge()): void {
    this.#error ??= error;
    if (edge === undefined) return;
    if (this.#failedAt === undefined || isNearer(edge, this.#failedAt, this.parts.direction))
      this.#failedAt = edge;
  }

  /** Extends what is known at the edge, in all narrowings. A failure ends the reading of this feed. */
  async read(rows: number, tasks = rows): Promise<void> {
    if (await this.#readHistory(this.parts.kept?.unit === 'tasks' ? tasks : rows)) return;
    const want = { rows, tasks };
    await this.#attempt(async () => {
      await Promise.all(this.parts.streams.map((viewed) => this.#readStream(viewed, want)));
    });
  }

  async #attempt(read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      this.fail(error);
    }
  }

  /** The ranges of a part that the vendor has forgotten and the history does not contain, ascending. */
  lost(part: Window): Window[] {
    const to = Math.min(part.to, this.#askableFrom);
    return part.from >= to ? [] : this.#gapsIn({ from: part.from, to }, this.parts.streams[0].stream);
  }

  /** Adds what the history keeps of the missing part. Returns whether the missing part is smaller now. */
  async #readHistory(want: number): Promise<boolean> {
    const { state, direction, kept } = this.parts;
    const edge = this.#missingEdge();
    if (edge === undefined || !state.hasHistory) return false;
    const isForward = direction === 'forward';
    if (isForward ? edge > this.#consulted : edge < this.#consulted) return false;
    const reached = await state.restore({
      window: isForward ? { from: this.range.from, to: edge } : { from: edge, to: this.range.to },
      startsAt: isForward ? 'newer-end' : 'older-end',
      limit: Math.min(Math.max(2 * want, HISTORY_ROWS), MAX_HISTORY_ROWS),
      filter: kept,
    });
    this.#consulted = reached ?? (isForward ? this.range.from : this.range.to);
    return this.#missingEdge() !== edge;
  }

  /** Where rows of the tasks that the list seeks may be missing. Undefined: anywhere. */
  get taskGaps(): readonly Window[] | undefined {
    const { kept, state, streams } = this.parts;
    const [{ stream }] = streams;
    if (kept?.unit !== 'tasks') return undefined;
    const range = { from: this.range.from, to: stream.range.to };
    return state.store.gaps({ ...this.#query(stream), ...range, narrowing: {}, acceptsTasks: false });
  }

  /** One page of the feed as the vendor gives it, in the first narrowing. For what counts tell, not for rows. */
  ask(page: Pick<FeedQuery, 'window' | 'offset' | 'limit'>): Promise<ReadPage> {
    const { streams, caller } = this.parts;
    return caller.ask({ ...streams[0].stream.narrowing, ...page });
  }

  /** Keeps the rows of the answer from being evicted until it is complete. */
  pin(): () => void {
    return this.parts.state.store.pin(this.range.from);
  }

  /** Whether only the tasks of a second are known, not all of its rows. */
  hasTasksOnly(second: Instant): boolean {
    const { jumps, state, streams } = this.parts;
    if (jumps === undefined) return false;
    if (jumps.get(second) !== undefined) return true;
    if (!state.store.hasTaskCoverage) return false;
    const part = { ...this.#query(streams[0].stream), from: second, to: second + SECOND };
    const isMissing = (acceptsTasks: boolean): boolean =>
      state.store.gaps({ ...part, acceptsTasks }).length > 0;
    return isMissing(false) && !isMissing(true);
  }

  /** Learns the size of the last second that was passed over, where nothing below it was read. */
  async measureJump(): Promise<void> {
    const { jumps, state } = this.parts;
    const window = jumps?.pendingWindow;
    if (window === undefined) return;
    await this.#attempt(async () => {
      const { page } = await this.ask({ window: state.facts.sent(window), offset: 0, limit: 1 });
      jumps?.learn(window, page.totalCount);
    });
  }

  /** Whether everything that the list needs of a part is known, but for some seconds. */
  knows(part: Window, exceptSeconds: readonly Instant[]): boolean {
    const { stream } = this.parts.streams[0];
    const gaps = this.#gapsIn({ from: part.from, to: Math.min(part.to, stream.range.to) }, stream);
    return (
      withoutSeconds(
        gaps,
        exceptSeconds.toSorted((a, b) => a - b),
      ).length === 0
    );
  }

  /** Enters a second whose tasks are all known; `rows` are all of its rows, absent where they were counted. */
  coverJump({ second, startedAt }: Jump, rows: readonly UrlDetail[] | undefined): void {
    const { jumps, streams } = this.parts;
    streams[0].reader.coverTasks?.(second, startedAt, rows);
    jumps?.remove(second);
  }

  /** Reads a second after all that was passed over. */
  async readJump(second: Instant): Promise<void> {
    const { jumps, streams } = this.parts;
    jumps?.remove(second);
    await this.#attempt(async () => streams[0].reader.readSecond?.(second));
  }

  /** The hosts of the known rows, which the scope therefore serves. */
  namedHosts(): ReadonlySet<string> {
    const { store } = this.parts.state;
    const hosts = new Set<string>();
    for (const second of store.secondsDown({ from: -Infinity, to: Infinity }))
      for (const { domain } of store.rowsOf(second)) hosts.add(domain);
    return hosts;
  }

  /** Why rows created since an instant may be missing from what was read. */
  shortfallSince(from: Instant): VendorError | undefined {
    return shortfallOf(this.covered({ from, to: this.range.to }), this.parts.state.source.provider.name);
  }

  /** The coverage of a part. */
  covered(part: Window): Coverage[] {
    return this.parts.streams.flatMap(({ stream }) =>
      this.parts.state.store.covered({ ...this.#query(stream), ...part }),
    );
  }

  async #readStream({ stream, reader }: ViewedStream, want: Want): Promise<void> {
    const gaps = this.#gaps(stream);
    const [oldest] = gaps;
    const newest = gaps.at(-1);
    if (oldest === undefined || newest === undefined || newest.to <= this.#askableFrom) return;
    const missing = { from: Math.max(oldest.from, this.#askableFrom), to: newest.to };
    if (this.parts.direction === 'forward') {
      await reader.readNewest(missing, want);
      return;
    }
    await reader.readOldest(missing, want, (part) =>
      this.parts.state.store.gaps({ ...this.#query(stream), ...part }).at(-1),
    );
  }

  /** What the vendor, or the history, has yet to be asked for. */
  #gaps(stream: Stream): Window[] {
    const known = this.#gapsIn(this.range, stream);
    const jumped = this.parts.jumps?.seconds ?? [];
    const gaps = withoutSeconds(
      known,
      jumped.toSorted((a, b) => a - b),
    );
    if (this.range.from >= this.#askableFrom) return gaps;
    // What the vendor has forgotten can only be asked of the history, once.
    const isForward = this.parts.direction === 'forward';
    const from = isForward ? this.#consulted : this.range.from;
    const to = isForward ? this.#askableFrom : Math.min(this.#consulted, this.#askableFrom);
    return from >= to ? gaps : gaps.flatMap((gap) => partsOutside(gap, { from, to }));
  }

  #gapsIn(range: Window, stream: Stream): Window[] {
    return range.from >= range.to ? [] : this.parts.state.store.gaps({ ...this.#query(stream), ...range });
  }

  #query({ narrowing }: Stream) {
    const { floor, jumps, caller, kept } = this.parts;
    return {
      ...this.range,
      narrowing,
      floor,
      kept,
      acceptsTasks: jumps !== undefined,
      now: caller.scope.now,
    };
  }
}
