import { VendorError } from '../../domain/errors.ts';
import { matches, type RowFilter } from '../../domain/query.ts';
import { aggregateState, type Task, type TaskState, type UrlDetail } from '../../domain/task.ts';
import { SECOND, secondOf, type Instant, type Milliseconds, type Window } from '../../domain/time.ts';
import { yieldIfLong } from '../runtime.ts';
import type { FeedView } from './feed-view.ts';
import { countStates, taskOf } from './group.ts';
import type { OpenedView } from './list-request.ts';
import { isBeyond, type Direction } from './order.ts';
import { isNearer } from './page-request.ts';
import { areDecided, isReadable, rowsBeside } from './skipped-seconds.ts';
import { isMissingBefore, stopAll, type Found, type PagedList } from './row-list.ts';
import {
  candidateOf,
  earliest,
  endsOf,
  inListOrder,
  isKept,
  isGone,
  placeKeyOf,
  secondsOf,
  type SoughtTask,
  type Candidate,
} from './task-candidate.ts';

/** What makes a list of tasks out of rows. */
export interface TaskListParts {
  readonly views: readonly OpenedView[];
  /** Tasks of the page. */
  readonly count: number;
  readonly direction: Direction;
  /** How far apart the rows of one task may lie. */
  readonly span: Milliseconds;
  /** Where tasks must have been created; rows around it are read to make those tasks whole. */
  readonly window: Window;
  /** A task is wanted if one of its rows matches. */
  readonly find: RowFilter;
  /** The states of wanted tasks; absent means all. */
  readonly states?: readonly TaskState[] | undefined;
  /** As in `PageArguments`. */
  readonly needsFinishedAt: boolean;
  /** Whether so many calls were made that what was found should be looked up before more is read. */
  readonly isBudgetShort: () => boolean;
  /** One outcome for each row's task, in their order. */
  readonly lookUp: (tasks: readonly SoughtTask[]) => Promise<readonly (Task | VendorError)[]>;
}

/** Groups the rows of several feeds into tasks and gives the first of them that are whole. */
export class TaskList implements PagedList<Task> {
  readonly #parts: TaskListParts;
  readonly #views: readonly FeedView[];
  /** Feeds of which some rows of a task are not read, so that each task must be looked up. */
  readonly #narrowed: ReadonlySet<FeedView>;
  /** By identity, what lookups have answered. */
  readonly #lookedUp = new Map<string, Task | VendorError>();
  /** By feed, where rows of tasks may be missing, as far as it is known at the moment. */
  #gaps = new Map<FeedView, FeedView['taskGaps']>();
  /** By feed, the instant behind which nothing was given. */
  #ends: ReadonlyMap<FeedView, Instant> = new Map();

  constructor(parts: TaskListParts) {
    this.#parts = parts;
    this.#views = parts.views.map(({ view }) => view);
    this.#narrowed = new Set(parts.views.flatMap(({ view, isNarrowed }) => (isNarrowed ? [view] : [])));
  }

  async read(): Promise<void> {
    const { count, direction, span } = this.#parts;
    const views = this.#views;
    const wanted = count + 1;
    for (;;) {
      await yieldIfLong();
      // What a failed feed withholds is not in the page, so that tasks behind it are looked up in its place.
      const candidates = this.#candidates(wanted, endsOf(views, this.#parts));
      // Of what follows the page it is enough to know that there is something.
      const last = candidates.length < wanted ? undefined : this.#needed(candidates, count).at(-1);
      const bound = last && last.createdAt + (direction === 'forward' ? -span : span);
      const due = views.filter((view) => {
        const edge = view.error === undefined ? view.edge : undefined;
        return edge !== undefined && (bound === undefined || isMissingBefore(edge, bound, direction));
      });
      // Half of the budget is for reading the list, the rest for looking up what was found in it.
      const mustLookUp =
        due.length === 0 || (this.#parts.isBudgetShort() && this.#missing(candidates).length > 0);
      if (!mustLookUp) {
        await Promise.all(due.map((view) => view.read(Infinity, wanted)));
        if (due.some(({ error }) => error?.kind === 'CALL_BUDGET')) stopAll(views);
      } else {
        const needed = this.#needed(candidates, count);
        // On a page that is not full any skipped second may hide a task.
        const end = candidates.length < wanted ? undefined : needed.at(-1);
        if (!(await this.#lookUpMissing(needed)) && !(await this.#proveJumps(end))) return;
      }
    }
  }

  /** Finds the ends of the feeds too: with hundreds of feeds each of `endOf` would take as long. */
  get found(): Found<Task> {
    const { count } = this.#parts;
    this.#ends = endsOf(this.#views, this.#parts);
    const tasks = this.#candidates(count + 1, this.#ends).flatMap(
      (candidate) => this.#taskOf(candidate) ?? [],
    );
    return { nodes: tasks.slice(0, count), hasMore: tasks.length > count };
  }

  /** The instant behind which nothing of a feed was given, because part of it could not be read. */
  endOf(view: FeedView): Instant | undefined {
    return this.#ends.get(view);
  }

  /** The first tasks that match as far as their known rows tell, in order; only those before the ends of their feeds. */
  #candidates(wanted: number, ends: ReadonlyMap<FeedView, Instant> = new Map()): Candidate[] {
    const { direction, span } = this.#parts;
    const views = this.#views;
    this.#gaps = new Map(views.map((view) => [view, view.taskGaps]));
    const reach = direction === 'forward' ? -span : span;
    const all = new Map<string, Candidate>();
    const pending: Candidate[] = [];
    let accepted: Candidate[] = [];
    for (const [second, view] of secondsOf(views, direction)) {
      // Rows of a task lie within the span, so candidates that are further away have all their known rows.
      while (pending[0] !== undefined && isNearer(pending[0].seenAt + reach, second, direction)) {
        const candidate = pending.shift();
        if (candidate !== undefined && this.#isWanted(candidate, ends)) accepted.push(candidate);
      }
      if (accepted.length >= wanted) {
        accepted = accepted.toSorted(inListOrder(direction));
        const last = accepted[wanted - 1];
        if (last !== undefined && isNearer(last.createdAt + 2 * reach, second, direction)) break;
      }
      for (const [identity, rows] of view.tasksOf(second)) {
        const known = all.get(identity);
        if (known === undefined) {
          const candidate = candidateOf(identity, rows, view, second);
          all.set(identity, candidate);
          pending.push(candidate);
        } else {
          for (const row of rows) known.rows.push(row);
          known.views.add(view);
          known.createdAt = Math.min(known.createdAt, earliest(rows));
        }
      }
    }
    accepted.push(...pending.filter((candidate) => this.#isWanted(candidate, ends)));
    return accepted.toSorted(inListOrder(direction)).slice(0, wanted);
  }

  #isWanted(candidate: Candidate, ends: ReadonlyMap<FeedView, Instant>): boolean {
    const { direction, window, span, find, states } = this.#parts;
    const known = this.#lookedUp.get(candidate.identity);
    if (known instanceof VendorError && !isGone(known)) return false;
    if (known !== undefined && !(known instanceof VendorError)) candidate.createdAt = known.createdAt;
    const { createdAt } = candidate;
    // Rows that are not read yet may have been created earlier.
    const earliestPossible =
      this.#isNarrowed(candidate) && known === undefined ? createdAt - span : createdAt;
    if (createdAt < window.from || earliestPossible >= window.to) return false;
    candidate.place = direction === 'forward' ? createdAt : earliestPossible;
    const furthestPlace = direction === 'forward' ? earliestPossible : createdAt;
    const key = placeKeyOf({ ...candidate, place: furthestPlace });
    for (const view of candidate.views) {
      if (!isBeyond(key, view.parts.after, direction)) return false;
      const end = ends.get(view);
      if (end !== undefined && (direction === 'forward' ? createdAt < end : createdAt >= end)) return false;
    }
    // A row without its area was read by it. Tasks that were read by state have a row in it.
    const soughtOf = ({ area }: UrlDetail) => ({
      ...find,
      area: area === undefined && this.#isNarrowed(candidate) ? undefined : find.area,
      states: find.states ?? this.#statesReadBy(candidate),
    });
    if (!candidate.rows.some((row) => matches(row, soughtOf(row)))) return false;
    // Until a task is looked up whose rows are not all known, any state is possible.
    if (this.#isNarrowed(candidate) && known === undefined) return true;
    return states === undefined || states.includes(this.#stateOf(candidate));
  }

  /** Whether rows of the task may not be known: they were filtered out by the vendor, or passed over. */
  #isNarrowed({ views, rows }: Candidate): boolean {
    const { span } = this.#parts;
    for (const view of views) {
      if (this.#narrowed.has(view) && !isKept(view, this.#gaps.get(view), rows, span)) return true;
      if (view.parts.jumps !== undefined && rows.some((row) => view.hasTasksOnly(secondOf(row.createdAt))))
        return true;
    }
    return false;
  }

  /** The states by which all of its views were read; undefined where one was read otherwise. */
  #statesReadBy({ views }: Candidate): readonly TaskState[] | undefined {
    const read = [...views].flatMap(({ parts }) =>
      parts.streams.map(({ stream }) => stream.narrowing.states),
    );
    return read.every((states) => states !== undefined) ? read.flat() : undefined;
  }

  #stateOf(candidate: Candidate): TaskState {
    const known = this.#lookedUp.get(candidate.identity);
    if (known !== undefined && !(known instanceof VendorError)) return known.state;
    return aggregateState(countStates(candidate.rows));
  }

  #taskOf({ identity, rows }: Candidate): Task | undefined {
    const known = this.#lookedUp.get(identity);
    if (known !== undefined && !(known instanceof VendorError)) return known;
    const [first, ...others] = rows;
    return first === undefined ? undefined : taskOf([first, ...others]);
  }

  /** Of the task after the page it is enough to know that there is one, unless its state decides whether it is wanted. */
  #needed(candidates: readonly Candidate[], count: number): readonly Candidate[] {
    const isCertain = this.#narrowed.size === 0 && this.#parts.states === undefined;
    return isCertain ? candidates.slice(0, count) : candidates;
  }

  #missing(candidates: readonly Candidate[]): Candidate[] {
    return candidates.filter((each) => this.#isNarrowed(each) && !this.#lookedUp.has(each.identity));
  }

  /** Looks up the tasks whose rows are not all known. Answers whether there were any. */
  async #lookUpMissing(candidates: readonly Candidate[]): Promise<boolean> {
    const missing = this.#missing(candidates);
    if (missing.length === 0) return false;
    for (const view of this.#views) {
      const isNeeded = missing.some(({ rows }) =>
        rows.some(({ createdAt }) => secondOf(createdAt) === view.parts.jumps?.pendingWindow?.to),
      );
      if (isNeeded) await view.measureJump();
    }
    await this.#lookUp(missing);
    return true;
  }

  async #lookUp(missing: readonly Candidate[]): Promise<void> {
    const sought = missing.flatMap((candidate) => this.#sought(candidate) ?? []);
    const outcomes = await this.#parts.lookUp(sought);
    missing.forEach((candidate, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined) return;
      this.#lookedUp.set(candidate.identity, outcome);
      if (outcome instanceof VendorError && !isGone(outcome)) this.#failAt(candidate, outcome);
    });
    if (this.#views.some(({ error }) => error?.kind === 'CALL_BUDGET')) stopAll(this.#views);
  }

  /** A task that is alone in a second which was passed over is likely to have all of its rows. */
  #sought({ rows, views }: Candidate): SoughtTask | undefined {
    const { span } = this.#parts;
    const [row] = rows;
    const [view] = views;
    if (row === undefined) return undefined;
    const second = secondOf(row.createdAt);
    const isAlone =
      views.size === 1 &&
      view !== undefined &&
      view.parts.state.store.tasksOf(second).size === 1 &&
      rows.every(({ createdAt }) => secondOf(createdAt) === second) &&
      rowsBeside(view, row, { from: second - span, to: second + span + SECOND }, [second]) === 0;
    const { provider, kind, taskId, createdAt, finishedAt } = row;
    const { needsFinishedAt } = this.#parts;
    // The end of a task is not counted.
    const isCounted = isAlone && !(needsFinishedAt && finishedAt !== undefined);
    const likelySize = isCounted ? view?.parts.jumps?.get(second)?.rows : undefined;
    return { provider, kind, taskId, createdAt, needsFinishedAt, likelySize };
  }

  /** Finds out whether the seconds that were passed over hold other tasks than those seen; reads those that may. Answers whether there were any. */
  async #proveJumps(end: Candidate | undefined): Promise<boolean> {
    const { span } = this.#parts;
    const bound = (end?.createdAt ?? -Infinity) - span;
    const isDue = (view: FeedView, second: Instant): boolean => second >= bound && isReadable(view, second);
    let hasFound = false;
    for (const view of this.#views) {
      let pending: Instant[] = [];
      for (const second of (view.parts.jumps?.seconds ?? []).toSorted((a, b) => b - a)) {
        if (pending.length === 0 && !isDue(view, second)) continue;
        hasFound = true;
        pending.push(second);
        if (await areDecided(view, pending, span, (seen) => this.#outcomesOf(seen))) pending = [];
      }
      for (const second of pending) if (isDue(view, second)) await view.readJump(second);
    }
    return hasFound;
  }

  /** What lookups answer of tasks, in their order. */
  async #outcomesOf(candidates: readonly Candidate[]): Promise<readonly (Task | VendorError | undefined)[]> {
    await this.#lookUp(candidates.filter(({ identity }) => !this.#lookedUp.has(identity)));
    return candidates.map(({ identity }) => this.#lookedUp.get(identity));
  }

  /** A task that cannot be made whole ends the reading of its feeds at its place. */
  #failAt({ views, createdAt }: Candidate, error: VendorError): void {
    for (const view of views) view.failAt(secondOf(createdAt), error);
  }
}
