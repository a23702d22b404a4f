import { readdirSync, readFileSync } from 'node:fs';
import type { RequestScope } from './domain/request-scope.ts';
import type { Task } from './domain/task.ts';
import { DAY, secondOf } from './domain/time.ts';
import type { Tasks } from './domain/tasks.ts';
import type { DisposableScope } from './engine/call/deadline.ts';
import { taskId } from './graphql/global-id.ts';
import type { Example } from './graphql/http/graphiql-page.ts';

/** An example operation that ships with the product. A test runs each. */
export interface Operation extends Example {
  /** Name of its file, such as `01-newest-tasks.graphql`. The names sort in the order of the tabs. */
  readonly file: string;
}

const directory = new URL('../schema/operations/', import.meta.url);

/** The operations of `schema/operations`, each with its file of variables. */
export function shippedOperations(): readonly Operation[] {
  const files = readdirSync(directory).toSorted();
  return files
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => {
      const variables = file.replace(/\.graphql$/, '.variables.json');
      return {
        file,
        query: read(file),
        variables: files.includes(variables) ? read(variables) : undefined,
      };
    });
}

const read = (file: string): string => readFileSync(new URL(file, directory), 'utf8');

/** The operations with variables from existing tasks: their ids and URLs. */
export async function loadExamples(tasks: Tasks, scope: RequestScope): Promise<readonly Operation[]> {
  const found = await presentVariables(tasks, scope);
  return shippedOperations().map((operation) => ({
    ...operation,
    variables: withFound(operation.variables, found),
  }));
}

/** Variables by their names in the operations. Empty if there are no tasks. */
async function presentVariables(
  tasks: Tasks,
  scope: RequestScope,
): Promise<Readonly<Record<string, string>>> {
  const { edges } = await tasks.tasks({}, { first: 50 }, scope);
  const newest = edges.map(({ node }) => node);
  const largest = newest.toSorted((one, other) => other.urlCount - one.urlCount)[0];
  const running = newest.find(({ state }) => state === 'PROCESSING') ?? newest[0];
  const url = newest.find(({ kind }) => kind === 'PREFETCH')?.details?.[0]?.url;
  return {
    from: new Date(secondOf(scope.now) - 10 * DAY).toISOString(),
    ...(largest && referenceTo(largest)),
    ...(running && { id: taskId(running) }),
    ...(url !== undefined && { url }),
  };
}

const referenceTo = ({ provider, taskId: id, kind }: Task) => ({ provider, taskId: id, kind });

/** Replaces only variables that the operation declares. */
function withFound(
  variables: string | undefined,
  found: Readonly<Record<string, string>>,
): string | undefined {
  if (variables === undefined) return undefined;
  const declared: Record<string, unknown> = JSON.parse(variables);
  const present = Object.entries(declared).map(([name, value]) => [name, found[name] ?? value] as const);
  return JSON.stringify(Object.fromEntries(present), undefined, 2);
}

/** The same with a request scope, which is disposed of afterwards. */
export async function examplesWithin(opened: DisposableScope, tasks: Tasks): Promise<readonly Operation[]> {
  try {
    return await loadExamples(tasks, opened.scope);
  } finally {
    opened.dispose();
  }
}
