import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';

import { afterEach, describe, expect, it } from 'vitest';

import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Behaviour, EmulatedAccount, Emulator } from '../../src/emulator/emulator.ts';
import { askAlibaba, askTencent, column, key } from './asking.ts';
import { noon, submission, target } from './histories.ts';

let emulator: Emulator | undefined;
let now = noon;

const second = 1000;
const today = { StartTime: '2026-03-10 00:00:00' };

afterEach(async () => {
  await emulator?.close();
  emulator = undefined;
  now = noon;
});

async function start(accounts: readonly EmulatedAccount[], more = {}): Promise<Emulator> {
  emulator = await startEmulator({ now: () => now, accounts, ...more });
  return emulator;
}

function cdn(more: Partial<EmulatedAccount> = {}): EmulatedAccount {
  return { vendor: 'TENCENT_CDN', name: 'cdn', ...key, ...more };
}

function aliyun(behaviour: Partial<Behaviour>): EmulatedAccount {
  const targets = [target('https://www.example.com/a', { finishesAt: noon + 20 * second })];
  return {
    vendor: 'ALIBABA_CDN',
    name: 'aliyun',
    ...key,
    behaviour,
    history: [{ taskId: '10001', kind: 'PREFETCH', at: noon, targets }],
  };
}

describe('an account', () => {
  it('is known by its name alone', async () => {
    await expect(start([cdn(), cdn()])).rejects.toThrow(RangeError);
    await expect(start([cdn(), cdn({ name: 'other' })])).rejects.toThrow(
      'other has the access key of another',
    );
    const started = await start([cdn()]);
    expect(() => started.rows('nobody')).toThrow('There is no account named nobody');
  });

  it('cannot hold what its vendor does not offer or cannot say', async () => {
    const purge = submission('1', noon, ['https://www.example.com/'], { kind: 'PURGE_HOST' });
    await expect(start([cdn({ history: [purge] })])).rejects.toThrow('The vendor offers no PURGE_HOST');
    const canceled = submission('1', noon, ['x'], { target: { outcome: 'canceled' } });
    await expect(start([cdn({ history: [canceled] })])).rejects.toThrow('no word for PREFETCH canceled');
  });

  it('may be given a word that nobody knows, which is told once the row has finished', async () => {
    const odd = submission('1', noon, ['x'], {
      target: { word: 'Vanished', outcome: 'canceled', finishesAt: noon + second },
    });
    const ask = askTencent(await start([cdn({ history: [odd] })]), 'TENCENT_CDN', () => now);
    expect(column(await ask('DescribePushTasks', { TaskId: '1' }), 'Status')).toEqual(['process']);
    now += second;
    expect(column(await ask('DescribePushTasks', { TaskId: '1' }), 'Status')).toEqual(['Vanished']);
  });

  it('sees nothing of the other accounts of its vendor', async () => {
    const other = cdn({ name: 'other', id: 'other', history: [submission('1', noon, ['x'])] });
    const ask = askTencent(await start([cdn(), other]), 'TENCENT_CDN', () => now);
    expect((await ask('DescribePushTasks', today)).total).toBe(0);
  });
});

describe('the history', () => {
  it('grows at its head while clients walk', async () => {
    const started = await start([cdn({ history: [submission('old', noon - second, ['a'])] })]);
    const ask = askTencent(started, 'TENCENT_CDN', () => now);
    started.submit('cdn', submission('new', noon, ['b', 'c']));
    expect(column(await ask('DescribePushTasks', today), 'TaskId')).toEqual(['new', 'new', 'old']);
  });

  it('can be read completely by oracles', async () => {
    const running = submission('1', noon - second, ['https://a.example.com/x'], {
      target: { finishesAt: noon + second },
    });
    const started = await start([cdn({ history: [running, submission('later', noon + 5 * second, ['y'])] })]);
    expect(started.rows('cdn')).toMatchObject([
      { taskId: '1', state: 'processing', percent: 50, word: 'process' },
    ]);
    now += 5 * second;
    expect(started.rows('cdn')).toMatchObject([
      { taskId: '1', state: 'succeeded', percent: 100, word: 'done', domain: 'a.example.com' },
      { taskId: 'later' },
    ]);
  });
});

describe('behaviour', () => {
  it('can be changed while the emulator runs', async () => {
    const started = await start([cdn()]);
    const ask = askTencent(started, 'TENCENT_CDN', () => now);
    started.setBehaviour('cdn', { maxPageSize: 5 });
    expect((await ask('DescribePushTasks', { ...today, Limit: 6 })).code).toBe(
      'InvalidParameter.CdnParamError',
    );
    expect((await ask('DescribePushTasks', { ...today, Limit: 5 })).code).toBeUndefined();
  });

  it('latency holds every answer back', async () => {
    const ask = askTencent(await start([cdn({ behaviour: { latencyMs: 40 } })]), 'TENCENT_CDN', () => now);
    const before = performance.now();
    await ask('DescribePushTasks', today);
    expect(performance.now() - before).toBeGreaterThanOrEqual(39);
  });

  it('a stale first answer tells the state of the question before', async () => {
    const ask = askAlibaba(await start([aliyun({ staleFirstAnswer: true })]), () => now);
    const status = async () => column(await ask('DescribeRefreshTasks', { TaskId: '10001' }), 'Status')[0];
    now += 60 * second;
    expect([await status(), await status()]).toEqual(['Refreshing', 'Complete']);
    now += 60 * second;
    expect([await status(), await status()]).toEqual(['Complete', 'Complete']);
  });
});

async function codes(count: number, ask: () => Promise<{ code: unknown }>): Promise<unknown[]> {
  const answers = await Promise.all(Array.from({ length: count }, ask));
  return [...new Set(answers.map(({ code }) => code))];
}

describe('calls a second', () => {
  it('Tencent: 20 for each action and account, then RequestLimitExceeded, until time passes', async () => {
    const ask = askTencent(await start([cdn()]), 'TENCENT_CDN', () => now);
    const push = () => ask('DescribePushTasks', today);
    expect(await codes(20, push)).toEqual([undefined]);
    expect((await push()).code).toBe('RequestLimitExceeded');
    expect((await ask('DescribePurgeTasks', today)).code).toBeUndefined();
    now += 50;
    expect([(await push()).code, (await push()).code]).toEqual([undefined, 'RequestLimitExceeded']);
  });

  it.each([
    ['DescribeRefreshTasks', 5],
    ['DescribeRefreshTaskById', 30],
    ['DescribePreloadDetailById', 30],
  ])('Alibaba: %s %i, then 429 TooManyRequests', async (action, callsPerSecond) => {
    const ask = askAlibaba(await start([aliyun({})]), () => now);
    const call = () => ask(action, { TaskId: '10001' });
    expect(await codes(callsPerSecond, call)).toEqual([undefined]);
    expect(await call()).toMatchObject({ status: 429, code: 'TooManyRequests' });
  });

  it('are not counted where the account says so', async () => {
    const started = await start([cdn({ behaviour: { enforcesRate: false } })]);
    const ask = askTencent(started, 'TENCENT_CDN', () => now);
    expect(await codes(60, () => ask('DescribePushTasks', today))).toEqual([undefined]);
  });
});

describe('the log of calls', () => {
  it('contains each call and its outcome', async () => {
    const started = await start([cdn({ history: [submission('1', noon, ['a', 'b'])] })]);
    const ask = askTencent(started, 'TENCENT_CDN', () => now);
    await ask('DescribePushTasks', { TaskId: '1', Limit: 1 });
    await ask('DescribePushTasks', { Limit: 1 });
    await ask('DescribePushTasks', today, { key: { id: 'nobody', secret: 's' } });
    expect(started.calls).toMatchObject([
      {
        vendor: 'TENCENT_CDN',
        account: 'cdn',
        action: 'DescribePushTasks',
        parameters: { TaskId: '1', Limit: 1 },
        at: noon,
        code: undefined,
        rows: 1,
      },
      { account: 'cdn', parameters: { Limit: 1 }, code: 'InvalidParameter.CdnParamError', rows: 0 },
      { account: undefined, code: 'AuthFailure.SecretIdNotFound' },
    ]);
  });

  it('can be cleared without changing lists that were returned before', async () => {
    const started = await start([cdn()]);
    const ask = askTencent(started, 'TENCENT_CDN', () => now);
    await ask('DescribePushTasks', today);
    const before = started.calls;
    started.clearCalls();
    expect([before.length, started.calls.length]).toEqual([1, 0]);
  });

  it('forgets the oldest calls', async () => {
    const started = await start([cdn()], { maxCallsKept: 2 });
    const ask = askTencent(started, 'TENCENT_CDN', () => now);
    for (const TaskId of ['1', '2', '3', '4', '5']) await ask('DescribePushTasks', { TaskId });
    expect(started.calls.map(({ parameters }) => parameters['TaskId'])).toEqual(['3', '4', '5']);
  });
});

describe('the servers', () => {
  it('listen on loopback, a port for each vendor', async () => {
    const started = await start([]);
    const endpoints = (['TENCENT_CDN', 'TENCENT_EDGEONE', 'ALIBABA_CDN'] as const).map((vendor) =>
      started.endpoint(vendor),
    );
    expect(new Set(endpoints).size).toBe(3);
    for (const endpoint of endpoints) expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('listen on a given port', async () => {
    const { port } = new URL((await start([])).endpoint('TENCENT_CDN'));
    await emulator?.close();
    const again = await start([], { ports: { TENCENT_CDN: Number(port) } });
    expect(again.endpoint('TENCENT_CDN')).toBe(`http://127.0.0.1:${port}`);
  });

  it('leave nothing open when one port is taken', async () => {
    const taken = Number(new URL((await start([])).endpoint('ALIBABA_CDN')).port);
    const free = Number(new URL(emulator?.endpoint('TENCENT_CDN') ?? '').port);
    await emulator?.close();
    const holder = createServer().listen(taken, '127.0.0.1');
    await once(holder, 'listening');
    const ports = { TENCENT_CDN: free, ALIBABA_CDN: taken };
    await expect(startEmulator({ accounts: [], ports })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    holder.close();
    await once(holder, 'close');
    expect((await start([], { ports })).endpoint('TENCENT_CDN')).toBe(`http://127.0.0.1:${free}`);
  });

  it('keep connections alive from call to call', async () => {
    const endpoint = (await start([])).endpoint('ALIBABA_CDN');
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const localPort = () =>
      new Promise((resolve, reject) => {
        const outgoing = request(endpoint, { agent }, (incoming) => {
          const port = incoming.socket.localPort;
          incoming.resume().on('end', () => resolve(port));
        });
        outgoing.on('error', reject).end();
      });
    const first = await localPort();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await localPort()).toBe(first);
    agent.destroy();
  });
});
