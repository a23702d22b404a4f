import { describe, expect, it, onTestFinished } from 'vitest';
import type { EmulatedAccount, Submission } from '../../src/emulator/emulator.ts';
import { accountNames, company } from './company.ts';
import { openContention } from './contention.ts';
import type { Contention, FirstPage } from './contention.ts';

const minute = 60_000;

/** `npx tsx test/trust/fairness.ts --runs 100` measures how long a page takes. */
const runs = 4;

/** What the vendors' rates cost a client whom others do not keep waiting, in ms. */
const longestWait = 2_000;

async function opened(accounts: readonly EmulatedAccount[]): Promise<Contention> {
  const contention = await openContention(accounts);
  onTestFinished(() => contention.close());
  return contention;
}

/** What is wrong with pages, each of which had to ask the vendors. */
const shortcomings = (pages: readonly FirstPage[]): string[] =>
  pages.flatMap(({ errors, tasks, calls, waited }) => [
    ...errors,
    ...(tasks === 20 ? [] : [`${tasks} tasks`]),
    ...(calls > 0 ? [] : ['no vendor call']),
    ...(waited <= longestWait ? [] : [`waited for ${waited} ms`]),
  ]);

describe('the first page of a client', () => {
  it('arrives while another client has 80 requests that need more calls than the rates allow', async () => {
    const contention = await opened(company(Date.now()));
    const flood = contention.flood(80);
    const pages = await contention.readFirstPages(runs);
    await flood.stop();
    expect(shortcomings(pages)).toEqual([]);
  });

  it('arrives while subscriptions watch 200 running tasks of one account', async () => {
    const now = Date.now();
    const running = Array.from({ length: 200 }, (_, index): Submission => {
      const at = now - (index + 1) * minute;
      const url = `https://www.example.com/running/${index}.js`;
      const target = { url, finishesAt: now + 1_000 * minute, outcome: 'succeeded' } as const;
      return { taskId: `55${index}`, kind: 'PREFETCH', at, targets: [target] };
    });
    const name = accountNames.TENCENT_CDN;
    const contention = await opened(
      company(now).map((each) => (each.name === name ? { ...each, history: running } : each)),
    );
    const watching = new AbortController();
    onTestFinished(() => watching.abort());
    await contention.watch(name, running.length, watching.signal);
    contention.emulator.clearCalls();
    const pages = await contention.readFirstPages(runs);
    const ofPages = pages.reduce((sum, { calls }) => sum + calls, 0);
    expect(shortcomings(pages)).toEqual([]);
    // The tasks were polled meanwhile.
    expect(contention.emulator.calls.length).toBeGreaterThan(ofPages + runs);
  });
});
