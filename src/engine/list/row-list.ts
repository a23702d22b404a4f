import { VendorError } from '../../domain/errors.ts';
import type { UrlDetail } from '../../domain/task.ts';
import type { Instant } from '../../domain/time.ts';
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

/** Reads rows until the first `count` of a list are certain, and whether there are more. */
export async function readRows(
  views: readonly FeedView[],
  { count, direction, cursor }: PageRequest,
): Promise<Found<UrlDetail>> {
  const wanted = count + 1;
  // Who asks for a second page is likely to ask for a third.
  const want = (cursor === undefined ? 1 : 2) * (wanted + slackFor(count));
  for (;;) {
    const known = firstRows(views, wanted, direction, () => undefined);
    const last = known.length < wanted ? undefined : known.at(-1);
    const due = views.filter((view) => {
      const edge = view.error === undefined ? view.edge : undefined;
      return edge !== undefined && (last === undefined || isMissingBefore(edge, last.createdAt, direction));
    });
    if (due.length === 0) break;
    await Promise.all(due.map((view) => view.read(want)));
    if (due.some((view) => view.error?.kind === 'CALL_BUDGET')) stopAll(views);
  }
  const nodes = firstRows(views, wanted, direction, (view) =>
    view.error === undefined ? undefined : view.edge,
  );
  return { nodes: nodes.slice(0, count), hasMore: nodes.length > count };
}

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
      view.error = new VendorError({ kind, message, retryable, budget, provider });
  }
}

/** The first rows over all feeds in reading order; of each feed only those before its end. */
function firstRows(
  views: readonly FeedView[],
  wanted: number,
  direction: Direction,
  endOf: (view: FeedView) => Instant | undefined,
): UrlDetail[] {
  const spent = views.find(({ error }) => error?.kind === 'CALL_BUDGET');
  const ends = views.map(endOf);
  // Behind the point that a spent budget came to nothing is given, of any feed.
  const common =
    spent === undefined
      ? undefined
      : nearestOf(
          views.map((view) => (view.error?.kind === 'CALL_BUDGET' ? endOf(view) : undefined)),
          direction,
        );
  const heads = views.map((view, place) => new Head(view, [ends[place], common], direction));
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

  constructor(view: FeedView, ends: readonly (Instant | undefined)[], direction: Direction) {
    this.#view = view;
    this.#seconds = view.seconds();
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
