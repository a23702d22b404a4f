import type { Edge, FeedCoverage, Page } from '../../domain/page.ts';
import { SECOND, secondOf, type Instant, type Window } from '../../domain/time.ts';
import { feedKey } from '../store/store.ts';
import { coverageOf, errorsOf, partOf } from './coverage-report.ts';
import { encodeCursor, type AfterOf, type PageRequest } from './page-request.ts';
import type { OpenedView } from './list-request.ts';
import { isTransient } from '../../domain/errors.ts';
import { compareKeys, furthest, type Key } from './order.ts';
import type { Skipped } from './plan.ts';
import { nearestOf, type Found } from './row-list.ts';

/** The parts of a page. */
export interface PageParts<Node> {
  readonly found: Found<Node>;
  readonly opened: readonly OpenedView[];
  readonly skipped: readonly Skipped[];
  readonly request: PageRequest;
  /** The fingerprint of the query, for the cursors. */
  readonly query: string;
  readonly window: Window;
  readonly now: Instant;
  /** Everything before it was returned by earlier pages. */
  readonly after: Key;
  readonly afterOf: AfterOf;
  readonly keyOf: (node: Node) => Key;
  /** The instant behind which nothing of a feed was given, because it could not be read further. */
  readonly endOf: (opened: OpenedView) => Instant | undefined;
  /** A short text for a feed, for the cursors. */
  readonly nameOf: (feed: string) => string;
  readonly totalCount: (page: {
    readonly isWhole: boolean;
    readonly edges: number;
  }) => Promise<number | undefined>;
}

/** Makes a page of a list: edges with cursors, what each feed contributed, and whether there is more. */
export function listPage<Node>(parts: PageParts<Node>): Page<Node> {
  const { found, opened, request, window } = parts;
  const { direction, count, cursor } = request;
  // Cursors are made later, when the store may hold less.
  const ends = new Map(opened.map((each) => [each, parts.endOf(each)]));
  const endOf = (each: OpenedView): Instant | undefined => ends.get(each);
  const nodes = found.nodes.slice(0, count);
  const failures = [
    ...opened.flatMap(({ view }) => view.error ?? []),
    ...unknownIn(parts.skipped).map(({ reason }) => reason),
  ];
  // What cannot succeed before somebody acts is no next page, though the cursor resumes there once it can.
  const hasMore = found.hasMore || failures.some(isTransient);
  const fixed = { ...parts, endOf };
  const lastKey = reachedKey(fixed, nodes.at(-1));
  const cursorAt = (key: Key): string => encodeCursor(cursorFor(fixed, key));
  const edges = nodes.map((node) => new ListEdge(node, () => cursorAt(parts.keyOf(node))));
  const firstNode = nodes[0];
  const near = firstNode === undefined ? undefined : () => cursorAt(parts.keyOf(firstNode));
  const far = lastKey === undefined ? undefined : () => cursorAt(lastKey);
  if (direction === 'backward') edges.reverse();
  const last = nodes.at(-1);
  const lastSecond = last === undefined || !hasMore ? undefined : secondOf(parts.keyOf(last)[0]);
  const reports = opened.map((each) => ({
    view: each.view,
    end: endOf(each),
    part: partOf(each.view, lastSecond, direction),
  }));
  const coverage = coverageOf(reports, parts.skipped, window, direction, parts.now);
  const isForward = direction === 'forward';
  return new ListPage({
    edges,
    hasNextPage: isForward ? hasMore : cursor !== undefined,
    hasPreviousPage: isForward ? cursor !== undefined : hasMore,
    startCursorAt: isForward ? near : far,
    endCursorAt: isForward ? far : near,
    coverage,
    totalCount: () => {
      // Feeds that could not be read cannot be counted.
      if (failures.length > 0) return Promise.resolve(undefined);
      const isWhole = cursor === undefined && !hasMore && coverage.every(({ error }) => error === undefined);
      return parts.totalCount({ isWhole, edges: edges.length });
    },
  });
}

/** Up to where the page gave everything; undefined where there is nothing to go on from. */
function reachedKey<Node>(parts: PageParts<Node>, last: Node | undefined): Key | undefined {
  const { opened, after, request } = parts;
  const { direction } = request;
  const spent = opened.filter(({ view }) => view.error?.kind === 'CALL_BUDGET');
  const stoppedAt = nearestOf(spent.map(parts.endOf), direction);
  const isShort = parts.found.nodes.length < request.count;
  if (stoppedAt !== undefined && isShort)
    return furthest(keyAt(stoppedAt), last === undefined ? after : parts.keyOf(last), direction);
  if (last !== undefined) return parts.keyOf(last);
  const isRead = opened.every(({ view }) => view.error === undefined);
  if (isRead && unknownIn(parts.skipped).length === 0) return undefined;
  return startingAt(after, parts.window, direction);
}

/** A key to go on from, also at the start of a list. */
const startingAt = (after: Key, window: Window, direction: PageRequest['direction']): Key =>
  Number.isFinite(after[0]) ? after : [direction === 'forward' ? window.to + SECOND : window.from - SECOND];

const unknownIn = (skipped: readonly Skipped[]): readonly Skipped[] =>
  skipped.filter(({ isOfUnknownScopes }) => isOfUnknownScopes);

/** A cursor behind a key. Feeds that failed are behind it, and feeds that were given further already stay ahead. */
function cursorFor<Node>(parts: PageParts<Node>, key: Key) {
  const { opened, request, query, window, endOf, nameOf } = parts;
  const { direction } = request;
  const own = opened.map((each): readonly [string, Key] => {
    const { after } = each.view.parts;
    const end = endOf(each);
    const isPast = end !== undefined && (direction === 'forward' ? key[0] < end : key[0] >= end);
    return [nameOf(each.key), furthestFinite(isPast ? keyAt(end) : key, after, direction)];
  });
  const general = own.reduce((most, [, each]) => furthest(most, each, direction), key);
  const unread = unknownIn(parts.skipped).map(({ source, feed }): readonly [string, Key] => {
    const name = feedKey(source.provider, feed);
    return [
      nameOf(name),
      startingAt(
        parts.afterOf(name, () => name),
        window,
        direction,
      ),
    ];
  });
  const behind = new Map([...own, ...unread].filter(([, each]) => compareKeys(each, general) !== 0));
  return { query, window, direction, key: general, behind };
}

/** Everything before an instant, in reading order, was returned. */
const keyAt = (end: Instant): Key => [end - 1];

const furthestFinite = (a: Key, b: Key, direction: PageRequest['direction']): Key =>
  Number.isFinite(b[0]) ? furthest(a, b, direction) : a;

interface ListPageParts<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursorAt: (() => string) | undefined;
  readonly endCursorAt: (() => string) | undefined;
  readonly coverage: readonly FeedCoverage[];
  readonly totalCount: Page<Node>['totalCount'];
}

/** A class with getters, because an object literal with getters is slower to make and to collect. */
class ListPage<Node> implements Page<Node> {
  readonly edges: Page<Node>['edges'];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly coverage: Page<Node>['coverage'];
  readonly errors: Page<Node>['errors'];
  readonly totalCount: Page<Node>['totalCount'];
  readonly #startCursorAt: (() => string) | undefined;
  readonly #endCursorAt: (() => string) | undefined;

  constructor(parts: ListPageParts<Node>) {
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

/** Makes its cursor when it is read: most clients ask for none but the page's own. */
class ListEdge<Node> implements Edge<Node> {
  readonly node: Node;
  readonly #cursor: () => string;

  constructor(node: Node, cursor: () => string) {
    this.node = node;
    this.#cursor = cursor;
  }

  get cursor(): string {
    return this.#cursor();
  }
}
