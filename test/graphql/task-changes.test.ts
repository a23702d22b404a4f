import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { FellBehindError } from '../../src/domain/errors.ts';
import { HOUR, SECOND } from '../../src/domain/time.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { HistoryQueries } from '../../src/history/queries.ts';
import { listen, type Listening } from '../../src/server.ts';
import { NOW } from '../engine/scenario.ts';
import { openWorld, type World } from '../engine/world.ts';
import { openHistory } from '../history/opening.ts';
import { apiOver, codesOf } from './api-over.ts';

const accounts = ['main', 'aliyun'].map((name) => ({
  vendor: name === 'main' ? ('TENCENT_CDN' as const) : ('ALIBABA_CDN' as const),
  name,
  id: name,
  secret: 'secret',
  zones: [],
  history: [],
}));

let world: World;
let history: DatabaseHistory;
let server: Listening;
/** Subscriptions wait until it resolves. */
let gate: Promise<unknown>;
let subscribing: Promise<unknown> | undefined;
let ask: ReturnType<typeof apiOver>['ask'];

beforeEach(async () => {
  gate = Promise.resolve();
  subscribing = undefined;
  history = await openHistory({ clock: () => world.clock.now });
  world = await openWorld({ accounts, now: NOW, history });
  const queries = new HistoryQueries(history, world.sources);
  const subscribe = queries.taskChanges.bind(queries);
  const over = apiOver(world.tasks, {
    history: Object.assign(queries, {
      taskChanges: (...asked: Parameters<HistoryQueries['taskChanges']>) => {
        subscribing = gate.then(() => subscribe(...asked));
        return subscribing;
      },
    }),
    clock: () => world.clock.now,
    authenticate: (token) => ({ name: token, ...(token === 'narrow' && { providers: ['aliyun'] }) }),
  });
  ask = (query, variables, headers) =>
    over.ask(query, variables, { authorization: 'Bearer all', ...headers });
  server = await listen(
    over.api,
    { host: '127.0.0.1', port: 0 },
    { webSockets: new Map([['/graphql', over.api.webSockets]]) },
  );
});
afterEach(async () => {
  await server.close(2_000);
  await world.close();
  await history.close();
});

/** Subscribes over a protocol; the connection is not opened again. */
function subscription(protocol: 'SSE' | 'WebSocket', query: string, token = 'all') {
  const url = `${server.url}/graphql`;
  const authorization = `Bearer ${token}`;
  const client =
    protocol === 'SSE'
      ? createSseClient({ url, headers: { authorization }, retryAttempts: 0 })
      : createWsClient({
          url: url.replace('http', 'ws'),
          webSocketImpl: WebSocket,
          connectionParams: { authorization },
          retryAttempts: 0,
        });
  return client.iterate({ query });
}

/** A task appears at a vendor, and somebody reads its newest part. */
async function submitAndRead(account: 'main' | 'aliyun', taskId: string, seconds = 10): Promise<void> {
  const at = world.clock.now - seconds * SECOND;
  const target = {
    url: `https://www.example.com/${taskId}`,
    finishesAt: at + 60 * SECOND,
    outcome: 'succeeded' as const,
  };
  world.emulator.submit(account, { kind: 'PREFETCH', taskId, at, targets: [target] });
  await read();
}

async function read(): Promise<void> {
  await world.tasks.urlDetails({ from: world.clock.now - HOUR }, { first: 100 }, world.scope());
  await history.flush();
}

const withFields =
  'subscription { taskChanges { taskId state provider { name } urlDetails { nodes { url } } changes { state } } }';

/** Lets the server see a subscription that was just sent. */
async function opened(): Promise<void> {
  while (history.changes.listenerCount === 0) await new Promise((resolve) => void setTimeout(resolve, 5));
}

describe.each(['SSE', 'WebSocket'] as const)('taskChanges over %s', (protocol) => {
  it('sends what others read, and makes no vendor call', async () => {
    const stream = subscription(protocol, withFields);
    const first = stream.next();
    await opened();
    await submitAndRead('main', '1001');
    const calls = world.emulator.calls.length;
    const urlDetails = { nodes: [{ url: 'https://www.example.com/1001' }] };
    const task = { taskId: '1001', provider: { name: 'main' }, urlDetails };
    const event = (state: string, changes: string[]) => ({
      done: false,
      value: { data: { taskChanges: { ...task, state, changes: changes.map((each) => ({ state: each })) } } },
    });
    expect(await first).toEqual(event('PROCESSING', ['PROCESSING']));
    expect(world.emulator.calls.length).toBe(calls);
    world.clock.now += 70 * SECOND;
    const second = stream.next();
    await read();
    expect(await second).toEqual(event('SUCCEEDED', ['PROCESSING', 'SUCCEEDED']));
    await stream.return?.();
  });

  it('shows a token the providers that it allows', async () => {
    const stream = subscription(protocol, 'subscription { taskChanges { taskId } }', 'narrow');
    const first = stream.next();
    await opened();
    await submitAndRead('main', '1001');
    // What was read a moment before is not read again.
    world.clock.now += 5 * SECOND;
    await submitAndRead('aliyun', '1002');
    expect(await first).toEqual({ done: false, value: { data: { taskChanges: { taskId: '1002' } } } });
    await stream.return?.();
  });

  it('ends when the server stops', async () => {
    const stream = subscription(protocol, withFields);
    const first = stream.next().then(
      ({ done }) => done,
      () => true,
    );
    await opened();
    await server.close(2_000);
    expect(await first).toBe(true);
    await expect.poll(() => history.changes.listenerCount).toBe(0);
  });

  it('stops listening when the client goes', async () => {
    const stream = subscription(protocol, withFields);
    void stream.next();
    await opened();
    await stream.return?.();
    await expect.poll(() => history.changes.listenerCount).toBe(0);
  });

  it('leaves nothing behind when the client goes while it subscribes', async () => {
    const opening = new EventTarget();
    gate = new Promise((resolve) => opening.addEventListener('open', resolve));
    const stream = subscription(protocol, withFields);
    void stream.next().catch(() => undefined);
    await expect.poll(() => subscribing !== undefined).toBe(true);
    await stream.return?.();
    // Until the server has seen that the client is gone.
    await new Promise((resolve) => void setTimeout(resolve, 200));
    opening.dispatchEvent(new Event('open'));
    await subscribing;
    await expect.poll(() => history.changes.listenerCount).toBe(0);
  });
});

const stream = { accept: 'text/event-stream' };

it.each([
  ['a filter that nothing can match', '(filter: { states: [] })', 'BAD_USER_INPUT'],
  ['an unknown provider', '(filter: { providers: ["nobody"] })', 'BAD_USER_INPUT'],
])('taskChanges refuses %s', async (_, filter, code) => {
  const { errors } = await ask(`subscription { taskChanges${filter} { taskId } }`);
  expect(codesOf(errors)).toEqual([code]);
});

it('taskChanges ends with an error for a client that falls behind', async () => {
  const { post } = apiOver(world.tasks, {
    history: Object.assign(new HistoryQueries(history, world.sources), {
      taskChanges: () =>
        Promise.resolve({
          next: () => Promise.reject(new FellBehindError('Too many tasks wait.')),
          [Symbol.asyncIterator]() {
            return this;
          },
        }),
    }),
  });
  const response = await post(JSON.stringify({ query: 'subscription { taskChanges { taskId } }' }), stream);
  const text = await response.text();
  expect(text).toContain('"message":"Too many tasks wait."');
  expect(text).toContain('"code":"FELL_BEHIND"');
});
