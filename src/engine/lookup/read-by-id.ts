import { VendorError } from '../../domain/errors.ts';
import type { RequestScope } from '../../domain/request-scope.ts';
import { taskStates, type StateCount, type UrlDetail } from '../../domain/task.ts';
import type { Lookup, LookupQuery, RowPage, TaskSource } from '../../domain/source.ts';
import { secondOf, type Instant } from '../../domain/time.ts';
import { addUp, countStates } from '../list/group.ts';
import { isExhausted, type ReadPage } from '../list/pages.ts';

/** What a lookup found for one id. */
export interface Found {
  /** All rows of the task, or the newest of them when the rest was counted. */
  readonly rows: readonly UrlDetail[];
  readonly counted?: Counted | undefined;
}

/** How many URLs of a task are in which state, and when the earliest was created. */
export interface Counted {
  readonly stateCounts: readonly StateCount[];
  readonly createdAt: Instant;
}

/** Reads the rows of tasks, or counts them where that takes fewer calls. One outcome for each id. */
export async function readById(
  source: TaskSource,
  lookup: Lookup,
  taskIds: readonly string[],
  needsRows: boolean,
  read: ReadPage,
  scope: RequestScope,
): Promise<(Found | VendorError)[]> {
  const freshness = { isSettled: true, isRefreshedByAsking: lookup.isRefreshedByAsking ?? false };
  const ask = (query: Omit<LookupQuery, 'taskIds'>): Promise<RowPage> =>
    read(source, lookup.encode({ ...query, taskIds }), lookup.decode, freshness, scope);
  try {
    const limit = Number.isFinite(lookup.maxPageSize) ? lookup.maxPageSize : 0;
    const first = await ask({ offset: 0, limit });
    const found =
      limit === 0 || isExhausted(first, { offset: 0, limit })
        ? { rows: first.rows }
        : await readRest(lookup, first, needsRows, ask);
    return taskIds.map((taskId) =>
      taskIds.length === 1 ? found : { rows: found.rows.filter((row) => row.taskId === taskId) },
    );
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    if (taskIds.length > 1 && isAboutAnId(error)) {
      // One id that the vendor refuses spoils the call for all: find it by halves.
      const middle = Math.ceil(taskIds.length / 2);
      const halves = [taskIds.slice(0, middle), taskIds.slice(middle)];
      return (
        await Promise.all(halves.map((ids) => readById(source, lookup, ids, needsRows, read, scope)))
      ).flat();
    }
    const failure = error.kind === 'RETENTION' ? expired(source, lookup, error, scope.now) : error;
    return taskIds.map(() => failure);
  }
}

const isAboutAnId = ({ kind }: VendorError): boolean =>
  kind === 'RETENTION' || kind === 'INVALID_REQUEST' || kind === 'NOT_FOUND';

/** The vendor refuses an id for its age without saying how far back it knows. */
const expired = (
  { provider }: TaskSource,
  { retention }: Lookup,
  failure: VendorError,
  now: Instant,
): VendorError =>
  new VendorError({
    kind: 'RETENTION',
    provider: provider.name,
    message: `${provider.name} does not know the task any more: ${failure.message}`,
    vendorCode: failure.vendorCode,
    requestId: failure.requestId,
    retryable: false,
    earliest: failure.earliest ?? secondOf(now - retention),
    cause: failure,
  });

/** Two states are what most tasks have, and the earliest row tells when the task was created. */
const CALLS_TO_COUNT = 3;

type AskById = (query: Omit<LookupQuery, 'taskIds'>) => Promise<RowPage>;

async function readRest(lookup: Lookup, first: RowPage, needsRows: boolean, ask: AskById): Promise<Found> {
  const { maxPageSize, countableStates } = lookup;
  const total = first.totalCount ?? 0;
  const pagesLeft = Math.ceil((total - first.rowsAnswered) / maxPageSize);
  if (!needsRows && countableStates.length > 0 && pagesLeft > CALLS_TO_COUNT) {
    const found = await count(lookup, first, total, ask);
    if (found !== undefined) return found;
  }
  return { rows: await readOn(first, maxPageSize, ask) };
}

/** The pages after the first, side by side as far as the vendor's count reaches. */
async function readOn(first: RowPage, limit: number, ask: AskById): Promise<UrlDetail[]> {
  const rows = [...first.rows];
  let offset = first.rowsAnswered;
  const offsets: number[] = [];
  for (let next = offset; next < (first.totalCount ?? 0); next += limit) offsets.push(next);
  const pages = await Promise.all(offsets.map((each) => ask({ offset: each, limit })));
  for (const page of pages) rows.push(...page.rows);
  const last = pages.at(-1);
  offset = (offsets.at(-1) ?? 0) + (last?.rowsAnswered ?? offset);
  for (let page = last ?? first; !isExhausted(page, { offset: offset - page.rowsAnswered, limit });) {
    page = await ask({ offset, limit });
    rows.push(...page.rows);
    offset += page.rowsAnswered;
  }
  return rows;
}

/** Undefined where the vendor's counts refute each other: then the rows tell. */
async function count(
  lookup: Lookup,
  first: RowPage,
  total: number,
  ask: AskById,
): Promise<Found | undefined> {
  const [earliest, counts] = await Promise.all([
    ask({ offset: total - 1, limit: 1 }),
    countEach(lookup, total, ask),
  ]);
  const done = counts
    .filter(({ state }) => state !== 'PROCESSING')
    .reduce((sum, each) => sum + each.count, 0);
  if (done > total) return undefined;
  const inProgress = counts.find(({ state }) => state === 'PROCESSING')?.count ?? 0;
  const processing = Math.min(inProgress, total - done);
  const stateCounts = addUp([
    ...counts.filter(({ state }) => state !== 'PROCESSING'),
    { state: 'PROCESSING', count: processing },
    { state: 'UNKNOWN', count: total - done - processing },
  ]);
  const createdAt = [...first.rows, ...earliest.rows].reduce(
    (least, row) => Math.min(least, row.createdAt),
    Infinity,
  );
  return { rows: first.rows, counted: { createdAt, stateCounts } };
}

/** How many rows are in each state, until all are counted. */
async function countEach(lookup: Lookup, total: number, ask: AskById): Promise<StateCount[]> {
  const countOf = async (state: StateCount['state']): Promise<StateCount> => ({
    state,
    count: (await ask({ state, offset: 0, limit: 1 })).totalCount ?? 0,
  });
  // In progress first: a row that finishes in between is then counted twice, never missed.
  const states = taskStates.filter((state) => lookup.countableStates.includes(state));
  const counts: StateCount[] = [];
  let counted = 0;
  for (const state of states) {
    if (counted >= total) break;
    const next = await countOf(state);
    counts.push(next);
    counted += next.count;
  }
  return counts;
}

/** Counts of one task in several scopes, taken together. */
export const addCounts = (a: Counted, b: Counted): Counted => ({
  createdAt: Math.min(a.createdAt, b.createdAt),
  stateCounts: addUp([...a.stateCounts, ...b.stateCounts]),
});

/** The counts of what was found, counted here where it was read. */
export const countsOf = ({ rows, counted }: Found): Counted =>
  counted ?? {
    createdAt: rows.reduce((least, row) => Math.min(least, row.createdAt), Infinity),
    stateCounts: countStates(rows),
  };
