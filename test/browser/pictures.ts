import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator } from 'playwright-core';
import { ask } from '../clients/ask.ts';
import { openChromium, openPage } from './chromium.ts';
import type { Sight } from './chromium.ts';
import { startDemoServer } from './demo-server.ts';
import { openGraphiql } from './graphiql-page.ts';
import { runInTerminal, terminalPage } from './terminal.ts';

/*
 * Takes the pictures of the README anew, of the demo as it is: `npm run build && npx tsx test/browser/pictures.ts`. With 256
 * colours, as pngquant makes them, they are a third as large and look the same.
 */

const pathOf = (name: string): string => fileURLToPath(new URL(`pictures/${name}.png`, import.meta.url));

/** One list over all accounts, as the README asks for it. */
const mergedList = `query NewestTasks {
  tasks(
    filter: { kinds: [PREFETCH] }
    first: 5
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
  await page.locator('.result-window').getByText('provider').first().waitFor();
  // Once it has left the answer, the scroll bar there goes.
  await page.mouse.move(300, 600);
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: pathOf('graphiql') });
}

/** A file of the release that is under way. */
const newestPrefetch = '{ urlDetails(filter: { kinds: [PREFETCH] }, first: 1) { nodes { url } } }';

async function takeDashboard(browser: Browser, url: string, name: string, sight: Sight): Promise<void> {
  const { urlDetails } = await answerTo<{ urlDetails: { nodes: [{ url: string }] } }>(url, newestPrefetch);
  const { page } = await openPage(browser, url, { width: 1_200, height: 808, ...sight });
  await page.goto(`${url}?everywhere=${encodeURIComponent(urlDetails.nodes[0].url)}`);
  await page.locator('.task').nth(9).waitFor();
  await page.locator('.standing').nth(3).waitFor();
  await settled(page.locator('.group'));
  await page.screenshot({ path: pathOf(name) });
}

/** Waits until no further tasks become groups, which takes a few queries. */
async function settled(groups: Locator): Promise<void> {
  for (let [before, now] = [-1, 0]; now !== before;) {
    await pause(2_000);
    [before, now] = [now, await groups.count()];
  }
}

async function answerTo<Data>(url: string, query: string): Promise<Data> {
  const { data } = await ask<Data>(`${url}/graphql`, { query });
  if (data === undefined || data === null) throw new Error('The demo gives no answer');
  return data;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const columns = 132;
const mostSecondsTaken = 40;

/** The release that is under way in the demo: what is left of its purges, and its prefetches. */
const underWay = `{
  tasks(filter: { kinds: [PURGE_URL, PREFETCH], providers: ["edge", "aliyun", "tencent-overseas"] }, first: 6) {
    nodes { id taskId kind provider { name } }
  }
}`;

interface NamedTask {
  readonly taskId: string;
  readonly kind: string;
  readonly provider: { readonly name: string };
}

async function takeTerminal(browser: Browser, url: string): Promise<void> {
  const { tasks } = await answerTo<{ tasks: { nodes: readonly NamedTask[] } }>(url, underWay);
  const names = tasks.nodes.map(({ taskId, kind, provider }) => `${provider.name}/${kind}/${taskId}`);
  const program = `${process.execPath} ${root}dist/cli/edgetasks.js`;
  const run = runInTerminal(`${program} wait ${names.join(' ')} --timeout 10m`, columns, {
    EDGETASKS_URL: url,
  });
  // Some done, some not: what it looks like most of the time.
  const isTelling = (): boolean => /✔[^]*✖|✖[^]*✔/.test(run.drawn().join('\n'));
  for (const end = Date.now() + mostSecondsTaken * 1_000; Date.now() < end && !isTelling();) await pause(200);
  const command = `npx edgetasks wait \\\n    ${names.slice(0, 3).join(' ')} \\\n    ${names.slice(3).join(' ')} --timeout 10m`;
  const { page } = await openPage(browser, url, { width: 1_500, height: 600 });
  await page.setContent(terminalPage(command, run.drawn()));
  await page.locator('pre').screenshot({ path: pathOf('terminal') });
  run.stop();
  await run.ended;
}

/** The story of the demo begins with its server, and each picture is of its beginning. */
async function withDemo(take: (url: string) => Promise<void>): Promise<void> {
  const server = await startDemoServer();
  await take(server.url).finally(() => server.close());
}

const browser = await openChromium();
try {
  await withDemo((url) => takeGraphiql(browser, url));
  await withDemo((url) => takeDashboard(browser, url, 'dashboard-light', { colorScheme: 'light' }));
  await withDemo((url) => takeDashboard(browser, url, 'dashboard-dark', { colorScheme: 'dark' }));
  await withDemo((url) => takeTerminal(browser, url));
} finally {
  await browser.close();
}
