import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { openChromium, openPage } from './chromium.ts';
import type { Sight } from './chromium.ts';
import { startDemoServer } from './demo-server.ts';
import { openGraphiql } from './graphiql-page.ts';

/*
 * Takes the pictures of the README anew, of the demo as it is: `npm run build && npx tsx test/browser/pictures.ts`.
 */

const pathOf = (name: string): string => fileURLToPath(new URL(`pictures/${name}.png`, import.meta.url));

/** One list over all accounts, as the README asks for it. */
const mergedList = `query NewestTasks {
  tasks(
    filter: { kinds: [PREFETCH] }
    first: 4
  ) {
    nodes {
      provider { name }
      state
      progress
      urlCount
      createdAt
    }
    errors { message }
  }
}`;

async function takeGraphiql(browser: Browser, url: string): Promise<void> {
  const { page } = await openPage(browser, url, { width: 1_100, height: 900 });
  const graphiql = await openGraphiql(page, url, mergedList);
  await page.getByLabel('Hide editor tools').click();
  await graphiql.run();
  await page.locator('.result-window').getByText('tencent-overseas').waitFor();
  // Once it has left the answer, the scroll bar there goes.
  await page.mouse.move(300, 600);
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: pathOf('graphiql') });
}

async function takeDashboard(browser: Browser, url: string, name: string, sight: Sight): Promise<void> {
  const { page } = await openPage(browser, url, { width: 1_200, height: 720, ...sight });
  await page.goto(url);
  await page.locator('.task').nth(9).waitFor();
  await page.screenshot({ path: pathOf(name) });
}

const server = await startDemoServer();
const browser = await openChromium();
try {
  await takeGraphiql(browser, server.url);
  await takeDashboard(browser, server.url, 'dashboard-light', { colorScheme: 'light' });
  await takeDashboard(browser, server.url, 'dashboard-dark', { colorScheme: 'dark' });
} finally {
  await browser.close();
  await server.close();
}
