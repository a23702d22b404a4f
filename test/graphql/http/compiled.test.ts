import { ObservedEnds } from '../../../src/engine/observed-ends.ts';
import fc from 'fast-check';
import { execute, GraphQLError, parse, validate } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { describe, expect, it } from 'vitest';
import { requestScope } from '../../../src/engine/call/deadline.ts';
import { taskWatch } from '../../../src/engine/watch.ts';
import { createContext, providersByName } from '../../../src/graphql/context.ts';
import { providerId, taskId, urlDetailId } from '../../../src/graphql/global-id.ts';
import { compiledExecution } from '../../../src/graphql/http/compiled.ts';
import type { Execute } from '../../../src/graphql/http/compiled.ts';
import { buildSubgraph } from '../../../src/graphql/schema.ts';
import { Documents } from '../../trust/documents.ts';
import { oddScalars } from '../../trust/odd-scalars.ts';
import { vendors } from '../api-over.ts';
import { down, failed, rows } from '../fake-rows.ts';
import { fakeTasks, now } from '../fake-tasks.ts';

/** How many random documents are tried. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 120);
const schema = buildSubgraph({ vendors });
const tasks = fakeTasks(rows, { edge: down });
const key = { provider: 'main', kind: 'PREFETCH', taskId: '1' } as const;

const openScope = () => requestScope({ now, deadlineMs: 60_000, callBudget: 50, schedule: () => () => {} });

const newContext = () => {
  const watch = taskWatch({ tasks, openScope, clock: () => now, sleep: () => Promise.resolve() });
  return createContext({
    ends: new ObservedEnds(() => 0),
    tasks,
    providers: providersByName(tasks),
    watch,
    openScope,
  });
};

/** The same answer, told alike: which of several errors comes first is nobody's promise. */
async function told(
  run: Execute,
  query: string,
  variableValues?: Record<string, unknown>,
  operationName?: string,
) {
  const result: ExecutionResult = await run({
    schema,
    document: parse(query),
    contextValue: newContext(),
    variableValues: variableValues ?? null,
    operationName: operationName ?? null,
  });
  const errors = result.errors?.map((error) => ({
    shown: error.toJSON(),
    isOurs: error instanceof GraphQLError,
    original: error.originalError?.name,
  }));
  const data: unknown = JSON.parse(JSON.stringify(result.data ?? null));
  return { data, errors: errors?.toSorted(byText) };
}

const byText = (left: unknown, right: unknown): number =>
  JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;

function isSound(query: string): boolean {
  try {
    return validate(schema, parse(query)).length === 0;
  } catch {
    return false;
  }
}

const compiled = compiledExecution({ compileFrom: 1 });

/**
 * What should be alike. It is open which errors are told of a place that is null because of one of them (October
 * 2021, 6.4.4, Handling Field Errors).
 */
async function both(...asked: [query: string, variables?: Record<string, unknown>, name?: string]) {
  return { ours: inPlace(await told(compiled, ...asked)), theirs: inPlace(await told(execute, ...asked)) };
}

const inPlace = ({ data, errors }: Awaited<ReturnType<typeof told>>) => ({
  data,
  hasErrors: errors !== undefined && errors.length > 0,
  errors: errors?.filter(({ shown: { path = [] } }) => leadsToValue(data, path.slice(0, -1))),
});

function leadsToValue(data: unknown, path: readonly (string | number)[]): boolean {
  const [step, ...others] = path;
  if (typeof data !== 'object' || data === null) return false;
  return step === undefined || leadsToValue(Reflect.get(data, step), others);
}

describe('a compiled query', () => {
  const { integer, scalar } = oddScalars(() => ({
    ids: [providerId('main'), taskId(key), urlDetailId(failed)],
    cursors: ['0', '1', '2'],
  }));
  const documents = new Documents(schema, { integer, scalar });

  it('returns the same as graphql-js for any query', async () => {
    let executed = 0;
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const query = documents.operation(draw);
        if (!isSound(query)) return;
        executed += 1;
        const { ours, theirs } = await both(query);
        expect(ours).toEqual(theirs);
      }),
      // Finding a smaller query takes longer than reading the first.
      { numRuns: runs, endOnFailure: true },
    );
    expect(executed).toBeGreaterThan(runs / 10);
  });

  it.each([
    [
      'a field twice, once by a fragment',
      '{ ...A tasks { nodes { id } } } fragment A on Query { tasks { nodes { taskId } } }',
    ],
    [
      'fields that are left out',
      'query ($yes: Boolean!) { providers { name @include(if: $yes) id @skip(if: $yes) } }',
      { yes: true },
    ],
    ['a variable that is missing', 'query ($id: ID!) { node(id: $id) { id } }'],
    [
      'a variable of another type',
      'query ($first: Int) { tasks(first: $first) { nodes { id } } }',
      { first: '3' },
    ],
    [
      'a scalar that cannot be read',
      'query ($from: DateTime) { tasks(filter: { createdAt: { from: $from } }) { nodes { id } } }',
      { from: '2026-02-30T00:00:00Z' },
    ],
    ['an argument that is refused', '{ a: tasks(first: -1) { nodes { id } } providers { name } }'],
    ['an argument that is refused where nothing may be null', '{ nodes(ids: ["x"]) { id } }'],
    ['an id that is none', '{ node(id: "x") { ... on Task { taskId } } }'],
    [
      'nodes of several types',
      `{ nodes(ids: ["${providerId('main')}", "${taskId(key)}", "${urlDetailId(failed)}"]) { __typename id ... on Task { state } ... on UrlDetail { status { __typename ... on Failed { reason } } } } }`,
    ],
    [
      'a provider that is down',
      '{ tasks(filter: { providers: ["edge"] }) { errors { __typename message ... on UnavailableError { vendorCode } } nodes { id } } }',
    ],
    [
      'entities, one of them wrong',
      'query ($all: [_Any!]!) { _entities(representations: $all) { __typename ... on Task { taskId } } }',
      {
        all: [
          { __typename: 'Task', id: taskId(key) },
          { __typename: 'Task', id: 'x' },
        ],
      },
    ],
    [
      'the schema',
      '{ __schema { types { name fields { name type { kind ofType { name } } } } } __type(name: "Task") { description } }',
    ],
    ['a field that answers as `__proto__`', '{ __proto__: providers { constructor: name } }'],
    ['lines that end in every way', '{\r\n  providers {\r name } \n  node(id: "x") { id } }'],
  ])('gives what graphql-js gives: %s', async (_, query, variables?: Record<string, unknown>) => {
    const { ours, theirs } = await both(query, variables);
    expect(ours).toEqual(theirs);
  });

  it.each(['A', 'B', 'C', undefined])('executes the named operation: %s', async (name) => {
    const { ours, theirs } = await both(
      'query A { providers { name } } query B { providers { id } }',
      {},
      name,
    );
    expect(ours).toEqual(theirs);
  });
});
