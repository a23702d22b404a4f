import { VendorError } from '../../domain/errors.ts';
import type { RequestScope } from '../../domain/request-scope.ts';
import type { Lookup, LookupQuery, RowPage, TaskSource } from '../../domain/source.ts';
import { taskStates, type UrlDetail } from '../../domain/task.ts';
import { secondOf, type Instant } from '../../domain/time.ts';
import type { Call } from '../call/calls.ts';
import type { FeedFacts } from '../list/feed-facts.ts';
import { isListLost, listLost, unavailable } from '../list/page-caller.ts';
import { addUp, taskIdentity } from '../list/group.ts';
import { mayReadAgain, RowTally, rowIdentity } from '../list/whole-reader.ts';
import { earliest } from '../list/task-candidate.ts';
import { tells, type FoundTask, type TaskDetail } from './find-task.ts';

/** Rows of consecutive pages; `cappedAt` where the vendor's pages are smaller than asked for and cannot be continued. */
interface ReadRows {
  readonly rows: readonly UrlDetail[];
  readonly cappedAt?: number;
}

/** The tasks that one call asks for. */
type Asked = Pick<LookupQuery, 'taskIds' | 'createdAt'>;

/** The tasks that are read together. */
interface Sought extends Asked {
  /** By id, of tasks whose rows are likely to be all that was created in one second. */
  readonly likelySizes?: ReadonlyMap<string, number>;
}

/** Pages of one task that are read before its rows are counted instead. */
const MAX_PAGES = 3;

/** How often one task is asked for whose answers count more rows than they have. */
const SHORT_ANSWER_TRIES = 6;

export interface TaskReaderParts {
  readonly source: TaskSource;
  readonly lookup: Lookup;
  readonly facts: FeedFacts;
  readonly scope: RequestScope;
  readonly call: Call;
  /** Whether the next call is not counted against the budget. */
  readonly takeFreeCall: () => boolean;
}

/** Reads tasks by id through one of a vendor's calls. */
export class TaskReader {
  readonly #parts: TaskReaderParts;
  /** When the earliest call about some tasks was sent; another request may have done so before. */
  readonly #sentAt = new WeakMap<Asked, Instant>();

  constructor(parts: TaskReaderParts) {
    this.#parts = parts;
  }

  /** One outcome for each id, at most `idsPerCall`; without rows where the vendor knows no such task. */
  async read(sought: Sought, detail: TaskDetail): Promise<(FoundTask | VendorError)[]> {
    const { taskIds } = sought;
    const asked = this.#parts.facts.safePage;
    try {
      return await this.#readTogether(sought, detail);
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      if (error.rejected !== undefined && this.#parts.facts.shrinkPage(asked))
        return this.read(sought, detail);
      if (taskIds.length === 1 || !isAboutAnId(error)) {
        const outcome =
          error.kind === 'RETENTION' ? this.#expired(error) : error.at(this.#parts.source.provider.name);
        return taskIds.map(() => outcome);
      }
      // One id that the vendor refuses spoils the call for all: find it by halves.
      const middle = Math.ceil(taskIds.length / 2);
      const halves = [taskIds.slice(0, middle), taskIds.slice(middle)];
      return (
        await Promise.all(halves.map((half) => this.read({ ...sought, taskIds: half }, detail)))
      ).flat();
    }
  }

  /** The vendor refuses an id for its age without saying how far back it knows. */
  #expired(error: VendorError): VendorError {
    const { source, lookup, scope } = this.#parts;
    return new VendorError({
      kind: 'RETENTION',
      provider: source.provider.name,
      message: `${source.provider.name} does not know the task any more: ${error.message}`,
      vendorCode: error.vendorCode,
      requestId: error.requestId,
      retryable: false,
      earliest: error.earliest ?? secondOf(scope.now - lookup.retention),
      cause: error,
    });
  }

  async #readTogether(
    { likelySizes, ...asked }: Sought,
    detail: TaskDetail,
  ): Promise<(FoundTask | VendorError)[]> {
    const { lookup } = this.#parts;
    const { taskIds } = asked;
    if (lookup.creationTime === 'needed') {
      const { rows, readAt } = await this.#readPaged(asked, detail);
      return taskIds.map((taskId) => ({ rows: rows.filter((row) => row.taskId === taskId), readAt }));
    }
    const [only] = taskIds;
    if (taskIds.length === 1 && only !== undefined && Number.isFinite(lookup.maxPageSize))
      return [
        (await this.#countAll(asked, detail, likelySizes?.get(only))) ??
          (await this.#readPaged(asked, detail)),
      ];
    const page = await this.#askWhole(asked);
    if (taskIds.length > 1 && (this.#isShort(page) || page.unreadable !== undefined))
      return (
        await Promise.all(taskIds.map((taskId) => this.read({ ...asked, taskIds: [taskId] }, detail)))
      ).flat();
    const rows = this.#complete(page);
    return taskIds.map((taskId) => ({
      rows: distinct(taskIds.length === 1 ? rows : rows.filter((row) => row.taskId === taskId)),
      readAt: this.#readAt(asked),
    }));
  }

  /**
   * An answer without pages. One task's is asked for again where it counts more rows than it has. Where it stays so, the count counts
   * something else, unless an answer has matched its count before: then rows are lost. Throws `VendorError`.
   */
  async #askWhole(asked: Asked): Promise<RowPage> {
    const { facts, source } = this.#parts;
    const { name } = source.provider;
    for (let tries = 1; ; tries++) {
      const page = await this.#ask(asked, { offset: 0, limit: 0 });
      const { rowsAnswered, totalCount } = page;
      if (rowsAnswered > 0 && rowsAnswered === totalCount) facts.hasMatchedTotal = true;
      if (asked.taskIds.length > 1 || !this.#isShort(page)) return page;
      if (tries < SHORT_ANSWER_TRIES) continue;
      if (facts.hasMatchedTotal)
        throw unavailable(name, `${name} counted ${totalCount} rows of the task and gave ${rowsAnswered}.`);
      facts.decideTotal(false);
      return page;
    }
  }

  /** A task all of whose rows have succeeded is known by one total. */
  async #countAll(
    asked: Asked,
    detail: TaskDetail,
    size: number | undefined,
  ): Promise<FoundTask | undefined> {
    const { facts, lookup } = this.#parts;
    if (
      detail === 'rows' ||
      size === undefined ||
      facts.total !== 'rows' ||
      !lookup.countableStates.includes('SUCCEEDED')
    )
      return undefined;
    const { rows, totalCount } = await this.#ask(asked, { state: 'SUCCEEDED', offset: 0, limit: 1 });
    if (totalCount !== size || rows.length !== 1) return undefined;
    const stateCounts = [{ state: 'SUCCEEDED', count: size }] as const;
    const found = { rows, counted: { stateCounts, createdAt: earliest(rows) }, readAt: this.#readAt(asked) };
    return tells(found, detail) ? found : undefined;
  }

  async #readPaged(asked: Asked, detail: TaskDetail): Promise<FoundTask> {
    const { facts, lookup } = this.#parts;
    const earlier: RowTally[] = [];
    let rows: UrlDetail[] = [];
    let most = lookup.maxPageSize;
    while (mayReadAgain(earlier)) {
      const limit = Math.min(facts.safePage, most);
      const first = await this.#ask(asked, { offset: 0, limit });
      if (earlier.length === 0 && isWorthCounting(first.rows, detail)) {
        const counted = await this.#count(asked, first, limit);
        const found = counted && { ...counted, readAt: this.#readAt(asked) };
        if (found !== undefined && tells(found, detail)) return found;
      }
      const tally = new RowTally({ from: -Infinity, to: Infinity }, this.#readAt(asked));
      const { rows: read, cappedAt } = await this.#readOn(asked, first, limit, tally);
      rows = distinct([...rows, ...read]);
      most = cappedAt ?? most;
      const isWhole = cappedAt === undefined && (tally.addsUpWith(earlier) || tally.standsStill(earlier));
      if (isWhole) return { rows, readAt: this.#readAt(asked) };
      earlier.push(tally);
      if (cappedAt !== undefined) continue;
      const total = first.totalCount;
      if (facts.total === 'rows' && rows.length === total) return { rows, readAt: this.#readAt(asked) };
    }
    throw unavailable(
      this.#parts.source.provider.name,
      `The rows of task ${asked.taskIds.join(', ')} come in another order in each answer, so some may be missing.`,
    );
  }

  async #readOn(asked: Asked, first: RowPage, limit: number, tally: RowTally): Promise<ReadRows> {
    const { facts, lookup } = this.#parts;
    const rows = [...this.#complete(first)];
    tally.add(first.rows);
    let page = first;
    let offset = 0;
    for (;;) {
      const end = { rowsAnswered: page.rowsAnswered, asked: limit, offset, total: page.totalCount };
      facts.learnAnswer(end);
      if (facts.isEnd(end) || page.rowsAnswered === 0) return { rows };
      if (lookup.paging === 'page-number' && page.rowsAnswered < limit) {
        // The next page of the size that was asked for would leave rows out.
        return { rows, cappedAt: page.rowsAnswered };
      }
      offset += page.rowsAnswered;
      page = await this.#ask(asked, { offset, limit });
      rows.push(...this.#complete(page));
      tally.add(page.rows);
    }
  }

  /**
   * Counts the rows of a long task by state instead of reading them. What did not succeed is read, for its words and its progress;
   * undefined where there are few pages, or where the vendor's counts do not add up: then the rows tell.
   */
  async #count(asked: Asked, first: RowPage, limit: number): Promise<Omit<FoundTask, 'readAt'> | undefined> {
    const { facts, lookup } = this.#parts;
    const { totalCount: total, rowsAnswered } = first;
    if (total === undefined || rowsAnswered < limit || !lookup.countableStates.includes('SUCCEEDED'))
      return undefined;
    if (Math.ceil(total / limit) <= MAX_PAGES) return undefined;
    const last = await this.#ask(asked, { offset: total - 1, limit: 2 });
    if (last.totalCount !== total) return undefined;
    facts.decideTotal(last.rowsAnswered === 1);
    if (facts.total !== 'rows') return undefined;
    for (let round = 0; round < 2; round++) {
      const succeeded = await this.#ask(asked, { state: 'SUCCEEDED', offset: 0, limit: 1 });
      const others = await this.#readOthers(asked, limit, total - (succeeded.totalCount ?? 0));
      const count = succeeded.totalCount ?? -1;
      if (count + others.length !== total) continue;
      const rows = distinct([...others, ...succeeded.rows]);
      const stateCounts = addUp([
        ...others.map(({ state }) => ({ state, count: 1 })),
        { state: 'SUCCEEDED', count },
      ]);
      return { rows, counted: { stateCounts, createdAt: earliest([...first.rows, ...last.rows]) } };
    }
    return undefined;
  }

  /** The rows that have not succeeded, up to `most`. Those in progress come first, so that one which ends meanwhile is seen. */
  async #readOthers(asked: Asked, limit: number, most: number): Promise<UrlDetail[]> {
    const byRow = new Map<string, UrlDetail>();
    const { countableStates } = this.#parts.lookup;
    for (const state of taskStates.filter((each) => each !== 'SUCCEEDED' && countableStates.includes(each))) {
      if (byRow.size >= most) break;
      for (let offset = 0; ;) {
        const page = await this.#ask(asked, { state, offset, limit });
        for (const row of page.rows) byRow.set(rowIdentity(row), row);
        offset += page.rowsAnswered;
        if (page.rowsAnswered < limit || offset >= most) break;
      }
    }
    return [...byRow.values()];
  }

  readonly #readAt = (asked: Asked): Instant => this.#sentAt.get(asked) ?? Infinity;

  /** Whether an answer has fewer rows than it counts. */
  #isShort({ totalCount: total, rowsAnswered }: RowPage): boolean {
    return this.#parts.facts.total !== 'refuted' && total !== undefined && total > rowsAnswered;
  }

  /** The rows of an answer. Throws where some cannot be read, because a task without them would look complete. */
  #complete({ rows, unreadable, requestId }: RowPage): readonly UrlDetail[] {
    if (unreadable === undefined) return rows;
    const { name } = this.#parts.source.provider;
    throw unavailable(
      name,
      `${name} did not answer in full: some rows of the task cannot be read: ${unreadable}.`,
      requestId,
    );
  }

  async #ask(asked: Asked, page: Omit<LookupQuery, keyof Asked>): Promise<RowPage> {
    const { source, lookup, scope, call, takeFreeCall } = this.#parts;
    const isFree = takeFreeCall();
    const answer = await call(source, lookup.encode({ ...page, ...asked }), scope, { isFree });
    this.#sentAt.set(asked, Math.min(this.#readAt(asked), answer.sentAt));
    const read = lookup.decode(answer);
    // Behind the last row, a count that is one too high is told from a lost list.
    if (isListLost(read, page.offset === 0 ? 0 : page.offset + 1)) throw listLost(source.provider.name, read);
    return read;
  }
}

/** The end of a task is that of its last row, so that a task which seems to have ended is read at once. */
const isWorthCounting = (firstRows: readonly UrlDetail[], detail: TaskDetail): boolean =>
  detail === 'counts' || (detail === 'end' && firstRows.some(({ finishedAt }) => finishedAt === undefined));

const distinct = (rows: readonly UrlDetail[]): UrlDetail[] => {
  const byRow = new Map(rows.map((row) => [`${taskIdentity(row)}\n${rowIdentity(row)}`, row]));
  return byRow.size === rows.length ? [...rows] : [...byRow.values()];
};

const isAboutAnId = ({ kind, rejected }: VendorError): boolean =>
  (kind === 'INVALID_REQUEST' && rejected === undefined) || kind === 'NOT_FOUND' || kind === 'RETENTION';
