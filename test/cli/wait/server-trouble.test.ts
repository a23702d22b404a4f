import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../src/cli/command.ts';
import type { Task } from '../../../src/domain/task.ts';
import type { ApiParts } from '../../../src/graphql/http/api.ts';
import { VirtualTime } from '../../engine/virtual-time.ts';
import { fakeTasks, now, row, taskOf } from '../../graphql/fake-tasks.ts';
import { serverOver, worldWith } from '../world.ts';
import type { World, WorldParts } from '../world.ts';

type Fetch = CommandContext['fetch'];

/** As Node reports a server that is not there. */
const notThere: Fetch = () =>
  Promise.reject(
    new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
  );

const answering =
  (status: number, body = '<html></html>', headers: Record<string, string> = {}): Fetch =>
  async () =>
    new Response(body, { status, headers });

/** Nothing comes, until nobody waits any more. */
const unanswered: Fetch = (_, { signal }) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('aborted')));
  });

/** A task that is done after 20 seconds, and a server that tells so, unless it is in trouble. */
function worldOf(
  trouble: (server: Fetch, second: () => number, time: VirtualTime) => Fetch,
  { parts = {}, ...world }: { parts?: Partial<ApiParts> } & Partial<WorldParts> = {},
): World {
  const time = new VirtualTime(now);
  const second = (): number => (time.now - now) / 1_000;
  const standing = (): Task =>
    taskOf([
      row({
        provider: 'main',
        taskId: '1',
        createdAt: now,
        state: second() < 20 ? 'PROCESSING' : 'SUCCEEDED',
      }),
    ]);
  const tasks = {
    ...fakeTasks([row({ provider: 'main', taskId: '1' })]),
    lookUp: async () => [standing()],
  };
  const server = serverOver(tasks, time, parts);
  return worldWith({ time, fetch: trouble(server, second, time), ...world });
}

const sound = (server: Fetch): Fetch => server;
const command = 'wait main/PREFETCH/1';

const isStream = (request: RequestInit): boolean =>
  new Headers(request.headers).get('accept') === 'text/event-stream';

describe('a server that cannot be reached', () => {
  it('at all is given up after ten seconds, with 3 and what to check', async () => {
    const ended = await worldOf(() => notThere).run(command);
    expect(ended.exitCode).toBe(3);
    expect(ended.seconds).toBeLessThan(20);
    expect(ended.output).toBe('');
    expect(ended.errors.split('\n')).toEqual([
      '   0:00  server  http://127.0.0.1:4000/graphql cannot be reached (ECONNREFUSED). Trying again.',
      'edgetasks wait: http://127.0.0.1:4000/graphql cannot be reached (ECONNREFUSED). Is the address right, and is the server running?',
      '',
    ]);
  });

  it('yet is waited for during ten seconds', async () => {
    const world = worldOf(
      (server, second) =>
        (...request) =>
          second() < 6 ? notThere(...request) : server(...request),
    );
    const ended = await world.run(command);
    expect(ended.exitCode).toBe(0);
    expect(ended.errors).toContain('server  answers again.');
  });

  it('for a while is waited for', async () => {
    const world = worldOf(
      (server, second) =>
        (...request) =>
          second() >= 5 && second() < 300 ? notThere(...request) : server(...request),
    );
    const ended = await world.run(`${command} --interval 3s`);
    expect(ended.exitCode).toBe(0);
    expect(ended.seconds).toBeGreaterThanOrEqual(300);
    expect(ended.seconds).toBeLessThan(320);
  });

  it('any more when the time is over is a timeout', async () => {
    const world = worldOf(
      (server, second) =>
        (...request) =>
          second() >= 5 ? notThere(...request) : server(...request),
    );
    const ended = await world.run(`${command} --interval 3s --timeout 2m`);
    expect([ended.exitCode, ended.seconds]).toEqual([2, 120]);
  });

  it('is asked less and less often, at least four times a minute', async () => {
    const world = worldOf(
      (server, second) =>
        (...request) =>
          second() >= 5 ? notThere(...request) : server(...request),
    );
    await world.run(`${command} --interval 3s --timeout 3m`);
    const pauses = world.asked.map(({ at }, index) => at - (world.asked[index - 1]?.at ?? 0));
    expect(pauses.slice(0, 9)).toEqual([0, 3, 3, 1, 1, 2, 4, 8, 15]);
  });
});

describe('a stream', () => {
  it('that is cut is restarted', async () => {
    const world = worldOf((server, second, time) => async (url, request) => {
      const ending = new AbortController();
      if (second() < 5) time.schedule(5_000, () => ending.abort());
      if (second() >= 5 && second() < 9) return notThere(url, request);
      const signal = AbortSignal.any([ending.signal, ...(request.signal ? [request.signal] : [])]);
      return server(url, { ...request, signal });
    });
    const ended = await world.run(command);
    expect(ended.exitCode).toBe(0);
    expect(ended.errors).toContain('http://127.0.0.1:4000/graphql closed the connection. Trying again.');
    expect(ended.errors).toContain('answers again.');
    expect(world.asked.every(({ request }) => isStream(request))).toBe(true);
  });

  it('that a proxy holds back is replaced by polling', async () => {
    const world = worldOf(
      (server) => (url, request) => (isStream(request) ? unanswered(url, request) : server(url, request)),
    );
    const ended = await world.run(command);
    expect(ended.exitCode).toBe(0);
    expect(ended.seconds).toBe(30);
    expect(world.asked.map(({ request }) => isStream(request))).toEqual([true, false]);
  });

  it('that a proxy turns into one response is replaced by polling', async () => {
    const world = worldOf(
      (server) => async (url, request) =>
        isStream(request)
          ? new Response('{"data":{"taskProgress":{"type":"Task"}}}', {
              headers: { 'content-type': 'application/json' },
            })
          : server(url, request),
    );
    expect((await world.run(command)).exitCode).toBe(0);
  });

  it('that falls silent is restarted', async () => {
    let streams = 0;
    const world = worldOf((server) => async (url, request) => {
      streams += 1;
      if (streams > 1) return server(url, request);
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode(':\n\n'));
          request.signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
        },
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    });
    const ended = await world.run(command);
    expect([ended.exitCode, streams]).toEqual([0, 2]);
    expect(ended.errors).toContain('stopped sending.');
  });
});

describe('an answer that is none', () => {
  it.each([
    [404, 'answers 404, and not in GraphQL. The address of the server ends in /graphql'],
    [200, 'answers 200, and not in GraphQL.'],
  ])('with status %i ends with 3 at once', async (status, message) => {
    const ended = await worldOf(() => answering(status)).run(command);
    expect([ended.exitCode, ended.seconds]).toEqual([3, 0]);
    expect(ended.errors).toContain(message);
  });

  it('that redirects is not followed, because the token would be sent along', async () => {
    const world = worldOf(() => answering(302, '', { location: 'https://login.example.com/' }));
    const ended = await world.run(`${command} --token hush`);
    expect(ended.exitCode).toBe(3);
    expect(ended.errors).toContain('redirects to https://login.example.com/');
    expect(world.asked.map(({ request }) => request.redirect)).toEqual(['manual']);
  });

  it.each([500, 502, 503, 429])('with status %i is waited out', async (status) => {
    const world = worldOf(
      (server, second) =>
        (...request) =>
          second() < 8 ? answering(status)(...request) : server(...request),
    );
    const ended = await world.run(command);
    expect(ended.exitCode).toBe(0);
    expect(ended.errors).toContain(`answers ${status}. Trying again.`);
  });

  it('within a minute is waited out', async () => {
    const world = worldOf(
      (server, second) =>
        (...request) =>
          second() >= 3 && second() < 6 ? unanswered(...request) : server(...request),
    );
    const ended = await world.run(`${command} --interval 4s`);
    expect([ended.exitCode, ended.errors.includes('did not answer within 60 s.')]).toEqual([0, true]);
  });

  it('in another form than this program knows ends with 3', async () => {
    const world = worldOf(() => answering(200, '{"data":{"nodes":[{"type":"Task","state":1}]}}'));
    const ended = await world.run(`${command} --interval 3s`);
    expect(ended.exitCode).toBe(3);
    expect(ended.errors).toContain('a form that this program does not know (at nodes.0.');
  });
});

describe('a server that refuses', () => {
  const closed = {
    parts: { authenticate: (token: string) => (token === 'right' ? { name: 'ci' } : undefined) },
  };

  it.each(['', '--interval 3s'])('without a token says that it wants one (%s)', async (option) => {
    const ended = await worldOf(sound, closed).run(`${command} ${option}`);
    expect([ended.exitCode, ended.seconds]).toEqual([3, 0]);
    expect(ended.errors).toContain('Give it with --token or EDGETASKS_TOKEN.');
  });

  it('a wrong token does not print it', async () => {
    const ended = await worldOf(sound, closed).run(`${command} --token hush`);
    expect(ended.exitCode).toBe(3);
    expect(ended.errors).toContain('The access token is not known.');
    expect(ended.errors + ended.output).not.toContain('hush');
  });

  it('accepts the right token', async () => {
    expect((await worldOf(sound, closed).run(`${command} --token right`)).exitCode).toBe(0);
    const environment = { EDGETASKS_TOKEN: ' right ', EDGETASKS_URL: 'https://tasks.example.com' };
    const world = worldOf(sound, { ...closed, environment });
    expect((await world.run(command)).exitCode).toBe(0);
    expect(world.asked[0]?.url).toBe('https://tasks.example.com/graphql');
  });

  it.each(['', '--interval 3s'])(
    'a provider that there is not names those that there are (%s)',
    async (option) => {
      const ended = await worldOf(sound).run(`wait mian/PREFETCH/1 ${option}`);
      expect(ended.exitCode).toBe(3);
      expect(ended.errors).toContain('No provider is called "mian". There are: main.');
    },
  );

  it('queries that are not registered says so', async () => {
    const ended = await worldOf(sound, { parts: { documents: new Map() } }).run(command);
    expect(ended.exitCode).toBe(3);
    expect(ended.errors).toContain('are registered if the server has the same version');
  });
});
