import DataLoader from 'dataloader';
import { UserInputError } from '../domain/errors.ts';
import type { RequestScope } from '../domain/request-scope.ts';
import type { Task } from '../domain/task.ts';
import type { DisposableScope } from '../engine/call/deadline.ts';
import type { TaskWatch } from '../engine/watch.ts';
import type { ProviderStatus, TaskReference, Tasks } from '../domain/tasks.ts';
import { outcomeOf } from './problem.ts';
import type { Problem } from './problem.ts';

/** What a resolver has at hand. */
export interface Context {
  readonly tasks: Tasks;
  readonly watch: TaskWatch;
  /** By name, in the order of the configuration. */
  readonly providers: ReadonlyMap<string, ProviderStatus>;
  readonly openScope: () => DisposableScope;
  scope: RequestScope;
  /** Ends the scope: its timer and listeners go. */
  closeScope: () => void;
  /** Every lookup of a request goes through here: the same task is asked for once, all tasks at once. */
  loadTask: (reference: TaskReference) => Promise<Task | Problem>;
}

/** What the layer below and the server give. */
export type ContextParts = Pick<Context, 'tasks' | 'watch' | 'openScope'>;

export function createContext(parts: ContextParts): Context {
  return { ...parts, providers: providersByName(parts.tasks), ...requestParts(parts) };
}

/**
 * Begins a new request in the same context. The context of a subscription lives as long as its stream: each event has a
 * deadline of its own, and must not be answered from what was loaded for the one before.
 */
export function renew(context: Context): void {
  context.closeScope();
  Object.assign(context, requestParts(context));
}

const requestParts = ({
  tasks,
  openScope,
}: ContextParts): Pick<Context, 'scope' | 'closeScope' | 'loadTask'> => {
  const opened = openScope();
  return {
    scope: opened.scope,
    closeScope: () => opened.dispose(),
    loadTask: taskLoader(tasks, opened.scope),
  };
};

/** Most requests look nothing up, so that the loader is made by the first that does. */
function taskLoader(tasks: Tasks, scope: RequestScope): Context['loadTask'] {
  let loader: DataLoader<TaskReference, Task | Problem, string> | undefined;
  const load = async (references: readonly TaskReference[]) =>
    (await tasks.lookUp(references, scope)).map((outcome) => outcomeOf(outcome));
  return (reference) => {
    loader ??= new DataLoader(load, { cacheKeyFn });
    return loader.load(reference);
  };
}

const cacheKeyFn = ({ provider, kind, taskId }: TaskReference): string =>
  JSON.stringify([provider, kind, taskId]);

const known = new WeakMap<Tasks, ReadonlyMap<string, ProviderStatus>>();

/** Providers never change while the server runs: the map is made once for all requests. */
function providersByName(tasks: Tasks): ReadonlyMap<string, ProviderStatus> {
  const remembered = known.get(tasks);
  if (remembered !== undefined) return remembered;
  const providers = new Map(tasks.providers.map((status) => [status.provider.name, status]));
  known.set(tasks, providers);
  return providers;
}

/** The provider that a row or a report names. */
export function providerNamed({ providers }: Context, name: string): ProviderStatus {
  const provider = providers.get(name);
  if (provider === undefined) throw new Error(`A row names the provider ${name}, which is not configured`);
  return provider;
}

/** The provider that a client names. */
export function askedProvider(
  { providers }: Pick<Context, 'providers'>,
  name: string,
  argument: string,
): ProviderStatus {
  const provider = providers.get(name);
  if (provider !== undefined) return provider;
  const names = [...providers.keys()].join(', ');
  throw new UserInputError(argument, `No provider is called ${JSON.stringify(name)}. There are: ${names}.`);
}
