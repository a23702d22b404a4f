import { describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { accountsWith, submission } from './accounts.ts';
import { dashboards, rows, textsOf } from './dashboard.ts';

needs('chromium');

const minute = 60_000;

describe('the dashboard of a server with a history', () => {
  const open = dashboards();

  it('is live by one stream of changes, and calls no vendor for it', async () => {
    const now = Date.now();
    const { page, stage, operations, complaints } = await open({
      isKept: true,
      accounts: accountsWith({
        tencent: [submission('tencent-1', now - minute, { target: { finishesAt: now + 20_000 } })],
        edge: [],
        aliyun: [],
      }),
    });
    await rows(page).first().waitFor();
    // The history has read something by now.
    await expect.poll(() => operations.includes('TaskChanges'), { timeout: 60_000 }).toBe(true);
    stage.emulator.submit('edge', submission('edge-1', Date.now() - 2_000));
    const news = page.getByRole('button', { name: '1 new task' });
    await news.waitFor({ timeout: 60_000 });
    await expect.poll(() => textsOf(page, '.task-state'), { timeout: 60_000 }).toEqual(['Done']);
    // Only before the stream was open, tasks had streams of their own.
    const opened = operations.indexOf('TaskChanges');
    expect(operations.slice(opened)).not.toContain('TaskProgress');
    expect(operations.slice(opened)).not.toContain('TasksNow');
    await news.click();
    await rows(page).nth(1).waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows statistics, how long tasks took, and since when the history exists', async () => {
    const now = Date.now();
    const { page, strays, complaints } = await open(
      {
        isKept: true,
        accounts: accountsWith({
          tencent: [
            submission('tencent-1', now - 2 * minute),
            submission('tencent-2', now - 3 * minute, { target: { outcome: 'failed' } }),
          ],
          edge: [submission('edge-1', now - minute)],
          aliyun: [],
        }),
      },
      '?page=statistics',
    );
    await page.getByText('kept since').first().waitFor({ timeout: 60_000 });
    await page.reload();
    await page.locator('.statistics-table').waitFor();
    expect(await textsOf(page, '.statistics-table tbody th')).toEqual(['edge', 'tencent']);
    expect((await textsOf(page, '.statistics-table tbody tr:last-child td')).slice(0, 3)).toEqual([
      '2',
      '2',
      '50 %',
    ]);
    expect(await page.locator('svg.bars .bar').count()).toBeGreaterThanOrEqual(2);
    expect(await textsOf(page, '.statistics-since li')).toEqual(
      ['tencent', 'edge', 'aliyun'].map((name) => expect.stringMatching(new RegExp(`^${name}: kept since`))),
    );
    await page.getByRole('button', { name: 'Tasks' }).click();
    await rows(page).first().waitFor();
    expect(strays).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('says so where there is none', async () => {
    const { page } = await open(
      { accounts: accountsWith({ tencent: [], edge: [], aliyun: [] }) },
      '?page=statistics',
    );
    const notice = page.locator('.statistics .notice');
    await notice.waitFor();
    expect(await notice.textContent()).toContain('Set `history` in its configuration');
  });
});
