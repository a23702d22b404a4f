import type { Subscription } from 'rxjs';
import { messageOf } from './client.ts';
import { isTrouble } from './coverage.ts';
import type { CoverageFragment, ProblemFragment, TaskRowFragment } from './gql/graphql.ts';
import { addedUp } from './pages.ts';
import type { Page, ReadPage } from './pages.ts';

/** Providers that answer within this time appear together. Later answers are merged in. */
const patientMs = 450;
/** After this many pages without a task, the list stops reading by itself. */
const mostEmptyPages = 8;
/** How many tasks "Read the rest" reads at a time. */
const mostTasksAtOnce = 2_000;

/** One provider's part of the list. */
interface Part {
  readonly provider: string;
  readonly read: ReadPage;
  readonly pages: Page[];
  isReading: boolean;
  isSlow: boolean;
  emptyPages: number;
  failure: string | undefined;
}

/** The part of the merged list that was read. */
export interface TimelineState {
  /** Newest first. Rows that may still get a newer one above them are held back. */
  readonly tasks: readonly TaskRowFragment[];
  readonly coverage: readonly CoverageFragment[];
  /** Whether nothing can be shown yet. */
  readonly isLoading: boolean;
  readonly isReading: boolean;
  /** Whether there is more to read, or tasks are held back. */
  readonly hasMore: boolean;
  /** Whether the latest pages had no task, so that the reader must ask for more. */
  readonly isStalled: boolean;
  /** Every task after this instant is listed, except those of `missing`: epoch milliseconds. Undefined if all are. */
  readonly readTo: number | undefined;
  /** Providers that have not answered for a while. */
  readonly slow: readonly string[];
  /** Providers whose tasks may be missing, because they did not answer or answered only in part. */
  readonly missing: readonly string[];
  /** Providers whose request failed as a whole, and why. */
  readonly failures: readonly { readonly provider: string; readonly message: string }[];
  /** Why a lookup by id could not be answered. */
  readonly problems: readonly ProblemFragment[];
}

/** A list that grows. It reads while it has a subscriber. */
export interface Timeline {
  readonly subscribe: (listener: () => void) => () => void;
  readonly state: () => TimelineState;
  readonly loadMore: () => void;
  /** Reads to the end, or at least many tasks. */
  readonly readAll: () => void;
}

/** Reads each provider separately and merges the answers. */
export function createTimeline(readers: ReadonlyMap<string, ReadPage>): Timeline {
  const listeners = new Set<() => void>();
  const subscriptions = new Set<Subscription>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let parts: readonly Part[] = [];
  let isPatient = true;
  let readsUntil = 0;
  let state = stateOf([], true);

  function start(): void {
    parts = [...readers].map(([provider, read]) => ({
      provider,
      read,
      pages: [],
      isReading: false,
      isSlow: false,
      emptyPages: 0,
      failure: undefined,
    }));
    isPatient = true;
    for (const part of parts) readNext(part);
    later(patientMs, () => {
      isPatient = false;
    });
    change();
  }

  function close(): void {
    for (const subscription of subscriptions) subscription.unsubscribe();
    for (const timer of timers) clearTimeout(timer);
    subscriptions.clear();
    timers.clear();
  }

  function later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
      change();
    }, ms);
    timers.add(timer);
  }

  function readNext(part: Part): void {
    const after = part.pages.at(-1)?.next ?? null;
    const index = part.pages.length;
    part.isReading = true;
    part.failure = undefined;
    later(patientMs, () => {
      if (part.isReading && part.pages.length === index) part.isSlow = true;
    });
    const subscription = part.read(after).subscribe({
      next(page) {
        // Later emissions are changes of tasks in a page that was read before.
        if (part.pages[index] === undefined) {
          part.isReading = false;
          part.isSlow = false;
          part.emptyPages = page.tasks.length === 0 ? part.emptyPages + 1 : 0;
        }
        part.pages[index] = page;
        change();
      },
      error(error: unknown) {
        part.isReading = false;
        part.isSlow = false;
        part.failure = messageOf(error);
        change();
      },
    });
    subscriptions.add(subscription);
  }

  function change(): void {
    state = stateOf(parts, isPatient);
    for (const listener of listeners) listener();
    if (state.tasks.length < readsUntil && state.hasMore && !state.isReading) loadMore();
  }

  /** Reads more from the providers that hold the list back: those whose oldest row is newest. */
  function loadMore(): void {
    const open = parts.filter((part) => !part.isReading && (nextOf(part) !== undefined || isFailed(part)));
    const last = Math.max(...open.map(readToOf));
    for (const part of open) if (isFailed(part) || readToOf(part) === last) readNext(part);
    change();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) start();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) close();
      };
    },
    state: () => state,
    loadMore,
    readAll() {
      readsUntil = state.tasks.length + mostTasksAtOnce;
      loadMore();
    },
  };
}

const nextOf = ({ pages }: Part): string | undefined => pages.at(-1)?.next;
const isFailed = ({ failure }: Part): boolean => failure !== undefined;
const isStalledPart = ({ emptyPages, pages }: Part): boolean =>
  emptyPages >= mostEmptyPages || (emptyPages > 0 && pages.at(-1)?.coverage.some(hasTrouble) === true);
const hasTrouble = ({ error }: CoverageFragment): boolean => error !== null && isTrouble(error);
const readToOf = ({ pages }: Part): number => pages.at(-1)?.readTo ?? -Infinity;

function stateOf(parts: readonly Part[], isPatient: boolean): TimelineState {
  const answered = parts.filter(({ pages }) => pages.length > 0);
  const isWaiting = parts.some(({ pages, failure }) => pages.length === 0 && failure === undefined);
  const unfinished = answered.filter((part) => nextOf(part) !== undefined);
  // A slow or empty provider does not hold the others back.
  const holding = unfinished.filter((part) => !part.isSlow && !isFailed(part) && !isStalledPart(part));
  const horizon = Math.max(...holding.map(readToOf), -Infinity);
  const all = mergedTasks(answered);
  const tasks = all.filter(({ createdAt }) => Date.parse(createdAt) >= horizon);
  const coverage = answered.flatMap(({ pages }) => addedUp(pages.map((page) => page.coverage)));
  const failed = parts.filter(isFailed);
  return {
    tasks,
    coverage,
    isLoading:
      parts.length === 0 || (isWaiting && (isPatient || (answered.length === 0 && failed.length === 0))),
    isReading: parts.some(({ isReading, isSlow }) => isReading && !isSlow),
    hasMore: unfinished.length > 0 || tasks.length < all.length,
    isStalled: holding.length === 0,
    readTo: unfinished.length === 0 ? undefined : Math.max(...unfinished.map(readToOf)),
    slow: parts.filter(({ isSlow }) => isSlow).map(({ provider }) => provider),
    missing: parts
      .filter((part) => isFailed(part) || part.pages.length === 0 || part.pages.some(isIncomplete))
      .map(({ provider }) => provider),
    failures: failed.flatMap(({ provider, failure }) =>
      failure === undefined ? [] : [{ provider, message: failure }],
    ),
    problems: parts.flatMap(({ pages }) => pages.flatMap(({ problems }) => problems)),
  };
}

const isIncomplete = ({ coverage, problems }: Page): boolean =>
  coverage.some(hasTrouble) || problems.length > 0;

/** The tasks of all providers, newest first; tasks of the same instant in the order of the providers. */
function mergedTasks(parts: readonly Part[]): readonly TaskRowFragment[] {
  const tasks = parts.flatMap(({ pages }) => pages.flatMap((page) => page.tasks));
  const distinct = [...new Map(tasks.map((task) => [task.id, task])).values()];
  return distinct.toSorted((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt));
}
