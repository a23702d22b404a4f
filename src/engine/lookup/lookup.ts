import DataLoader from 'dataloader';
import { VendorError } from '../../domain/errors.ts';
import type { RequestScope } from '../../domain/request-scope.ts';
import { taskKinds, type Task, type TaskKind } from '../../domain/task.ts';
import type { Lookup, TaskSource } from '../../domain/source.ts';
import { MINUTE, type Clock, type Instant, type Milliseconds } from '../../domain/time.ts';
import { countedTask, taskOf } from '../list/group.ts';
import { addCounts, countsOf, readById, type Found } from './read-by-id.ts';
import type { ReadPage } from '../list/pages.ts';
import type { TaskReference } from '../../domain/tasks.ts';

/** How a task is to be known: by the richest answer there is, or by the one that costs the fewest calls. */
export interface LookupWish {
  readonly isDetailed: boolean;
  /** Whether every row is needed; otherwise the rows of a long task are counted instead of read. */
  readonly needsRows: boolean;
}

export type LookUp = (
  references: readonly TaskReference[],
  wish: LookupWish,
  scope: RequestScope,
) => Promise<readonly (Task | VendorError)[]>;

/** Alternatives in order of preference. */
type Chain = readonly [Lookup, ...Lookup[]];

/** How long a refused lookup is not tried again: an account is seldom allow-listed in the middle of a day. */
const REFUSAL_LIFETIME: Milliseconds = 10 * MINUTE;

/** Looks tasks up by id, side by side, as many ids a call as the vendor takes, each distinct id once. */
export function lookupsOver(sources: readonly TaskSource[], read: ReadPage, clock: Clock): LookUp {
  const refusedUntil = new Map<Lookup, Instant>();
  const allowed = new Set<Lookup>();
  const isRefused = (lookup: Lookup): boolean => (refusedUntil.get(lookup) ?? 0) > clock();

  return async (references, wish, scope) => {
    const loaders = new Map<Lookup, DataLoader<string, Found>>();
    const probes = new Map<Lookup, Promise<unknown>>();

    function load(source: TaskSource, lookup: Lookup, taskId: string): Promise<Found> {
      let loader = loaders.get(lookup);
      if (loader === undefined) {
        loader = new DataLoader<string, Found>(
          (ids) => readById(source, lookup, ids, wish.needsRows, read, scope),
          {
            maxBatchSize: lookup.idsPerCall,
          },
        );
        loaders.set(lookup, loader);
      }
      return loader.load(taskId);
    }

    async function firstAnswer(source: TaskSource, chain: Chain, taskId: string): Promise<Found> {
      const [lookup, next, ...others] = chain;
      if (next === undefined) return load(source, lookup, taskId);
      const fallback: Chain = [next, ...others];
      // One id finds out whether the account may ask at all, before the others are spent on a refusal.
      const probe = allowed.has(lookup) ? undefined : probes.get(lookup);
      if (probe !== undefined) await probe.catch(() => undefined);
      if (isRefused(lookup)) return firstAnswer(source, fallback, taskId);
      const answer = load(source, lookup, taskId);
      if (!probes.has(lookup)) probes.set(lookup, answer);
      try {
        const found = await answer;
        allowed.add(lookup);
        return found;
      } catch (error) {
        if (!(error instanceof VendorError)) throw error;
        if (error.kind === 'PERMISSION') {
          allowed.delete(lookup);
          refusedUntil.set(lookup, clock() + REFUSAL_LIFETIME);
        } else if (error.kind !== 'INVALID_REQUEST') throw error;
        return firstAnswer(source, fallback, taskId);
      }
    }

    async function find(source: TaskSource, { taskId, kind }: TaskReference): Promise<Task | VendorError> {
      const answers = await Promise.allSettled(
        chains(source.lookups, kind, wish.isDetailed).map((chain) => firstAnswer(source, chain, taskId)),
      );
      const found = join(answers, kind);
      if (found instanceof VendorError) return found;
      if (found === undefined) return notFound(source, taskId, kind);
      const detailed =
        wish.isDetailed && kind === undefined ? detailedChain(source.lookups, found.kind) : undefined;
      if (detailed === undefined) return found;
      const better = await Promise.allSettled([firstAnswer(source, detailed, taskId)]);
      const task = join(better, found.kind);
      return task === undefined || task instanceof VendorError ? found : task;
    }

    const distinct = new Map<string, Promise<Task | VendorError>>();
    return Promise.all(
      references.map((reference) => {
        const identity = `${reference.provider}\n${reference.kind ?? ''}\n${reference.taskId}`;
        const known = distinct.get(identity);
        if (known !== undefined) return known;
        const source = sources.find(({ provider }) => provider.name === reference.provider);
        const task = source === undefined ? Promise.resolve(noProvider(reference)) : find(source, reference);
        distinct.set(identity, task);
        return task;
      }),
    );
  };
}

/** For each scope the lookups that together cover the kind, or all kinds in as few calls as can be. */
function chains(lookups: readonly Lookup[], kind: TaskKind | undefined, isDetailed: boolean): Chain[] {
  const scopes = new Set(lookups.map(({ scope }) => scope));
  return [...scopes].flatMap((scope) => {
    const here = lookups.filter((lookup) => lookup.scope === scope);
    if (kind !== undefined) return optional(chainFor(here, kind, isDetailed));
    const plain = taskKinds.flatMap((each) => optional(chainFor(here, each, false)?.[0]));
    return [...new Set(plain)].map((lookup): Chain => [lookup]);
  });
}

function chainFor(lookups: readonly Lookup[], kind: TaskKind, isDetailed: boolean): Chain | undefined {
  const covering = lookups.filter(({ kinds }) => kinds.includes(kind));
  const plain = covering.filter((lookup) => !lookup.isDetailed);
  const [first, ...others] = isDetailed || plain.length === 0 ? covering : plain;
  return first === undefined ? undefined : [first, ...others];
}

/** The richer way to ask for a kind that turned out to be a task's; none where the plain one is all there is. */
function detailedChain(lookups: readonly Lookup[], kind: TaskKind): Chain | undefined {
  const chain = chainFor(lookups, kind, true);
  return chain?.[0].isDetailed === true ? chain : undefined;
}

/** One task from what the lookups answered: none found any row, or why it cannot be known. */
function join(
  answers: readonly PromiseSettledResult<Found>[],
  kind: TaskKind | undefined,
): Task | VendorError | undefined {
  const failures: VendorError[] = [];
  const found: Found[] = [];
  for (const answer of answers) {
    if (answer.status === 'fulfilled') found.push(answer.value);
    else if (answer.reason instanceof VendorError) failures.push(answer.reason);
    else throw answer.reason;
  }
  const rows = found.flatMap((each) => each.rows).filter((row) => kind === undefined || row.kind === kind);
  const [first] = rows;
  if (first === undefined) return failures.find((failure) => failure.kind !== 'NOT_FOUND') ?? failures[0];
  if (found.every(({ counted }) => counted === undefined)) {
    return taskOf([first, ...rows.slice(1).filter((row) => row.kind === first.kind)]);
  }
  const { createdAt, stateCounts } = found.map(countsOf).reduce(addCounts);
  return countedTask(
    { provider: first.provider, kind: first.kind, taskId: first.taskId, scope: first.scope },
    createdAt,
    stateCounts,
  );
}

const notFound = ({ provider }: TaskSource, taskId: string, kind: TaskKind | undefined): VendorError =>
  new VendorError({
    kind: 'NOT_FOUND',
    provider: provider.name,
    message: `${provider.name} knows no ${kind === undefined ? '' : `${kind} `}task ${taskId}. A new submission can take a moment to appear, and a vendor forgets old ones.`,
    retryable: false,
  });

const noProvider = ({ provider }: TaskReference): VendorError =>
  new VendorError({
    kind: 'NOT_FOUND',
    message: `No provider is configured under the name ${provider}.`,
    retryable: false,
  });

const optional = <Value>(value: Value | undefined): Value[] => (value === undefined ? [] : [value]);
