import { beforeEach, expect, it } from 'vitest';
import type { TaskSource, VendorAnswer, VendorRequest } from '../../src/domain/source.ts';
import type { UrlDetail } from '../../src/domain/task.ts';
import type { Tasks } from '../../src/domain/tasks.ts';
import { SECOND } from '../../src/domain/time.ts';
import { vendorCalls, type Calls } from '../../src/engine/call/calls.ts';
import { requestScope } from '../../src/engine/call/deadline.ts';
import { PageCaller } from '../../src/engine/list/page-caller.ts';
import { MemoryStore } from '../../src/engine/store/store.ts';
import { createTasks } from '../../src/engine/tasks.ts';
import { memorySource, NOW } from './memory-source.ts';

let now: number;
let rows: UrlDetail[];
let calls: number;
let answerFirst: () => void;
let north: TaskSource;
let engine: Calls;
let tasks: Tasks;

const row = (state: UrlDetail['state'], path: string): UrlDetail => ({
  provider: 'north',
  kind: 'PREFETCH',
  taskId: 'one',
  url: `https://www.example.com/${path}`,
  domain: 'www.example.com',
  state,
  createdAt: NOW - 5 * SECOND,
  observedAt: NOW,
  raw: {},
});

const scope = () =>
  requestScope({ now, deadlineMs: 60 * SECOND, callBudget: 100, schedule: () => () => undefined }).scope;

/** A vendor that is asked the same in the same words, and whose answer to the first call takes long on its way. */
function slowSource(): TaskSource {
  const source = memorySource('north', [{ rows, lookups: 'within' }]);
  const requests = new Map<string, VendorRequest>();
  const inSameWords =
    <Query>(encode: (query: Query) => VendorRequest) =>
    (query: Query): VendorRequest => {
      const words = JSON.stringify(query);
      const known = requests.get(words) ?? encode(query);
      requests.set(words, known);
      return known;
    };
  const first = new Promise<void>((resolve) => {
    answerFirst = resolve;
  });
  return {
    ...source,
    feeds: source.feeds.map((feed) => ({ ...feed, encode: inSameWords(feed.encode) })),
    lookups: source.lookups.map((lookup) => ({ ...lookup, encode: inSameWords(lookup.encode) })),
    now: () => now,
    send: async (request, signal): Promise<VendorAnswer> => {
      calls += 1;
      const isFirst = calls === 1;
      const answer = { ...(await source.send(request, signal)), sentAt: now };
      if (isFirst) await first;
      return answer;
    },
  };
}

beforeEach(() => {
  now = NOW;
  calls = 0;
  rows = [row('PROCESSING', 'a')];
  const clock = () => now;
  north = slowSource();
  engine = vendorCalls({ clock, schedule: () => () => undefined });
  tasks = createTasks([north], {
    calls: engine,
    store: new MemoryStore(1_000, clock),
    maxRows: 1_000,
    clock,
    fingerprint: (text) => String(text.length),
  });
});

/** What a request gets that joins a call which another one sent three seconds before. */
async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const first = ask();
  await new Promise((resolve) => void setImmediate(resolve));
  now += 3 * SECOND;
  rows.splice(0, 1, row('SUCCEEDED', 'a'), row('SUCCEEDED', 'late'));
  const second = ask();
  await new Promise((resolve) => void setImmediate(resolve));
  expect(calls).toBe(1);
  answerFirst();
  await first;
  return second;
}

it('a page that joins a call is as old as the call', async () => {
  const [feed] = north.feeds;
  if (feed === undefined) throw new RangeError('The vendor has no list.');
  const window = { from: NOW - 10 * SECOND, to: NOW - SECOND };
  const page = await asked(() =>
    new PageCaller(north, feed, scope(), engine.call, () => true).ask({ window, offset: 0, limit: 10 }),
  );
  expect(page.startedAt).toBe(NOW);
});

it('a lookup that joins a call does not keep its answer for longer than the call allows', async () => {
  const reference = { provider: 'north', taskId: 'one', kind: 'PREFETCH' as const };
  await asked(() => tasks.lookUp([reference], scope()));
  const [task] = await tasks.lookUp([reference], scope());
  expect(task).toMatchObject({ state: 'SUCCEEDED', urlCount: 2 });
});
