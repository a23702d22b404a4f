import { describe, expect, it, vi } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import { taskId } from '../../src/graphql/global-id.ts';
import type { ApiParts, ApiSettings } from '../../src/graphql/http/api.ts';
import { noteClient, requestObserver } from '../../src/observability/request-observer.ts';
import type { RequestEvent, RequestRecord } from '../../src/observability/request-record.ts';
import { apiOver } from '../graphql/api-over.ts';
import { fakeTasks, row } from '../graphql/fake-tasks.ts';
import type { FakeTasks } from '../graphql/fake-tasks.ts';

const rows = [row({ provider: 'main', taskId: '1', state: 'PROCESSING' })];
const cost = { provider: 'main', action: 'DescribeTasks', tries: 1, took: 5, waited: 0 };
const call = { ...cost, isShared: false };
const totals = { ...cost, calls: 1, shared: 0, failures: new Map() };

/** An API that is looked upon; its tasks cost one vendor call, which fails when told to. */
function observed(
  given: Partial<ApiParts> = {},
  { failure, settings, tasks = fakeTasks(rows) }: Partial<Options> = {},
) {
  const events: RequestEvent[] = [];
  let time = 0;
  let ids = 0;
  const plugin = requestObserver({
    observe: (event) => events.push(event),
    newId: () => `new-${(ids += 1)}`,
    monotonicNow: () => (time += 1),
  });
  const costly = {
    ...tasks,
    tasks: (...[query, page, scope]: Parameters<FakeTasks['tasks']>) => {
      scope.calls.add({ ...call, failure });
      return tasks.tasks(query, page, scope);
    },
  };
  const { api, post } = apiOver(
    costly,
    { observers: [plugin], onGrant: (context, { name }) => noteClient(context, name), ...given },
    settings,
  );
  const records = (): RequestRecord[] =>
    events.flatMap((event) => (event.type === 'request' ? [event.record] : []));
  const ask = async (body: unknown, headers: Record<string, string> = {}) => {
    const response = await post(JSON.stringify(body), headers);
    await response.text();
    return { response, record: records().at(-1) };
  };
  return { api, post, ask, events, records };
}

interface Options {
  readonly failure: string;
  readonly settings: Partial<ApiSettings>;
  readonly tasks: FakeTasks;
}

const query = 'query Newest { tasks { nodes { taskId } } }';

describe('a request', () => {
  it('is recorded once, with its operation, calls and length', async () => {
    const { ask, records } = observed();
    const { record } = await ask({ query });
    expect(records()).toHaveLength(1);
    expect(record).toMatchObject({
      method: 'POST',
      path: '/graphql',
      status: 200,
      operations: [{ type: 'query', name: 'Newest', outcome: 'complete', calls: [totals] }],
      errors: {},
      isAborted: false,
    });
    expect(record?.took).toBeGreaterThan(record?.operations[0]?.took ?? Infinity);
  });

  it('keeps the id that it has if it is safe in a log, and gets it in the response', async () => {
    const { ask } = observed();
    const idFor = async (given: string): Promise<unknown[]> => {
      const { response, record } = await ask({ query }, { 'x-request-id': given });
      return [response.headers.get('x-request-id'), record?.id];
    };
    expect(await idFor('7f3e-a.b:c')).toEqual(['7f3e-a.b:c', '7f3e-a.b:c']);
    expect(await idFor('two words')).toEqual(['new-1', 'new-1']);
    expect(await idFor('x'.repeat(129))).toEqual(['new-2', 'new-2']);
  });

  it('is degraded by a vendor call that failed, and partial or failed by errors', async () => {
    expect((await observed({}, { failure: 'TIMEOUT' }).ask({ query })).record?.operations).toMatchObject([
      { outcome: 'degraded' },
    ]);
    const { ask } = observed();
    const wrong = 'a: node(id: "wrong") { id }';
    expect((await ask({ query: `{ providers { name } ${wrong} }` })).record).toMatchObject({
      operations: [{ outcome: 'partial' }],
      errors: { BAD_USER_INPUT: 1 },
    });
    expect((await ask({ query: '{ tasks(first: -1) { nodes { id } } }' })).record).toMatchObject({
      operations: [{ outcome: 'failed' }],
      errors: { BAD_USER_INPUT: 1 },
    });
  });

  it('that is refused before it is executed is recorded by its errors', async () => {
    const { ask, api, records } = observed();
    expect((await ask({ query: '{ nothing }' })).record).toMatchObject({
      operations: [],
      errors: { GRAPHQL_VALIDATION_FAILED: 1 },
    });
    await api.fetch('http://localhost/graphql?query={providers{name}}&variables={"a":"hush"}');
    expect(records().at(-1)).toMatchObject({ method: 'GET', path: '/graphql', status: 403 });
    await api.fetch('http://localhost/elsewhere');
    expect(records().at(-1)).toMatchObject({ path: '/elsewhere', status: 404 });
    expect(JSON.stringify(records())).not.toContain('hush');
  });

  it('is recorded with the name of its token, even if it is invalid', async () => {
    const { ask } = observed({ authenticate: (token) => (token === 'good' ? { name: 'ci' } : undefined) });
    expect((await ask({ query }, { authorization: 'Bearer good' })).record?.client).toBe('ci');
    expect((await ask({ query: '{' }, { authorization: 'Bearer good' })).record?.client).toBe('ci');
    expect((await ask({ query }, { authorization: 'Bearer bad' })).record).toMatchObject({
      status: 401,
      client: undefined,
      errors: { UNAUTHENTICATED: 1 },
    });
  });

  it('may hold several operations', async () => {
    const { ask, records } = observed();
    const { record } = await ask([{ query }, { query: '{ providers { name } }' }, { query: '{' }]);
    expect(records()).toHaveLength(1);
    expect(record?.operations.map(({ name }) => name).toSorted()).toEqual(['Newest', undefined]);
    expect(Object.values(record?.errors ?? {})).toEqual([1]);
  });

  it('is recorded with the ids of its masked errors', async () => {
    const broken = { ...fakeTasks(rows), tasks: () => Promise.reject(new Error('hush')) };
    const events: RequestEvent[] = [];
    const plugin = requestObserver({
      observe: (event) => events.push(event),
      newId: () => 'new',
      monotonicNow: () => 0,
    });
    const { ask } = apiOver(broken, { observers: [plugin] });
    await ask(query);
    expect(events).toMatchObject([
      { type: 'request', record: { errors: { INTERNAL_SERVER_ERROR: 1 }, errorIds: ['id-1'] } },
    ]);
    expect(JSON.stringify(events)).not.toContain('hush');
  });

  it('is recorded as aborted if its client has disconnected', async () => {
    const scopes: AbortSignal[] = [];
    const tasks = fakeTasks(rows);
    const { api, records } = observed(
      {},
      {
        tasks: {
          ...tasks,
          tasks: (_query, _page, { signal }) => {
            scopes.push(signal);
            return new Promise((_, reject) => {
              const gone = new VendorError({ kind: 'UNAVAILABLE', message: 'given up', retryable: false });
              signal.addEventListener('abort', () => reject(gone));
            });
          },
        },
      },
    );
    const going = new AbortController();
    const answer = Promise.resolve(
      api.fetch('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
        signal: going.signal,
      }),
    ).catch(() => undefined);
    await vi.waitFor(() => expect(scopes).toHaveLength(1));
    going.abort();
    await answer;
    await vi.waitFor(() => expect(records()).toMatchObject([{ isAborted: true }]));
  });
});

describe('a subscription', () => {
  const subscription = `subscription Watch { taskProgress(id: "${taskId({ provider: 'main', kind: 'PREFETCH', taskId: '1' })}") { __typename } }`;
  const stream = { accept: 'text/event-stream' };

  it('is recorded when its stream has ended', async () => {
    const { ask, events } = observed({
      watch: async function* () {
        yield new VendorError({ kind: 'TIMEOUT', message: 'Slow.', provider: 'main', retryable: true });
        yield new VendorError({ kind: 'NOT_FOUND', message: 'Gone.', provider: 'main', retryable: false });
      },
    });
    await ask({ query: subscription }, stream);
    expect(events).toMatchObject([
      { type: 'stream', change: 'opened' },
      { type: 'stream', change: 'closed' },
      {
        type: 'request',
        record: { status: 200, operations: [{ type: 'subscription', name: 'Watch', events: 2 }] },
      },
    ]);
  });

  it('is recorded when its client disconnects', async () => {
    const { post, events, records } = observed({
      watch: () => ({
        next: () => new Promise(() => {}),
        return: () => Promise.resolve({ done: true, value: undefined }),
        [Symbol.asyncIterator]() {
          return this;
        },
      }),
    });
    const response = await post(JSON.stringify({ query: subscription }), stream);
    expect(events).toEqual([{ type: 'stream', change: 'opened' }]);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await vi.waitFor(() => expect(records()).toHaveLength(1));
  });

  it('that the client does not read as a stream ends at once', async () => {
    const { ask, events } = observed();
    await ask({ query: subscription }, { accept: 'application/json' });
    expect(events).toMatchObject([{ type: 'request', record: { status: 406 } }]);
  });
});
