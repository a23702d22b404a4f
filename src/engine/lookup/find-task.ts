import { isTransient, VendorError } from '../../domain/errors.ts';
import type { Lookup, TaskSource } from '../../domain/source.ts';
import {
  taskKinds,
  isFinal,
  type Task,
  type TaskKind,
  type UrlDetail,
  type StateCount,
} from '../../domain/task.ts';
import type { TaskReference } from '../../domain/tasks.ts';
import { urlIdentity } from '../../domain/url.ts';
import type { Instant } from '../../domain/time.ts';
import { addUp, countedTask, countStates, taskOf } from '../list/group.ts';
import { earliest } from '../list/task-candidate.ts';

/** Alternatives in order of preference. */
export type Chain = readonly [Lookup, ...Lookup[]];

/** Asks one chain of alternatives for the task. Throws `VendorError`. */
type Ask = (chain: Chain) => Promise<FoundTask>;

/**
 * Finds a task in the scopes of its provider, in rounds that the vendor's rate allows in one second: until one knows it, or in all of
 * them where a task can span scopes.
 */
export async function findTask(
  source: TaskSource,
  reference: TaskReference,
  detail: TaskDetail,
  ask: Ask,
): Promise<Task | VendorError> {
  const { taskId, kind } = reference;
  const found: FoundTask[] = [];
  const failures: Failure[] = [];
  for (const round of roundsOf(source, reference)) {
    await Promise.all(
      round
        .flatMap((lookups) => chains(lookups, kind, false))
        .map(async (chain) => {
          const answer = await ask(chain).catch(vendorError);
          if (answer instanceof VendorError) failures.push({ lookup: chain[0], error: answer });
          else found.push(answer);
        }),
    );
    const isKnown = found.some(({ rows }) => rows.some((row) => isOfKind(row, kind)));
    if (isKnown && !round.flat().some(({ spansScopes }) => spansScopes === true)) break;
  }
  const task = joined(found, kind);
  if (task === undefined) return worthTelling(failures) ?? notFound(source, taskId, kind);
  const silent = failures.find((failure) => mayHoldMore(failure, task));
  if (silent !== undefined) return silent.error;
  const detailed = chainFor(source.lookups, task.kind, true);
  if (detailed?.[0].isDetailed !== true) return task;
  // Its rows are worth another call to those alone who ask for them.
  return detail === 'rows' ? withDetails(task, detailed, ask) : { ...task, details: undefined };
}

/** A lookup that did not answer. */
interface Failure {
  readonly lookup: Lookup;
  readonly error: VendorError;
}

/** Whether rows of a task that was found elsewhere may be missing, because this scope did not answer. */
const mayHoldMore = ({ lookup, error }: Failure, { kind }: Task): boolean =>
  lookup.spansScopes === true && isTransient(error) && lookup.kinds.includes(kind);

const isOfKind = (row: UrlDetail, kind: TaskKind | undefined): boolean =>
  kind === undefined || row.kind === kind;

/** Gives a vendor's failure as a value. */
function vendorError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  throw error;
}

/** Lookups by scope, as many scopes at once as one second's rate allows. A task that names its scopes is asked for there alone. */
function roundsOf({ lookups }: TaskSource, { scope }: TaskReference): (readonly Lookup[])[][] {
  const named = scope?.split(',');
  const all = [...new Set(lookups.map((lookup) => lookup.scope))];
  const known = all.filter((each) => each !== undefined && (named?.includes(each) ?? false));
  const scopes = known.length > 0 ? known : all;
  // A task is in one of the lists of a scope.
  const byScope = scopes.flatMap((each) => listsOf(lookups.filter((lookup) => lookup.scope === each)));
  const size = Math.max(1, Math.floor(Math.min(...lookups.map(({ callsPerSecond }) => callsPerSecond), 20)));
  const rounds: (readonly Lookup[])[][] = [];
  for (let start = 0; start < byScope.length; start += size) rounds.push(byScope.slice(start, start + size));
  return rounds;
}

/** Lookups by the list that they ask. */
const listsOf = (lookups: readonly Lookup[]): (readonly Lookup[])[] =>
  [...new Set(lookups.map(({ list }) => list))].map((each) => lookups.filter(({ list }) => list === each));

/** One task from what several scopes answered; undefined where none of them knows it. */
function joined(found: readonly FoundTask[], kind: TaskKind | undefined): Task | undefined {
  const [known] = found.flatMap(({ rows }) => rows.filter((row) => isOfKind(row, kind)));
  if (known === undefined) return undefined;
  const counted = found
    .map((each) => ({ ...each, rows: each.rows.filter((row) => row.kind === known.kind) }))
    .filter(({ rows }) => rows.length > 0);
  const [first = known, ...others] = counted.flatMap(({ rows }) => rows);
  if (counted.every((each) => each.counted === undefined)) return taskOf([first, ...others]);
  const counts = counted.map(
    (each) => each.counted ?? { stateCounts: countStates(each.rows), createdAt: earliest(each.rows) },
  );
  return countedTask([first, ...others], {
    createdAt: Math.min(...counts.map(({ createdAt }) => createdAt)),
    stateCounts: addUp(counts.flatMap(({ stateCounts }) => stateCounts)),
  });
}

/**
 * The same task with what only a detailed lookup tells of its rows. States come from the plain lookup, as in lists, so that a task
 * is the same wherever it is met.
 */
async function withDetails(task: Task, chain: Chain, ask: Ask): Promise<Task> {
  if (task.details === undefined) return task;
  const answer = await ask(chain).catch(vendorError);
  if (answer instanceof VendorError) return task;
  const detailed = new Map(answer.rows.map((row) => [urlIdentity(row.url), row]));
  return { ...task, details: task.details.map((row) => enriched(row, detailed.get(urlIdentity(row.url)))) };
}

const enriched = (row: UrlDetail, detail: UrlDetail | undefined): UrlDetail =>
  detail === undefined || detail === row
    ? row
    : {
        ...row,
        progress: detail.progress ?? row.progress,
        reason: row.reason ?? detail.reason,
        message: row.message ?? detail.message,
        requestId: detail.requestId,
        observedAt: detail.observedAt,
        raw: detail.raw,
      };

/** What failed says more than that one lookup does not know the task; that it is too old says more than that it is unknown. */
function worthTelling(failures: readonly Failure[]): VendorError | undefined {
  const errors = failures.map(({ error }) => error);
  return (
    errors.find(({ kind }) => kind !== 'NOT_FOUND' && kind !== 'RETENTION') ??
    errors.find(({ kind }) => kind === 'RETENTION') ??
    errors[0]
  );
}

const notFound = ({ provider }: TaskSource, taskId: string, kind: TaskKind | undefined): VendorError =>
  new VendorError({
    kind: 'NOT_FOUND',
    provider: provider.name,
    message: `${provider.name} knows no ${kind === undefined ? '' : `${kind} `}task ${taskId}. A new submission can take a moment to appear, and a vendor forgets old ones.`,
    retryable: false,
  });

/** All kinds in as few lookups as can be, or the alternatives for one kind. */
function chains(lookups: readonly Lookup[], kind: TaskKind | undefined, isDetailed: boolean): Chain[] {
  if (kind !== undefined && kind !== 'UNKNOWN') return optional(chainFor(lookups, kind, isDetailed));
  const plain = taskKinds.flatMap((each) => optional(chainFor(lookups, each, false)?.[0]));
  return [...new Set(plain)].map((lookup): Chain => [lookup]);
}

function chainFor(lookups: readonly Lookup[], kind: TaskKind, isDetailed: boolean): Chain | undefined {
  const covering = lookups.filter(({ kinds }) => kinds.includes(kind));
  const plain = covering.filter((lookup) => !lookup.isDetailed);
  const [first, ...others] = isDetailed || plain.length === 0 ? covering : plain;
  return first === undefined ? undefined : [first, ...others];
}

const optional = <Value>(value: Value | undefined): Value[] => (value === undefined ? [] : [value]);

/** What an answer must tell of a task: its counts; these and when it ended; or every one of its rows. */
export type TaskDetail = 'counts' | 'end' | 'rows';

/** What is known of one task. */
export interface FoundTask {
  /** All rows; or, where rows were counted, those that did not succeed and one that did. */
  readonly rows: readonly UrlDetail[];
  /** Absent where all rows are known. */
  readonly counted?: CountedRows | undefined;
  /** The earliest start of the calls that it rests on. */
  readonly readAt: Instant;
}

export interface CountedRows {
  readonly stateCounts: readonly StateCount[];
  readonly createdAt: Instant;
}

/** Whether nothing about the task can change any more. */
export const isSettled = ({ rows, counted }: FoundTask): boolean =>
  rows.length > 0 &&
  (counted === undefined
    ? rows.every(({ state }) => isFinal(state))
    : counted.stateCounts.every(({ state }) => isFinal(state)));

/** Whether what is known suffices. Of counted rows one that succeeded stands for all: either each row tells its end or none does. */
export const tells = (found: FoundTask, detail: TaskDetail): boolean =>
  found.counted === undefined ||
  detail === 'counts' ||
  (detail === 'end' && !(isSettled(found) && found.rows.every(({ finishedAt }) => finishedAt !== undefined)));
