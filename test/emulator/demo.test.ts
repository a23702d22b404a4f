import { afterEach, describe, expect, it, vi } from 'vitest';
import { demoAccountList, demoAccounts, keepDemoAlive } from '../../src/emulator/demo.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator, Submission } from '../../src/emulator/emulator.ts';
import { registry } from '../../src/emulator/registry.ts';
import { noon } from './histories.ts';

const hourMs = 3_600_000;

const names = demoAccountList.map(({ name }) => name);
const accounts = demoAccounts(noon);
/** With those that the demo has only if they are asked for. */
const all = demoAccounts(noon, { names });
let emulator: Emulator | undefined;

afterEach(async () => {
  vi.useRealTimers();
  await emulator?.close();
  emulator = undefined;
});

async function demoAt(clock: { now: number }, demo = accounts): Promise<Emulator> {
  emulator = await startEmulator({ now: () => clock.now, accounts: demo });
  return emulator;
}

describe('the demo', () => {
  it('has the same events for the same seed, and other events for another', () => {
    expect(demoAccounts(noon)).toEqual(accounts);
    expect(demoAccounts(noon, { seed: 8 })).not.toEqual(accounts);
  });

  it('can have accounts of every vendor, and begins with some', () => {
    expect(new Set(all.map(({ vendor }) => vendor))).toEqual(new Set(Object.keys(registry)));
    expect(accounts.map(({ vendor }) => vendor)).toEqual([
      'TENCENT_CDN',
      'TENCENT_CDN',
      'TENCENT_EDGEONE',
      'ALIBABA_CDN',
      'HUAWEI_CDN',
    ]);
  });

  it('gives an account the same tasks whichever others there are', () => {
    const [edge] = demoAccounts(noon, { names: ['edge'] });
    expect(edge).toEqual(accounts.find(({ name }) => name === 'edge'));
  });

  it('names what a vendor purges as that vendor does', async () => {
    const demo = await demoAt({ now: noon }, demoAccounts(noon, { names: ['cloudfront'] }));
    const urls = (kind: string) =>
      demo.rows('cloudfront').flatMap((row) => (row.kind === kind ? [row.url] : []));
    expect(urls('PURGE_URL').filter((url) => !/^\/[^*]*$/.test(url))).toEqual([]);
    expect(urls('PURGE_DIRECTORY').filter((url) => !/^\/.*\*$/.test(url))).toEqual([]);
    expect(urls('PURGE_CACHE_TAG').filter((url) => !/^#[a-z]+$/.test(url))).toEqual([]);
    expect(new Set(urls('PURGE_ALL'))).toEqual(new Set(['/*']));
    expect(new Set(demo.rows('cloudfront').map(({ state }) => state))).toEqual(
      new Set(['processing', 'succeeded']),
    );
  });

  it('shows every state that each vendor knows', async () => {
    const demo = await demoAt({ now: noon });
    const states = (name: string) => [...new Set(demo.rows(name).map(({ state }) => state))].toSorted();
    expect(states('tencent-main')).toEqual(['failed', 'invalid', 'processing', 'succeeded']);
    expect(states('edge')).toEqual(['canceled', 'failed', 'invalid', 'processing', 'succeeded', 'timedOut']);
    expect(states('aliyun')).toEqual(expect.arrayContaining(['failed', 'processing', 'succeeded']));
  });

  it('prefetches the same files on every vendor', async () => {
    const demo = await demoAt({ now: noon });
    const urls = (name: string) =>
      demo.rows(name).flatMap(({ kind, url }) => (kind === 'PREFETCH' ? [url] : []));
    const [main, edge, aliyun] = ['tencent-main', 'edge', 'aliyun'].map((name) => new Set(urls(name)));
    const everywhere = [...(main ?? [])].filter(
      (url) => edge?.has(url) === true && aliyun?.has(url) === true,
    );
    expect(everywhere.length).toBeGreaterThan(200);
  });

  it('reaches back 30 days, and three on Alibaba', async () => {
    const demo = await demoAt({ now: noon });
    const daysBack = (name: string) =>
      (noon - Math.min(...demo.rows(name).map(({ createdAt }) => createdAt))) / (24 * hourMs);
    expect(daysBack('tencent-main')).toBeGreaterThan(25);
    expect(daysBack('aliyun')).toBeGreaterThan(2);
    expect(daysBack('aliyun')).toBeLessThanOrEqual(3.001);
  });

  it('changes over time: tasks in progress finish, and new tasks arrive', async () => {
    const clock = { now: noon };
    const demo = await demoAt(clock);
    const tasks = () => new Set(demo.rows('tencent-main').map(({ taskId }) => taskId)).size;
    const before = tasks();
    const running = demo.rows('tencent-main').filter(({ state }) => state === 'processing');
    expect(running.length).toBeGreaterThan(100);
    clock.now += hourMs;
    expect(tasks()).toBeGreaterThan(before + 5);
    const later = new Map(demo.rows('tencent-main').map((row) => [`${row.taskId} ${row.url}`, row.state]));
    const finished = running.filter(({ taskId, url }) => later.get(`${taskId} ${url}`) !== 'processing');
    expect(finished).toHaveLength(running.length);
  });

  it('has tasks of one and of hundreds of targets, and many rows in one second', () => {
    const sizes = all.map(({ history = [] }) => history.map(({ targets }) => targets.length));
    for (const size of sizes) {
      expect(Math.min(...size)).toBe(1);
      expect(Math.max(...size)).toBeGreaterThan(200);
    }
  });

  it('contains only example domains', () => {
    const domains = all.flatMap(({ history = [] }) =>
      history.flatMap(({ targets }) => targets.map(({ domain = '' }) => domain)),
    );
    expect([...new Set(domains)].every((domain) => /\.example\.(com|org|net)$/.test(domain))).toBe(true);
  });

  it('has unique ids in the format of each vendor', () => {
    const content = /^(prefetch_url|refresh)_[0-9a-z]{20}$/;
    const forms = {
      TENCENT_CDN: /^\d{10}(\d{9,13}|-[0-9a-z]{8})$/,
      TENCENT_EDGEONE: /^[0-9a-z]{12}$/,
      ALIBABA_CDN: /^\d{11}$/,
      ALIBABA_DCDN: /^\d{11}$/,
      ALIBABA_ESA: /^\d{11}$/,
      VOLCENGINE_CDN: content,
      BYTEPLUS_CDN: content,
      AWS_CLOUDFRONT: /^I[0-9A-Z]{13}$/,
      HUAWEI_CDN: /^[0-9a-f]{32}$/,
    };
    for (const { vendor, history = [] } of all) {
      const own = history.map(({ taskId }) => taskId);
      expect(own.filter((id) => !forms[vendor].test(id))).toEqual([]);
      expect(new Set(own).size).toBe(own.length);
    }
  });

  it('has a release every few minutes, some of which fail', async () => {
    const demo = await demoAt({ now: noon });
    const rows = demo.rows('aliyun', noon).filter(({ createdAt }) => createdAt > noon - 3 * hourMs);
    const prefetches = new Map(
      rows.filter(({ kind }) => kind === 'PREFETCH').map((row) => [row.taskId, row.createdAt]),
    );
    const times = [...prefetches.values()].toSorted((one, other) => one - other);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(20 * 60_000);
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThan(6 * 60_000);
    expect(new Set(rows.map(({ state }) => state))).toContain('failed');
  });

  it('goes on beyond the first day, and is what it would be if it had started later', () => {
    const { submitted, stop } = alive(3 * hourMs);
    const times = submitted.map(({ submission }) => submission.at);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(noon + 24 * hourMs);
    expect(Math.max(...times)).toBeGreaterThan(noon + 26 * hourMs);
    expect(new Set(submitted.map(({ account }) => account))).toEqual(new Set(names));
    const later = new Set(
      demoAccounts(noon + 2 * hourMs, { names }).flatMap(({ name, history = [] }) =>
        history.map(({ taskId }) => `${name} ${taskId}`),
      ),
    );
    const known = submitted.filter(({ submission }) => submission.at < noon + 26 * hourMs);
    const ids = known.map(({ account, submission }) => `${account} ${submission.taskId}`);
    expect(ids.filter((id) => !later.has(id))).toEqual([]);
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('makes one provider slow for about a minute now and then, never in the first five minutes', () => {
    const { changes, stop } = alive(2 * hourMs);
    expect(changes[0]?.at).toBeGreaterThan(noon + 5 * 60_000);
    expect(changes.length).toBeGreaterThanOrEqual(16);
    for (let index = 0; index < changes.length - 1; index += 2) {
      const [from, to] = [changes[index], changes[index + 1]];
      expect(from?.account).toBe(to?.account);
      expect(from?.latencyMs).toBeGreaterThanOrEqual(1500);
      expect(to?.latencyMs).toBe(0);
      expect((to?.at ?? 0) - (from?.at ?? 0)).toBeLessThanOrEqual(100_000);
    }
    expect(new Set(changes.map(({ account }) => account)).size).toBeGreaterThan(1);
    stop();
  });

  it('contains nothing older than the vendors’ retention', async () => {
    const clock = { now: noon };
    const demo = await demoAt(clock);
    const shown = () => demo.rows('aliyun', noon).length;
    expect(shown()).toBeGreaterThan(1000);
    demo.forget();
    expect(shown()).toBeGreaterThan(1000);
    clock.now += 10 * 24 * hourMs;
    demo.forget();
    expect(shown()).toBe(0);
  });
});

/** A demo with fake timers that has been alive for so long, and what it did. */
function alive(lengthMs: number) {
  vi.useFakeTimers({ now: noon });
  const submitted: { account: string; submission: Submission }[] = [];
  const changes: { at: number; account: string; latencyMs: number | undefined }[] = [];
  const stop = keepDemoAlive(
    {
      submit: (account, submission) => submitted.push({ account, submission }),
      setBehaviour: (account, { latencyMs }) => changes.push({ at: Date.now(), account, latencyMs }),
      forget: () => undefined,
    },
    Date.now,
    { names },
  );
  vi.advanceTimersByTime(lengthMs);
  return { submitted, changes, stop };
}
