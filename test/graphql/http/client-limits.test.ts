import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { requestScope } from '../../../src/engine/call/deadline.ts';
import { ClientLimiter } from '../../../src/graphql/http/client-limits.ts';
import { apiOver } from '../api-over.ts';
import { fakeTasks, now, row } from '../fake-tasks.ts';

const rows = [row({ provider: 'main', taskId: '1' })];
const authenticate = (token: string) => ({ name: token });
const listing = JSON.stringify({ query: '{ tasks { nodes { id } } }' });
const as = (client: string) => ({ authorization: `Bearer ${client}` });

/** Tasks that are given when they are let go. */
function heldTasks() {
  const tasks = fakeTasks(rows);
  const going = new AbortController();
  const gone = once(going.signal, 'abort');
  const held: typeof tasks = {
    ...tasks,
    tasks: async (...given) => {
      await gone;
      return tasks.tasks(...given);
    },
  };
  return { held, letGo: () => going.abort() };
}

describe('a client', () => {
  it('with too many requests at once gets 429, others and later ones do not', async () => {
    const { held, letGo } = heldTasks();
    const { post } = apiOver(held, { authenticate }, { clientLimits: { concurrentRequests: 2 } });
    const first = [post(listing, as('greedy')), post(listing, as('greedy'))];
    const refused = await post(listing, as('greedy'));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'TOO_MANY_REQUESTS', retryAfter: 'PT1S' } }],
    });
    const other = post(listing, as('modest'));
    letGo();
    for (const { status } of await Promise.all([...first, other])) expect(status).toBe(200);
    expect((await post(listing, as('greedy'))).status).toBe(200);
  });

  it('releases what a rejected request took', async () => {
    const { post } = apiOver(fakeTasks(rows), { authenticate }, { clientLimits: { concurrentRequests: 1 } });
    for (const body of ['{', '{}', '{"query":"{ oops }"}', listing]) {
      const { status } = await post(body, as('clumsy'));
      expect(status).not.toBe(429);
    }
  });

  it('with too many vendor calls within a minute waits for the next', async () => {
    let time = now;
    const limiter = new ClientLimiter({ vendorCallsPerMinute: 3 }, () => time);
    const request = (calls: number): void => {
      const release = limiter.startRequest('greedy');
      const opened = limiter.counted(
        requestScope({ now: time, deadlineMs: 1_000, callBudget: 10, client: 'greedy' }),
      );
      for (let call = 0; call < calls; call += 1) opened.scope.budget.spend();
      opened.dispose();
      opened.dispose();
      release();
    };
    request(2);
    time += 20_000;
    request(1);
    expect(() => request(0)).toThrow(
      'This client has made 3 vendor calls within a minute. Try again in 40 s.',
    );
    limiter.startRequest('modest')();
    time += 40_000;
    expect(() => request(0)).not.toThrow();
  });

  it('with too many open streams gets an error, and may open another when one ends', async () => {
    const limiter = new ClientLimiter({ openStreams: 1 }, () => now);
    const release = limiter.openStream('watcher');
    expect(() => limiter.openStream('watcher')).toThrow('open streams');
    limiter.openStream('other');
    release();
    release();
    limiter.openStream('watcher');
    expect(() => limiter.openStream('watcher')).toThrow('open streams');
  });

  it('with too many open streams gets the API’s error', async () => {
    const { post } = apiOver(fakeTasks(rows), { authenticate }, { clientLimits: { openStreams: 0 } });
    const query = 'subscription { taskProgress(id: "nonsense") { __typename } }';
    const response = await post(JSON.stringify({ query }), { ...as('watcher'), accept: 'text/event-stream' });
    expect(response.status).toBe(429);
  });
});
