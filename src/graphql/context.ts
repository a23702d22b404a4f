import DataLoader from 'dataloader';
import { UserInputError } from '../domain/errors.ts';
import type { VendorError } from '../domain/errors.ts';
import type { TaskHistory } from '../domain/history.ts';
import type { RequestScope } from '../domain/request-scope.ts';
import type { Ends } from '../domain/task-end.ts';
import type { Task } from '../domain/task.ts';
import type { DisposableScope } from '../engine/call/deadline.ts';
import type { TaskWatch } from '../engine/watch.ts';
import type { ProviderStatus, TaskReference, Tasks } from '../domain/tasks.ts';

/** The context of a request, which resolvers use. */
export interface Context {
  readonly tasks: Tasks;
  readonly watch: TaskWatch;
  /** The history; absent if the server keeps none. */
  readonly history?: TaskHistory | undefined;
  readonly ends: Ends;
  /** By name, in the order of the configuration. */
  readonly providers: ReadonlyMap<string, ProviderStatus>;
  readonly openScope: () => DisposableScope;
  scope: RequestScope;
  /** Ends the scope: removes its timer and listeners. */
  closeScope: () => void;
  /** Looks up a task. All lookups of a request are batched, and the same task is looked up once. */
  loadTask: (reference: TaskReference) => Promise<Task | VendorError>;
}

/** What all requests share: the parts that the server and the engine provide. */
export type ContextParts = Pick<Context, 'tasks' | 'providers' | 'watch' | 'history' | 'ends' | 'openScope'>;

export const createContext = (parts: ContextParts): Context => ({ ...parts, ...requestParts(parts) });

/** The providers of these tasks. Created once for all requests that see the same tasks. */
export const providersByName = ({ providers }: Pick<Tasks, 'providers'>): Context['providers'] =>
  new Map(providers.map((status) => [status.provider.name, status]));

/**
 * Begins a new request in the same context. The context of a subscription lives as long as its stream, but each event
 * needs a deadline of its own and must not be answered from what was loaded for an earlier event.
 */
export function renew(context: Context): void {
  context.closeScope();
  Object.assign(context, requestParts(context));
}

const requestParts = ({
  tasks,
  openScope,
}: Pick<ContextParts, 'tasks' | 'openScope'>): Pick<Context, 'scope' | 'closeScope' | 'loadTask'> => {
  const opened = openScope();
  return {
    scope: opened.scope,
    closeScope: () => opened.dispose(),
    loadTask: taskLoader(tasks, opened.scope),
  };
};

/** The loader is created by the first lookup, because most requests have none. */
function taskLoader(tasks: Tasks, scope: RequestScope): Context['loadTask'] {
  let loader: DataLoader<TaskReference, Outcome, string> | undefined;
  const load = async (references: readonly TaskReference[]): Promise<Outcome[]> =>
    (await tasks.lookUp(references, scope)).map((outcome) => ({ outcome }));
  return async (reference) => {
    loader ??= new DataLoader(load, { cacheKeyFn });
    return (await loader.load(reference)).outcome;
  };
}

/** A DataLoader throws errors that it receives as values, so outcomes are wrapped. */
interface Outcome {
  readonly outcome: Task | VendorError;
}

const cacheKeyFn = ({ provider, scope, kind, taskId, needsFinishedAt }: TaskReference): string =>
  JSON.stringify([provider, scope, kind, taskId, needsFinishedAt]);

/** The provider that a row or a report names. */
export function providerNamed({ providers }: Context, name: string): ProviderStatus {
  const provider = providers.get(name);
  if (provider === undefined) throw new Error(`A row names the provider ${name}, which is not configured`);
  return provider;
}

/** The provider that a client names. Throws `UserInputError` if it is not configured. */
export function askedProvider(
  context: Pick<Context, 'providers'>,
  name: string,
  argument: string,
): ProviderStatus {
  const provider = context.providers.get(name);
  if (provider === undefined) throw new UserInputError(argument, noSuchProvider(context, name));
  return provider;
}

/** The message for a provider that is not configured. */
export const noSuchProvider = ({ providers }: Pick<Context, 'providers'>, name: string): string =>
  `No provider is called ${JSON.stringify(name.slice(0, 100))}. There are: ${[...providers.keys()].join(', ')}.`;
