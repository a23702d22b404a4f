import { VendorError } from '../../domain/errors.ts';
import type { UrlDetail } from '../../domain/task.ts';
import type { Instant } from '../../domain/time.ts';
import { yieldIfLong } from '../runtime.ts';
import type { FeedView } from './feed-view.ts';
import { compareRows, isRowBeyond, type Direction } from './order.ts';
import { isNearer, type PageRequest } from './page-request.ts';

/** Rows to ask for beyond a page, so that the rows which share a second with its last one fit in. */
const slackFor = (count: number): number => Math.max(9, Math.ceil(count / 10));

/** The nodes of a page: what is certain, in reading order, and whether there is more. */
export interface Found<Node> {
  readonly nodes: readonly Node[];
  readonly hasMore: boolean;
}

/** A list that is read for one page. */
export interface PagedList<Node> {
  /** Reads until the nodes of the page are certain, and whether there are more; or until feeds fail. */
  read(): Promise<void>;
  /** What is certain at this moment. Others extend the coverage meanwhile: take all that the page tells at once. */
  readonly found: Found<Node>;
  /** The instant behind which nothing of a feed can be given, because part of it could not be read. */
  endOf(view: FeedView): Instant | undefined;
}

/** A list of rows over several feeds. */
export class RowList implements PagedList<UrlDetail> {
  readonly #views: readonly FeedView[];
  readonly #request: PageRequest;
  readonly #certain: CertainRows;

  constructor(views: readonly FeedView[], request: PageRequest) {
    this.#views = views;
    this.#request = request;
    this.#certain = new CertainRows(views, request.direction);
  }

  async read(): Promise<void> {
    const views = this.#views;
    const { count, direction, cursor } = this.#request;
    const wanted = count + 1;
    // A client that reads a second page will probably read a third.
    const want = (cursor === undefined ? 1 : 2) * (wanted + slackFor(count));
    for (;;) {
      await yieldIfLong();
      const known = this.#certain.first(wanted);
      // It suffices to know whether anything follows the page.
      const last = known.length < wanted ? undefined : known[count - 1];
      const due = views.filter((view) => {
        const edge = view.error === undefined ? view.edge : undefined;
        return edge !== undefined && (last === undefined || isMissingBefore(edge, last.createdAt, direction));
      });
      if (due.length === 0) return;
      await Promise.all(due.map((view) => view.read(want)));
      if (due.some((view) => view.error?.kind === 'CALL_BUDGET')) stopAll(views);
    }
  }

  get found(): Found<UrlDetail> {
    const { count } = this.#request;
    const nodes = this.#certain.first(count + 1);
    return { nodes: nodes.slice(0, count), hasMore: nodes.length > count };
  }

  endOf(view: FeedView): Instant | undefined {
    return endOf(view);
  }
}

/** The first rows of a list. Rows before the nearest edge are complete, so each of them is gone through once. */
class CertainRows {
  readonly #views: readonly FeedView[];
  readonly #direction: Direction;
  readonly #rows: UrlDetail[] = [];
  /** All rows before it are in `#rows`. */
  #reached: Instant | undefined;

  constructor(views: readonly FeedView[], direction: Direction) {
    this.#views = views;
    this.#direction = direction;
  }

  /** The certain rows and those that are known beyond them, up to a number; of a failed feed only those before its edge. */
  first(wanted: number): readonly UrlDetail[] {
    this.#advance(wanted);
    const missing = wanted - this.#rows.length;
    if (missing <= 0) return this.#rows;
    const known = firstRows(this.#views, missing, this.#direction, endOf, this.#reached);
    return [...this.#rows, ...known];
  }

  #advance(wanted: number): void {
    const missing = wanted - this.#rows.length;
    if (missing <= 0 || this.#views.some(({ error }) => error?.kind === 'CALL_BUDGET')) return;
    const direction = this.#direction;
    const edge = nearestOf(
      this.#views.map((view) => (view.error === undefined ? view.edge : undefined)),
      direction,
    );
    if (edge === undefined) return;
    if (this.#reached !== undefined && !isNearer(this.#reached, edge, direction)) return;
    const beforeEdge = (view: FeedView) => nearestOf([edge, endOf(view)], direction);
    const rows = firstRows(this.#views, missing, direction, beforeEdge, this.#reached);
    for (const row of rows) this.#rows.push(row);
    this.#reached = edge;
  }
}

/** The instant behind which a feed gives nothing, because it failed there. */
const endOf = (view: FeedView): Instant | undefined => (view.error === undefined ? undefined : view.edge);

/** Whether a part that is missing from an edge on can hold a row that stands before one created at an instant. */
export const isMissingBefore = (edge: Instant, createdAt: Instant, direction: Direction): boolean =>
  direction === 'forward' ? edge > createdAt - (createdAt % 1_000) : edge <= createdAt;

/** A spent budget stops all feeds alike: what is given then is everything up to one instant. */
export function stopAll(views: readonly FeedView[]): void {
  const spent = views.find(({ error }) => error?.kind === 'CALL_BUDGET')?.error;
  if (spent === undefined) return;
  const { kind, message, retryable, budget } = spent;
  for (const view of views) {
    const provider = view.parts.state.source.provider.name;
    if (view.error === undefined && view.edge !== undefined)
      view.fail(new VendorError({ kind, message, retryable, budget, provider }));
  }
}

/** The first rows over all feeds in reading order, from a second on; of each feed only those before its end. */
function firstRows(
  views: readonly FeedView[],
  wanted: number,
  direction: Direction,
  limitOf: (view: FeedView) => Instant | undefined,
  from: Instant | undefined,
): UrlDetail[] {
  const spent = views.find(({ error }) => error?.kind === 'CALL_BUDGET');
  const ends = views.map(limitOf);
  // Behind the point that a spent budget came to nothing is given, of any feed.
  const common =
    spent === undefined
      ? undefined
      : nearestOf(
          views.map((view) => (view.error?.kind === 'CALL_BUDGET' ? limitOf(view) : undefined)),
          direction,
        );
  const heads = views.map((view, place) => new Head(view, [ends[place], common], direction, from));
  const rows: UrlDetail[] = [];
  while (rows.length < wanted) {
    let next: Instant | undefined;
    for (const { second } of heads)
      if (second !== undefined && (next === undefined || isNearer(second, next, direction))) next = second;
    if (next === undefined) break;
    const parts: (readonly UrlDetail[])[] = [];
    for (const head of heads) if (head.second === next) parts.push(head.take());
    const [first = [], ...others] = parts;
    const together = others.length === 0 ? first : parts.flat().toSorted(compareRows);
    const inOrder = direction === 'forward' ? together : together.toReversed();
    for (const row of inOrder) rows.push(row);
  }
  return rows.slice(0, wanted);
}

export const nearestOf = (
  edges: readonly (Instant | undefined)[],
  direction: Direction,
): Instant | undefined => {
  let nearest: Instant | undefined;
  for (const edge of edges)
    if (edge !== undefined && (nearest === undefined || isNearer(edge, nearest, direction))) nearest = edge;
  return nearest;
};

/** The next second of one feed that has rows. */
class Head {
  second: Instant | undefined;
  readonly #view: FeedView;
  readonly #seconds: Generator<Instant>;
  readonly #end: Instant | undefined;
  readonly #direction: Direction;

  constructor(
    view: FeedView,
    ends: readonly (Instant | undefined)[],
    direction: Direction,
    from: Instant | undefined,
  ) {
    this.#view = view;
    this.#seconds = view.seconds(from);
    this.#end = nearestOf(ends, direction);
    this.#direction = direction;
    this.#advance();
  }

  take(): readonly UrlDetail[] {
    const { second } = this;
    if (second === undefined) return [];
    const { after } = this.#view.parts;
    this.#advance();
    return this.#view.rowsOf(second).filter((row) => isRowBeyond(row, after, this.#direction));
  }

  #advance(): void {
    const { value } = this.#seconds.next();
    const isPastEnd =
      value !== undefined &&
      this.#end !== undefined &&
      (this.#direction === 'forward' ? value < this.#end : value >= this.#end);
    this.second = value === undefined || isPastEnd ? undefined : value;
  }
}
