import { afterEach, describe, expect, test, vi } from 'vitest';

import { demoAccounts, keepDemoLively } from '../../src/emulator/demo.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator, Submission } from '../../src/emulator/emulator.ts';
import { noon } from './histories.ts';

const hourMs = 3_600_000;

let emulator: Emulator | undefined;

afterEach(async () => {
  vi.useRealTimers();
  await emulator?.close();
  emulator = undefined;
});

async function demoAt(clock: { now: number }, accounts = demoAccounts(noon)): Promise<Emulator> {
  emulator = await startEmulator({ now: () => clock.now, accounts });
  return emulator;
}

describe('the demo', () => {
  test('tells the same story for the same seed, and another for another', () => {
    expect(demoAccounts(noon, 7)).toEqual(demoAccounts(noon, 7));
    expect(demoAccounts(noon, 7)).not.toEqual(demoAccounts(noon, 8));
  });

  test('has accounts of every vendor, and two of one', () => {
    expect(demoAccounts(noon).map(({ vendor }) => vendor)).toEqual([
      'TENCENT_CDN',
      'TENCENT_CDN',
      'TENCENT_EDGEONE',
      'ALIBABA_CDN',
    ]);
  });

  test('shows every state that each vendor knows', async () => {
    const demo = await demoAt({ now: noon });
    const states = (name: string) => [...new Set(demo.rows(name).map(({ state }) => state))].toSorted();
    expect(states('tencent-main')).toEqual(['failed', 'invalid', 'processing', 'succeeded']);
    expect(states('edge')).toEqual(['canceled', 'failed', 'invalid', 'processing', 'succeeded', 'timedOut']);
    expect(states('aliyun')).toEqual(expect.arrayContaining(['failed', 'processing', 'succeeded']));
  });

  test('prefetches the same files on every vendor', async () => {
    const demo = await demoAt({ now: noon });
    const urls = (name: string) =>
      demo.rows(name).flatMap(({ kind, url }) => (kind === 'PREFETCH' ? [url] : []));
    const [main, edge, aliyun] = ['tencent-main', 'edge', 'aliyun'].map((name) => new Set(urls(name)));
    const everywhere = [...(main ?? [])].filter(
      (url) => edge?.has(url) === true && aliyun?.has(url) === true,
    );
    expect(everywhere.length).toBeGreaterThan(200);
  });

  test('reaches back 30 days, and three on Alibaba', async () => {
    const demo = await demoAt({ now: noon });
    const daysBack = (name: string) =>
      (noon - Math.min(...demo.rows(name).map(({ createdAt }) => createdAt))) / (24 * hourMs);
    expect(daysBack('tencent-main')).toBeGreaterThan(25);
    expect(daysBack('aliyun')).toBeGreaterThan(2);
    expect(daysBack('aliyun')).toBeLessThanOrEqual(3.001);
  });

  test('moves: what is in progress finishes, and new tasks arrive', async () => {
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

  test('has tasks of one and of hundreds of targets, and many rows in one second', () => {
    const sizes = demoAccounts(noon).map(({ history = [] }) => history.map(({ targets }) => targets.length));
    for (const size of sizes) {
      expect(Math.min(...size)).toBe(1);
      expect(Math.max(...size)).toBeGreaterThan(200);
    }
  });

  test('names nothing but example domains', () => {
    const domains = demoAccounts(noon).flatMap(({ history = [] }) =>
      history.flatMap(({ targets }) => targets.map(({ domain = '' }) => domain)),
    );
    expect([...new Set(domains)].every((domain) => /\.example\.(com|org|net)$/.test(domain))).toBe(true);
  });

  test('gives ids as each vendor makes them, none twice', () => {
    const ids = demoAccounts(noon).map(({ history = [] }) => history.map(({ taskId }) => taskId));
    const forms = [
      /^\d{10}(\d{9,13}|-[0-9a-z]{8})$/,
      /^\d{10}(\d{9,13}|-[0-9a-z]{8})$/,
      /^[0-9a-z]{12}$/,
      /^\d{11}$/,
    ];
    ids.forEach((own, index) => {
      expect(own.filter((id) => forms[index]?.test(id) !== true)).toEqual([]);
      expect(new Set(own).size).toBe(own.length);
    });
  });

  test('goes on beyond the first day', () => {
    vi.useFakeTimers({ now: noon });
    const added: { account: string; submission: Submission }[] = [];
    const stop = keepDemoLively(
      { submit: (account, submission) => added.push({ account, submission }) },
      noon,
    );
    vi.advanceTimersByTime(3 * hourMs);
    const times = added.map(({ submission }) => submission.at);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(noon + 24 * hourMs);
    expect(Math.max(...times)).toBeGreaterThan(noon + 26 * hourMs);
    expect(new Set(added.map(({ account }) => account)).size).toBe(4);
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
