import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import type { Page } from '../domain/page.ts';
import type { End, Ended, Ends, ObservedTask, RecallTasks } from '../domain/task-end.ts';
import type { Tasks } from '../domain/tasks.ts';
import { isFinal, type Task, type TaskKey, type UrlDetail } from '../domain/task.ts';
import type { Clock, Instant } from '../domain/time.ts';
import { urlIdentity } from '../domain/url.ts';
import { groupByTask, taskIdentity } from './list/group.ts';

/** Tasks and rows in progress of which it is remembered that they were. */
const MAX_SIZE = 100_000;

interface SeenTask extends ObservedTask {
  readonly wasOpen: boolean;
  seenFinalAt: Instant | undefined;
  readonly rows: Map<string, Instant | undefined>;
}

/** Identifies a row within its task, whichever answer it is from. */
export const observedRowKey = ({ url, area }: Pick<UrlDetail, 'url' | 'area'>): string =>
  `${urlIdentity(url)}\n${area ?? ''}`;

/** When tasks that were seen in progress were first seen final, for those whose vendors report no end. */
export class ObservedEnds implements Ends {
  readonly #clock: Clock;
  readonly #seen = new LRUCache<string, SeenTask>({
    maxSize: MAX_SIZE,
    sizeCalculation: ({ rows }) => rows.size + 1,
  });

  readonly #recalls: DataLoader<TaskKey, ObservedTask, string> | undefined;

  /** Without `recall` nothing is known of what was observed before. */
  constructor(clock: Clock, recall?: RecallTasks) {
    this.#clock = clock;
    this.#recalls =
      recall &&
      new DataLoader(async (tasks) => [...(await recall(tasks))], { cache: false, maxBatchSize: 100 });
  }

  /** Notes rows that were read. */
  noteRows(rows: readonly UrlDetail[]): void {
    const relevant = rows.filter((row) => !isFinal(row.state) || this.#seen.has(taskIdentity(row)));
    for (const [identity, own] of groupByTask(relevant)) {
      const isOpen = own.some(({ state }) => !isFinal(state));
      const seen = isOpen ? this.#open(identity) : this.#seen.get(identity);
      if (seen === undefined) continue;
      for (const row of own) {
        const key = observedRowKey(row);
        if (!isFinal(row.state)) seen.rows.set(key, seen.rows.get(key));
        else if (seen.rows.has(key)) seen.rows.set(key, seen.rows.get(key) ?? row.observedAt);
      }
      this.#seen.set(identity, seen);
    }
  }

  /** Notes a task with all of its rows, or with its counts. */
  noteTask(task: Task): void {
    const { details } = task;
    if (details !== undefined) this.noteRows(details);
    const identity = taskIdentity(task);
    if (!isFinal(task.state)) {
      this.#open(identity);
      return;
    }
    const seen = this.#seen.get(identity);
    if (seen !== undefined) this.#noteEnd(seen, details);
  }

  of(ended: Ended): End | undefined | Promise<End | undefined> {
    if (ended.finishedAt !== undefined) return { at: ended.finishedAt, isUpperBound: false };
    if (!isFinal(ended.state)) return undefined;
    const isKnown = this.#seen.has(taskIdentity(ended)) || this.#recalls === undefined;
    return isKnown ? this.#boundOf(ended) : this.#recall(ended);
  }

  /** Asks what was observed before this process began. */
  async #recall({ provider, kind, taskId, ...ended }: Ended): Promise<End | undefined> {
    const key = { provider, kind, taskId };
    const identity = taskIdentity(key);
    const recalled = await this.#recalls?.load(key).catch(() => undefined);
    if (recalled !== undefined && !this.#seen.has(identity))
      this.#seen.set(identity, {
        wasOpen: recalled.wasOpen,
        seenFinalAt: recalled.seenFinalAt,
        rows: new Map(recalled.rows),
      });
    return this.#boundOf({ ...key, ...ended });
  }

  #boundOf(ended: Ended): End | undefined {
    const seen = this.#seen.get(taskIdentity(ended));
    if (seen === undefined) return undefined;
    const { url, area, details, observedAt } = ended;
    if (url === undefined) {
      this.#noteEnd(seen, details);
      return bound(seen.seenFinalAt);
    }
    const key = observedRowKey({ url, area });
    return seen.rows.has(key) ? bound(seen.rows.get(key) ?? observedAt) : undefined;
  }

  #noteEnd(seen: SeenTask, details: Task['details']): void {
    if (!seen.wasOpen) return;
    seen.seenFinalAt ??=
      details === undefined
        ? this.#clock()
        : Math.max(
            ...details.map((row) => row.finishedAt ?? seen.rows.get(observedRowKey(row)) ?? row.observedAt),
          );
  }

  #open(identity: string): SeenTask {
    const seen = this.#seen.get(identity);
    if (seen?.wasOpen === true) return seen;
    const opened = { wasOpen: true, seenFinalAt: undefined, rows: new Map(seen?.rows) };
    this.#seen.set(identity, opened);
    return opened;
  }
}

const bound = (at: Instant | undefined): End | undefined =>
  at === undefined ? undefined : { at, isUpperBound: true };

/** The same tasks, which tell the ends what they read. */
export function observed(tasks: Tasks, ends: ObservedEnds): Tasks {
  const noted = (page: Page<UrlDetail>): Page<UrlDetail> => {
    ends.noteRows(page.edges.map(({ node }) => node));
    return page;
  };
  return {
    providers: tasks.providers,
    plan: (...asked) => tasks.plan(...asked),
    quotas: (...asked) => tasks.quotas(...asked),
    scopes: (...asked) => tasks.scopes(...asked),
    async tasks(query, page, scope) {
      const answer = await tasks.tasks(query, page, scope);
      for (const { node } of answer.edges) ends.noteTask(node);
      return answer;
    },
    urlDetails: async (...asked) => noted(await tasks.urlDetails(...asked)),
    urlDetailsOf: async (...asked) => noted(await tasks.urlDetailsOf(...asked)),
    async lookUp(references, scope) {
      const outcomes = await tasks.lookUp(references, scope);
      for (const outcome of outcomes) if (!(outcome instanceof Error)) ends.noteTask(outcome);
      return outcomes;
    },
    async urlReports(query, scope) {
      const reports = await tasks.urlReports(query, scope);
      ends.noteRows(reports.flatMap(({ providers }) => providers.flatMap(({ latest }) => latest ?? [])));
      return reports;
    },
  };
}
