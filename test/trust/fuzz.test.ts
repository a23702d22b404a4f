import fc from 'fast-check';
import { getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../seed.ts';
import { drawBehaviour } from '../../src/emulator/emulator.ts';
import { seededRandom } from '../../src/emulator/seeded-random.ts';
import { buildSubgraph } from '../../src/graphql/schema.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { ask } from './asking.ts';
import { company } from './company.ts';
import { Documents } from './documents.ts';
import { oddScalars } from './odd-scalars.ts';
import { oddText, spoilt } from './odd-values.ts';
import { openWorld } from './world.ts';
import type { World } from './world.ts';

/** How many inputs each property tries. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 120);
/** Finding a smaller input that fails too takes longer than reading the first. */
const parameters = { numRuns: runs, seed, endOnFailure: true };
const timeout = 60_000 + 200 * runs;
const deadline = 2_000;
/** A busy machine takes so much longer. */
const slack = 8_000;

const schema = buildSubgraph({ vendors });
let world: World;
/** Ids and cursors that the API itself has given. */
let ids: readonly string[] = [];
let cursors: readonly string[] = [];

beforeAll(async () => {
  const random = seededRandom(seed);
  const accounts = company(Date.now()).map((each) => ({
    ...each,
    behaviour: { ...drawBehaviour(random), enforcesRate: false },
  }));
  world = await openWorld({ accounts, requestsPerSecond: 10_000, maxPageSize: 10 });
  const pages = await Promise.all([
    ask(world, 'urlDetails', 10_000, { first: 3 }),
    ask(world, 'backwards', 10_000, { last: 3 }),
  ]);
  const tasks = await ask(world, 'tasks', 10_000, { first: 3 });
  const lists = [
    ...pages.flatMap(({ data }) => data?.urlDetails ?? []),
    ...(tasks.data ? [tasks.data.tasks] : []),
  ];
  ids = lists.flatMap(({ nodes }) => nodes.map(({ id }) => id));
  cursors = lists.flatMap(({ pageInfo: { endCursor } }) => endCursor ?? []);
  if (ids.length === 0 || cursors.length === 0) throw new Error('There is nothing to spoil');
});

afterAll(async () => {
  await world.close();
  if (!('FUZZ_RUNS' in process.env)) return;
  const lines = [...tally].map(([answer, times]) => `${String(times).padStart(8)}  ${answer}\n`);
  process.stdout.write(
    `What ${runs} inputs a property (FUZZ_SEED=${seed}) were answered with:\n${lines.join('')}`,
  );
});

const { integer, scalar } = oddScalars(() => ({ ids, cursors }));
const documents = new Documents(schema, { integer, scalar });

/** How often each kind of answer came. */
const tally = new Map<string, number>();

function note(status: number, text: string): void {
  const code = /"code":"(\w+)"/.exec(text)?.[1];
  const hasData = /"data":\{/.test(text);
  const what = [hasData ? 'data' : '', code ?? (hasData ? '' : 'no code')].filter((word) => word !== '');
  const answer = `${status}, ${what.join(' beside ')}`;
  tally.set(answer, (tally.get(answer) ?? 0) + 1);
}

/** Sends it, and says what is wrong with the answer. */
async function complaintsOf(body: string, accept = 'application/json'): Promise<string[]> {
  const began = performance.now();
  const logged = world.logged.length;
  const headers = { 'x-edgetasks-deadline': String(deadline), accept };
  const response = await world.post(body, { headers });
  const text = await response.text();
  note(response.status, text);
  const took = performance.now() - began;
  return [
    response.status >= 500 ? `answered ${response.status}` : '',
    /^[{[:e]/.test(text) ? '' : `answered ${text.slice(0, 100)}`,
    /Unexpected error|INTERNAL_SERVER_ERROR/.test(text) ? text.slice(0, 500) : '',
    took > deadline + slack ? `took ${Math.round(took)} ms` : '',
    ...world.logged.slice(logged).filter((line) => line.includes('unforeseen')),
  ].flatMap((complaint) => (complaint === '' ? [] : [`${complaint}, to ${body}`]));
}

const asJson = (query: string, variables?: unknown): string => JSON.stringify({ query, variables });

describe(`whatever is asked (FUZZ_SEED=${seed} FUZZ_RUNS=${runs})`, { timeout }, () => {
  it('in any document of the schema, is answered', () =>
    fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        expect(await complaintsOf(asJson(documents.operation(draw)))).toEqual([]);
      }),
      parameters,
    ));

  const fields = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(
    ({ args }) => args.length > 0,
  );
  it.each(fields.map((field) => [field.name, field] as const))('of %s, is answered', (name, field) => {
    const named = getNamedType(field.type);
    const isPage = isObjectType(named) && 'pageInfo' in named.getFields();
    const selection = isPage
      ? '{ nodes { id } pageInfo { startCursor endCursor } totalCount errors { message } }'
      : '{ __typename }';
    return fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const query = `{ ${name}${documents.arguments(draw, field)} ${selection} }`;
        expect(await complaintsOf(asJson(query))).toEqual([]);
      }),
      parameters,
    );
  });

  it('to be followed, is answered', () =>
    fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const query = 'subscription ($id: ID!) { taskProgress(id: $id) { __typename } }';
        const body = asJson(query, { id: scalar(draw, 'ID') });
        expect(await complaintsOf(body, 'text/event-stream')).toEqual([]);
      }),
      parameters,
    ));

  it('as any cursor, is answered', () =>
    fc.assert(
      fc.asyncProperty(fc.gen(), fc.boolean(), fc.boolean(), async (draw, isForward, isOfTasks) => {
        const cursor = draw(() => spoilt(cursors[integer(draw, cursors.length - 1)] ?? ''));
        const page = isForward ? 'first: 2, after: $cursor' : 'last: 2, before: $cursor';
        const list = isOfTasks ? 'tasks' : 'urlDetails';
        const query = `query ($cursor: String) { ${list}(${page}) { nodes { id } errors { message } } }`;
        expect(await complaintsOf(asJson(query, { cursor }))).toEqual([]);
      }),
      parameters,
    ));

  it('with variables of any kind, is answered', () =>
    fc.assert(
      fc.asyncProperty(
        fc.jsonValue({ maxDepth: 3 }),
        fc.jsonValue({ maxDepth: 2 }),
        async (filter, first) => {
          const query =
            'query ($filter: TaskFilter, $first: Int) { tasks(filter: $filter, first: $first) { nodes { id } } }';
          expect(await complaintsOf(asJson(query, { filter, first }))).toEqual([]);
          expect(await complaintsOf(asJson(query, filter))).toEqual([]);
        },
      ),
      parameters,
    ));

  it('for any entities, is answered', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.gen(), { maxLength: 4 }), async (draws) => {
        const representations = draws.map((draw) => scalar(draw, '_Any'));
        const query =
          'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';
        expect(await complaintsOf(asJson(query, { representations }))).toEqual([]);
      }),
      parameters,
    ));

  it('as any text, is answered', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(oddText, spoilt('{ tasks { nodes { id urlDetails(first: 2) { nodes { url } } } } }')),
        async (query) => {
          expect(await complaintsOf(asJson(query))).toEqual([]);
        },
      ),
      parameters,
    ));

  it('as any body, is answered', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          oddText,
          fc.jsonValue().map((query) => JSON.stringify([{ query }])),
          fc
            .record({ query: fc.jsonValue(), variables: fc.jsonValue(), extensions: fc.jsonValue() })
            .map((body) => JSON.stringify(body)),
        ),
        async (body) => {
          expect(await complaintsOf(body)).toEqual([]);
        },
      ),
      parameters,
    ));
});
