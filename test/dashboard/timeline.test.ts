import { describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { accountsWith, manySubmissions, submission } from './accounts.ts';
import { dashboards, rows, searchOf, textsOf } from './dashboard.ts';

needs('chromium');

const minute = 60_000;
const site = 'https://www.example.com';

describe('the timeline', () => {
  const open = dashboards();

  it('shows the tasks of every provider in one list, who answered, and when they were submitted', async () => {
    const now = Date.now();
    const { page, strays, complaints } = await open(
      {
        accounts: accountsWith({
          tencent: [submission('tencent-1', now - 2 * minute)],
          edge: [submission('edge-1', now - minute, { kind: 'PURGE_URL' })],
          aliyun: [submission('7001', now - 3 * minute, { target: { outcome: 'failed' } })],
        }),
      },
      '?range=15m',
    );
    await rows(page).nth(2).waitFor();
    expect(await textsOf(page, '.task-provider-name')).toEqual(['edge', 'tencent', 'aliyun']);
    expect(await textsOf(page, '.task-state')).toEqual(['Done', 'Done', 'Failed']);
    expect(await textsOf(page, '.coverage-provider .chip')).toEqual(['Complete', 'Complete', 'Complete']);
    expect(await textsOf(page, '.health-name')).toEqual(['tencent', 'edge', 'aliyun']);
    expect(await textsOf(page, '.tally b')).toEqual(['1', '2']);
    expect(await page.locator('svg.bars .bar').count()).toBe(3);
    const description = await page.locator('svg.bars desc').textContent();
    expect(description).toBe('Failed: 1, Done: 2. At most 1 task in a bar.');
    await page.getByText('As a table').click();
    expect(await textsOf(page, '.chart-table tbody td')).toEqual(['1', '0', '0', '1', '0', '1']);
    expect(strays).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('filters by what is chosen, and keeps the choice in its address', async () => {
    const now = Date.now();
    const { page, complaints } = await open({
      accounts: accountsWith({
        tencent: [
          submission('tencent-1', now - minute, { target: { outcome: 'failed' } }),
          submission('tencent-2', now - 2 * minute, { urls: ['https://img.example.org/logo.svg'] }),
        ],
        edge: [submission('edge-1', now - 3 * minute, { target: { outcome: 'failed' } })],
        aliyun: [submission('7001', now - 4 * minute)],
      }),
    });
    await rows(page).nth(3).waitFor();
    await page.locator('.menu', { hasText: 'State' }).locator('summary').click();
    await page.locator('.menu[open]').getByLabel('Failed').check();
    await rows(page).nth(2).waitFor({ state: 'detached' });
    expect(await textsOf(page, '.task-provider-name')).toEqual(['tencent', 'edge']);
    await page.keyboard.press('Escape');
    await page.locator('.menu', { hasText: 'Provider' }).locator('summary').click();
    await page.locator('.menu[open]').getByLabel('edge').check();
    await rows(page).nth(1).waitFor({ state: 'detached' });
    expect(await searchOf(page)).toBe('?provider=edge&state=FAILED');
    await page.reload();
    await rows(page).first().waitFor();
    expect(await textsOf(page, '.task-provider-name')).toEqual(['edge']);
    await page.getByRole('button', { name: 'Clear' }).click();
    await rows(page).nth(3).waitFor();
    await page.getByLabel('Search by URL, host or task id').fill('img.example.org');
    await page.keyboard.press('Enter');
    await rows(page).nth(1).waitFor({ state: 'detached' });
    expect(await textsOf(page, '.task-url')).toEqual(['img.example.org/logo.svg']);
    expect(await searchOf(page)).toBe('?search=img.example.org');
    expect(complaints).toEqual([]);
  });

  it('shows the chosen time alone', async () => {
    const now = Date.now();
    const { page } = await open({
      accounts: accountsWith({
        tencent: [submission('tencent-1', now - minute), submission('tencent-2', now - 100 * minute)],
        edge: [submission('edge-1', now - 50 * 60 * minute)],
        aliyun: [],
      }),
    });
    await rows(page).nth(1).waitFor();
    const range = page.getByLabel('Time range');
    await range.selectOption('Last 3 days');
    await rows(page).nth(2).waitFor();
    await range.selectOption('Last hour');
    await rows(page).nth(1).waitFor({ state: 'detached' });
    await range.selectOption('Between…');
    await rows(page).nth(1).waitFor();
    await page.getByLabel('To', { exact: true }).fill(localMinute(now - 30 * minute));
    await page.keyboard.press('Enter');
    await rows(page).nth(1).waitFor({ state: 'detached' });
    expect(await searchOf(page)).toMatch(/^\?from=[^&]+&to=[^&]+$/);
    expect(await page.locator('.task-link').getAttribute('href')).toContain('from=');
  });

  it('reads on while it is scrolled, and gives no task twice', async () => {
    const now = Date.now();
    const { page } = await open({
      accounts: accountsWith({
        tencent: manySubmissions('tencent', 70, now),
        edge: manySubmissions('edge', 55, now),
        aliyun: manySubmissions('aliyun', 40, now),
      }),
    });
    await rows(page).nth(39).waitFor();
    expect(await rows(page).count()).toBeLessThan(165);
    const end = page.getByText('165 tasks. That is all of the chosen time.');
    while (!(await end.isVisible())) await page.mouse.wheel(0, 5_000);
    const listed = await page.locator('.task-link').evaluateAll((links) => links.map(String));
    expect(listed).toHaveLength(165);
    expect(new Set(listed).size).toBe(165);
  });

  it('updates by itself while a task is in progress', async () => {
    const now = Date.now();
    const urls = Array.from({ length: 4 }, (_, index) => `${site}/${index}.js`);
    const { page, operations, complaints } = await open({
      accounts: accountsWith({
        tencent: [submission('tencent-1', now - 2_000, { urls, target: { finishesAt: now + 6_000 } })],
        edge: [],
        aliyun: [],
      }),
    });
    const bar = page.getByRole('progressbar');
    await bar.waitFor();
    expect(Number(await bar.getAttribute('aria-valuenow'))).toBeLessThan(100);
    await rows(page).filter({ hasText: 'Done' }).waitFor();
    expect(await bar.count()).toBe(0);
    expect(operations.filter((name) => name === 'TaskProgress')).toHaveLength(1);
    expect(operations.filter((name) => name === 'Timeline')).toHaveLength(3);
    expect(complaints).toEqual([]);
  });

  it('follows a few tasks by streams and asks about the rest together, so that a query is always answered', async () => {
    const now = Date.now();
    const running = { target: { finishesAt: now + 10 * minute } };
    const submissions = Array.from({ length: 9 }, (_, index) =>
      submission(`tencent-${index}`, now - minute - index * 1_000, running),
    );
    const { page, operations } = await open({
      accounts: accountsWith({ tencent: submissions, edge: [], aliyun: [] }),
    });
    await page.getByRole('progressbar').nth(8).waitFor();
    await expect.poll(() => operations.includes('TasksNow'), { timeout: 10_000 }).toBe(true);
    expect(operations.filter((name) => name === 'TaskProgress')).toHaveLength(2);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect.poll(() => operations.filter((name) => name === 'Timeline').length).toBe(6);
    await page.locator('.tasks[aria-busy=false]').waitFor();
    expect(await rows(page).count()).toBe(9);
  });

  it('shows the others’ tasks when a vendor is down, and says which one and why', async () => {
    const now = Date.now();
    const { page, stage } = await open({
      accounts: accountsWith({
        tencent: [submission('tencent-1', now - 2 * minute)],
        edge: [submission('edge-1', now - minute)],
        aliyun: [submission('7001', now - 3 * minute)],
      }),
    });
    await rows(page).nth(2).waitFor();
    const mend = stage.emulator.inject({
      vendor: 'ALIBABA_CDN',
      fault: { kind: 'error', code: 'Forbidden.RAM', status: 403 },
    });
    // What was just read is kept for a moment: another time is another question.
    await page.getByLabel('Time range').selectOption('Last 6 hours');
    await page.locator('.coverage-provider', { hasText: 'No answer' }).waitFor();
    expect(await textsOf(page, '.task-provider-name')).toEqual(['edge', 'tencent']);
    const aliyun = page.locator('.coverage-provider', { hasText: 'aliyun' });
    expect(await aliyun.locator('.problem').innerText()).toMatch(/Forbidden\.RAM[^]*Request id/);
    expect(await page.locator('.health-provider.tone-warn').innerText()).toContain('aliyun');
    mend();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await rows(page).nth(2).waitFor();
    expect(await page.locator('.problem').count()).toBe(0);
  });

  it('announces what is new, and moves the list only when it is asked to', async () => {
    const now = Date.now();
    const { page, stage } = await open({
      accounts: accountsWith({ tencent: [submission('tencent-1', now - 5 * minute)], edge: [], aliyun: [] }),
    });
    await page.clock.install();
    await page.reload();
    await rows(page).first().waitFor();
    stage.emulator.submit('edge', submission('edge-1', Date.now() - 2_000));
    await page.clock.fastForward(20_000);
    const news = page.getByRole('button', { name: '1 new task' });
    await news.waitFor();
    expect(await rows(page).count()).toBe(1);
    await news.click();
    await rows(page).nth(1).waitFor();
    expect(await textsOf(page, '.task-provider-name')).toEqual(['edge', 'tencent']);
    expect(await news.count()).toBe(0);
  });

  it('reads on by itself where one request is not enough to find what is rare', async () => {
    const now = Date.now();
    const many = (name: string) => manySubmissions(name, 300, now);
    const { page } = await open(
      {
        accounts: accountsWith({
          tencent: [
            ...many('tencent'),
            submission('tencent-rare', now - 120 * minute, {
              urls: ['https://rare.example.com/a.js'],
              target: { outcome: 'failed' },
            }),
          ],
          edge: many('edge'),
          aliyun: [],
        }),
        maxVendorCallsPerRequest: 2,
      },
      '?search=rare.example.com',
    );
    await rows(page).first().waitFor();
    expect(await textsOf(page, '.task-url')).toEqual(['rare.example.com/a.js']);
    await page.getByText('1 task. That is all of the chosen time.').waitFor();
  });
});

/** As an input of dates and times takes it, in the zone of this machine, which the browser shares. */
function localMinute(instant: number): string {
  const offset = new Date(instant).getTimezoneOffset() * minute;
  return new Date(instant - offset).toISOString().slice(0, 16);
}
