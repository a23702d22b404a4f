import { VendorError } from '../../domain/errors.ts';
import type { RequestScope } from '../../domain/request-scope.ts';
import type { Instant } from '../../domain/time.ts';
import type { Edge, Page } from '../../domain/page.ts';
import type { Collected } from './collected.ts';
import { coverageOf, errorsOf, type StreamReport } from './coverage.ts';
import { encodeCursor } from './cursor.ts';
import type { List, Readers } from './list-question.ts';
import { merge, type Merged } from './merge.ts';
import { openStream, type Opened } from './open-stream.ts';
import { keyBefore, type Direction, type Key } from './order.ts';
import { cursorAfter, resumeSeconds } from './resume.ts';
import { Disordered } from './seconds.ts';

/** Before everything. */
const NO_KEY: Record<Direction, Key> = { forward: [Infinity], backward: [-Infinity] };

/** Answers one page: opens the streams where the cursor says, merges them, collects, and says what came of it. */
export async function readList<Node>(
  list: List<Node>,
  readers: Readers,
  scope: RequestScope,
): Promise<Page<Node>> {
  for (;;) {
    const opened = list.plan.streams.map((stream, place) => openStream(list, stream, place, readers, scope));
    const after = opened.map((stream) => stream.after);
    // A task's key says nothing of its rows, so then all of them are merged.
    const merged = merge(
      list.span === undefined
        ? opened
        : opened.map((each) => ({ ...each, after: NO_KEY[list.walk.direction] })),
      list.walk.direction,
    );
    try {
      const collected = await list.collect(merged, after, list.walk.count);
      return pageOf(list, opened, merged, collected, scope.now);
    } catch (error) {
      // Nothing has left yet: read again, with the feed taken for what it is.
      if (!(error instanceof Disordered)) throw error;
    }
  }
}

function pageOf<Node>(
  list: List<Node>,
  opened: readonly Opened[],
  merged: Merged,
  collected: Collected<Node>,
  now: Instant,
): Page<Node> {
  const { direction, count, cursor } = list.walk;
  const items = collected.items.slice(0, count);
  const broken = [...collected.broken.values()];
  const isCut = collected.stopped !== undefined || broken.length > 0;
  // What cannot succeed without somebody mending it is no next page, though the cursor finds it once it is mended.
  const isPassing = collected.stopped !== undefined || broken.some(({ failure }) => failure.retryable);
  const hasMore = collected.hasMore || isPassing;
  const secondAt = resumeSeconds(collected, direction);
  const cursorAt = (index: number): string => {
    const item = items[index];
    const key = item ? collected.keyOf(item.node) : keyBefore(secondAt(0) ?? list.window.from, direction);
    return encodeCursor(cursorAfter(list, opened, merged, collected.broken, key, secondAt(index + 1)));
  };
  const edges = items.map(({ node }, index) => new LazyEdge(node, index, cursorAt));
  const farCursor = items.length > 0 || isCut ? () => cursorAt(items.length - 1) : undefined;
  const nearCursor = items.length > 0 ? () => cursorAt(0) : undefined;
  if (direction === 'backward') edges.reverse();
  const coverage = coverageOf(list.plan, reports(opened, merged, collected), list.window, direction, now);
  const isForward = direction === 'forward';
  return new LazyPage({
    edges,
    hasNextPage: isForward ? hasMore : cursor !== undefined,
    hasPreviousPage: isForward ? cursor !== undefined : hasMore,
    startCursorAt: isForward ? nearCursor : farCursor,
    endCursorAt: isForward ? farCursor : nearCursor,
    coverage,
    totalCount: () => {
      const isWhole = cursor === undefined && !hasMore && coverage.every(({ error }) => error === undefined);
      return list.totalCount({ isWhole, edges: edges.length });
    },
  });
}

type PageParts<Node> = Omit<Page<Node>, 'startCursor' | 'endCursor' | 'errors'> & {
  readonly startCursorAt: (() => string) | undefined;
  readonly endCursorAt: (() => string) | undefined;
};

/** A class, for an object that is written with getters of its own outlives the quick garbage collection. */
class LazyPage<Node> implements Page<Node> {
  readonly edges: Page<Node>['edges'];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly coverage: Page<Node>['coverage'];
  readonly errors: Page<Node>['errors'];
  readonly totalCount: Page<Node>['totalCount'];
  readonly #startCursorAt: (() => string) | undefined;
  readonly #endCursorAt: (() => string) | undefined;

  constructor(parts: PageParts<Node>) {
    this.edges = parts.edges;
    this.hasNextPage = parts.hasNextPage;
    this.hasPreviousPage = parts.hasPreviousPage;
    this.coverage = parts.coverage;
    this.errors = errorsOf(parts.coverage);
    this.totalCount = parts.totalCount;
    this.#startCursorAt = parts.startCursorAt;
    this.#endCursorAt = parts.endCursorAt;
  }

  get startCursor(): string | undefined {
    return this.#startCursorAt?.();
  }

  get endCursor(): string | undefined {
    return this.#endCursorAt?.();
  }
}

/** Most clients ask for no cursor but the page's own. */
class LazyEdge<Node> implements Edge<Node> {
  readonly node: Node;
  readonly #index: number;
  readonly #cursorAt: (index: number) => string;

  constructor(node: Node, index: number, cursorAt: (index: number) => string) {
    this.node = node;
    this.#index = index;
    this.#cursorAt = cursorAt;
  }

  get cursor(): string {
    return this.#cursorAt(this.#index);
  }
}

function reports(opened: readonly Opened[], merged: Merged, collected: Collected<unknown>): StreamReport[] {
  const { stopped, rest } = collected;
  return opened.map(({ stream, meter, start, after }, place) => {
    const broken = collected.broken.get(place);
    if (stopped === undefined || merged.finished.has(place)) return { stream, meter, broken };
    // The budget is spent for all streams alike, whichever came upon it first.
    const failure = budgetSpent(stopped, stream.source.provider.name);
    return { stream, meter, broken: { failure, second: rest ?? start, key: after } };
  });
}

const budgetSpent = ({ message, retryable, budget }: VendorError, provider: string): VendorError =>
  new VendorError({ kind: 'CALL_BUDGET', message, retryable, budget, provider });
