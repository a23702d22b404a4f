import type { RequestScope } from '../../domain/request-scope.ts';
import type { Feed, Lookup, TaskSource } from '../../domain/source.ts';
import type { UrlDetail } from '../../domain/task.ts';
import type { TaskReference } from '../../domain/tasks.ts';
import {
  MINUTE,
  SECOND,
  secondOf,
  type Clock,
  type Instant,
  type Milliseconds,
  type Window,
} from '../../domain/time.ts';
import type { FeedView } from '../list/feed-view.ts';
import { taskIdentity } from '../list/group.ts';
import type { ListRequest } from '../list/list-request.ts';
import { plan } from '../list/plan.ts';
import type { FoundTask } from './find-task.ts';

/** Pages of a list that are read in the place of lookups. */
const MAX_PAGES = 3;

/** How long a feed whose tasks filled more pages is asked by id alone. */
const CROWDED_LIFETIME: Milliseconds = MINUTE;

/** What lists are read with in the place of lookups. */
interface ListedTasksParts {
  readonly sources: readonly TaskSource[];
  readonly clock: Clock;
  readonly requestOf: (scope: RequestScope) => ListRequest;
}

/** Takes in a task that a lookup would find. */
type Keep = (source: TaskSource, lookup: Lookup, taskId: string, found: FoundTask) => void;

/** A task whose place in a list is known. */
type PlacedReference = TaskReference & { readonly createdAt: Instant };

/**
 * Reads many tasks of one feed from its list where that takes fewer calls than their ids: tasks that are watched together were
 * mostly submitted together.
 */
export class ListedTasks {
  readonly #parts: ListedTasksParts;
  readonly #keep: Keep;
  readonly #crowdedUntil = new Map<Feed, Instant>();

  constructor(parts: ListedTasksParts, keep: Keep) {
    this.#parts = parts;
    this.#keep = keep;
  }

  async read(references: readonly TaskReference[], scope: RequestScope): Promise<void> {
    const placed = references.filter((each): each is PlacedReference => each.createdAt !== undefined);
    if (placed.length <= MAX_PAGES) return;
    const readings = this.#parts.sources.flatMap((source) => {
      const own = placed.filter(({ provider }) => provider === source.provider.name);
      return source.feeds.flatMap((feed) => {
        const inFeed = own.filter((each) => isIn(feed, each));
        const lookup = source.lookups.find((each) => isFor(each, feed));
        return lookup !== undefined && this.#isWorthIt(feed, lookup, inFeed)
          ? [this.#readFeed(source, feed, lookup, inFeed, scope)]
          : [];
      });
    });
    await Promise.all(readings);
  }

  #isWorthIt(feed: Feed, { idsPerCall }: Lookup, references: readonly PlacedReference[]): boolean {
    const isCrowded = (this.#crowdedUntil.get(feed) ?? 0) > this.#parts.clock();
    return !isCrowded && Math.ceil(references.length / idsPerCall) > MAX_PAGES;
  }

  async #readFeed(
    source: TaskSource,
    feed: Feed,
    lookup: Lookup,
    references: readonly PlacedReference[],
    scope: RequestScope,
  ): Promise<void> {
    const view = this.#viewOf(source, feed, references, scope);
    if (view === undefined) return;
    for (let pages = 0; pages < MAX_PAGES && view.edge !== undefined && view.error === undefined; pages++)
      await view.read(Infinity);
    if (view.edge !== undefined) {
      this.#crowdedUntil.set(feed, this.#parts.clock() + CROWDED_LIFETIME);
      return;
    }
    if (view.shortfallSince(view.range.from) !== undefined) return;
    const rows = new Map<string, UrlDetail[]>();
    for (const second of view.seconds()) {
      for (const [identity, own] of view.tasksOf(second))
        rows.set(identity, [...(rows.get(identity) ?? []), ...own]);
    }
    const readAt = view.parts.floor;
    for (const reference of references) {
      const own = feed.kinds.flatMap(
        (kind) =>
          rows.get(taskIdentity({ provider: reference.provider, kind, taskId: reference.taskId })) ?? [],
      );
      if (own.length > 0) this.#keep(source, lookup, reference.taskId, { rows: own, readAt });
    }
  }

  /** The part of the list that holds all rows of the tasks. */
  #viewOf(
    source: TaskSource,
    feed: Feed,
    references: readonly PlacedReference[],
    scope: RequestScope,
  ): FeedView | undefined {
    const { taskSpan } = feed.capabilities;
    const times = references.map(({ createdAt }) => secondOf(createdAt));
    const range = { from: Math.min(...times) - taskSpan, to: Math.max(...times) + taskSpan + SECOND };
    return rangeView(this.#parts.requestOf(scope), source, feed, range);
  }
}

/** All rows of a feed in a range, newest first, for a lookup; undefined where the vendor does not keep the whole range. */
export function rangeView(
  request: ListRequest,
  source: TaskSource,
  feed: Feed,
  range: Window,
): FeedView | undefined {
  const [stream] = plan([{ ...source, feeds: [feed] }], {}, range, () => source.now(), 'forward').streams;
  if (stream === undefined || stream.askableFrom > range.from) return undefined;
  return request.viewOf([stream], {
    filter: {},
    direction: 'forward',
    from: stream.range.to,
    afterOf: () => [Infinity],
    isOfTasks: false,
    acceptsCounts: false,
    maxAge: 0,
  });
}

const isIn = (feed: Feed, { kind, scope }: TaskReference): boolean =>
  (kind === undefined || feed.kinds.includes(kind)) &&
  (feed.scope === undefined || scope === undefined || scope === feed.scope);

const isFor = ({ action, scope, kinds, isDetailed, creationTime }: Lookup, feed: Feed): boolean =>
  scope === feed.scope &&
  !isDetailed &&
  creationTime === undefined &&
  (action === feed.action || feed.kinds.every((kind) => kinds.includes(kind)));
