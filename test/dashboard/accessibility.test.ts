import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { accountsWith, submission } from './accounts.ts';
import { dashboards, rows } from './dashboard.ts';

needs('chromium');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in a page as it is now: each rule with the elements that break it. */
async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  // Elements that move or fade have other colours for a moment.
  await page.evaluate(
    'Promise.all(document.getAnimations().map((each) => each.playState === "finished" || each.effect.getTiming().iterations === Infinity || each.finished))',
  );
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)))',
  );
}

const minute = 60_000;
const url = 'https://www.example.com/app.js';

/** Tasks in every state, of which two are of one release. */
function accounts() {
  const now = Date.now();
  const release = now - 3 * minute;
  return accountsWith({
    tencent: [
      submission('tencent-1', now - minute, { target: { finishesAt: now + 60 * minute } }),
      submission('tencent-2', release, { urls: [url] }),
      submission('tencent-3', now - 5 * minute, { target: { outcome: 'failed' } }),
    ],
    edge: [
      submission('edge-1', release, { urls: [url], target: { finishesAt: now + 60 * minute } }),
      submission('edge-2', now - 6 * minute, { target: { outcome: 'timedOut' } }),
    ],
    aliyun: [submission('7001', now - 26 * 60 * minute)],
  });
}

describe('axe', () => {
  const open = dashboards();

  it.each([
    ['light', 'en-US', 1400],
    ['light', 'zh-CN', 360],
    ['dark', 'en-US', 360],
    ['dark', 'zh-CN', 1400],
  ] as const)('finds nothing in the %s page in %s, %i wide', async (colorScheme, locale, width) => {
    const { page, stage } = await open({ accounts: accounts(), token: 'open-sesame' }, '', {
      colorScheme,
      locale,
      viewport: { width, height: 900 },
    });
    const found: Record<string, readonly string[]> = {};

    await page.locator('input[name=token]').waitFor();
    found['token'] = await violationsOf(page);
    await page.locator('input[name=token]').fill('open-sesame');
    await page.keyboard.press('Enter');
    await page.locator('.group summary').first().click();
    found['list'] = await violationsOf(page);
    for (const menu of await page.locator('.menu summary').all()) {
      await menu.click();
      found[`menu ${await menu.innerText()}`] = await violationsOf(page);
      await page.keyboard.press('Escape');
    }

    await page.goto(`${stage.url}?everywhere=${encodeURIComponent(url)}&range=7d`);
    await page.locator('.verdict').waitFor();
    found['everywhere'] = await violationsOf(page);
    await page.locator('.task-link').first().click();
    await page.locator('.url summary').first().click();
    found['task'] = await violationsOf(page);

    await page.goto(`${stage.url}?search=www.example.com`);
    await rows(page).first().waitFor();
    found['search'] = await violationsOf(page);
    await page.goto(`${stage.url}?search=nothing.example.net&range=1h`);
    await page.locator('.notice').first().waitFor();
    found['nothing'] = await violationsOf(page);

    await page.route('**/graphql', (route) => route.abort());
    await page.reload();
    await page.locator('.notice.tone-bad').waitFor();
    found['unreachable'] = await violationsOf(page);

    expect(Object.keys(found).length).toBeGreaterThan(8);
    expect(Object.entries(found).filter(([, violations]) => violations.length > 0)).toEqual([]);
  });
});
