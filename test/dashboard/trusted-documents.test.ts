import { describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { accountsWith, manySubmissions, submission } from './accounts.ts';
import { dashboards, rows } from './dashboard.ts';

needs('chromium');

const url = 'https://www.example.com/app.js';

describe('the dashboard of a server that answers trusted documents only', () => {
  const open = dashboards();

  it('works as on any other server, and other documents are refused', async () => {
    const now = Date.now();
    const { page, operations, complaints, stage } = await open({
      isTrustedOnly: true,
      accounts: accountsWith({
        tencent: [submission('tencent-new1', now - 2_000, { target: { finishesAt: now + 8_000 } })],
        edge: manySubmissions('edge', 60, now),
        // More than there are streams for, so that some are asked for together.
        aliyun: Array.from({ length: 5 }, (_, index) =>
          submission(`${7_000 + index}`, now - 3_000 - index * 1_000, {
            target: { finishesAt: now + 14_000 },
          }),
        ),
      }),
    });
    const newest = rows(page).first();
    await newest.getByText('In progress').waitFor();
    await rows(page).nth(5).getByText('Done').waitFor();
    expect(await rows(page).count()).toBeLessThan(66);
    await page.keyboard.press('End');
    await rows(page).nth(65).waitFor();
    await newest.locator('.task-link').click();
    await page.getByRole('dialog').locator('.url summary').click();
    await page.getByRole('button', { name: 'Is it everywhere?' }).click();
    await page.locator('.verdict', { hasText: 'No, not everywhere' }).waitFor();
    for (const [text, kind] of [
      ['/app.', 'a part of a URL'],
      ['tencent-new1', 'a task id'],
    ] as const) {
      await page.getByLabel('Search by URL, host or task id').fill(text);
      await page.keyboard.press('Enter');
      await page.locator('.understood', { hasText: kind }).waitFor();
      await rows(page).first().waitFor();
    }
    // The timer that asks for newer tasks may fire between two steps.
    expect(new Set(operations.filter((name) => name !== 'NewerTasks'))).toEqual(
      new Set([
        'Timeline',
        'Providers',
        'TaskProgress',
        'TasksNow',
        'OpenTask',
        'Everywhere',
        'SearchUrls',
        'FoundTasks',
        'FindTask',
      ]),
    );
    expect(complaints).toEqual([]);

    const refused = await fetch(`${stage.url}graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ urlReport(url: "${url}") { state } }` }),
    });
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_ONLY' } }],
    });
  });
});
