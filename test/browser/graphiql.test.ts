import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { shippedOperations } from '../../src/examples.ts';
import { needs } from '../needs.ts';
import { openChromium, openPage } from './chromium.ts';
import type { WatchedPage } from './chromium.ts';
import { startDemoServer } from './demo-server.ts';
import { openGraphiql } from './graphiql-page.ts';
import type { GraphiqlPage } from './graphiql-page.ts';

needs('chromium');

const operations = shippedOperations().map(({ query }) => ({
  name: /^(?:query|subscription) (\w+)/m.exec(query)?.[1] ?? '',
  isStream: /^subscription /m.test(query),
}));

describe('GraphiQL in a browser without any other network', () => {
  let server: Awaited<ReturnType<typeof startDemoServer>>;
  let browser: Browser;
  let watched: WatchedPage;
  let graphiql: GraphiqlPage;

  beforeAll(async () => {
    server = await startDemoServer();
    browser = await openChromium();
    watched = await openPage(browser, server.url);
    graphiql = await openGraphiql(watched.page, server.url);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const path = join(tmpdir(), `edgetasks-graphiql-${task.name.replaceAll(/\W+/g, '-')}.png`);
    await watched.page.screenshot({ path });
    process.stderr.write(`What the browser showed: ${path}\n`);
  });

  it('opens with a tab for each shipped operation', async () => {
    expect(await graphiql.tabs()).toEqual(operations.map(({ name }) => name));
  });

  it.each(operations.filter(({ isStream }) => !isStream))(
    'runs $name and shows its answer',
    async ({ name }) => {
      await graphiql.openTab(name);
      const response = await graphiql.run();
      const answer: { data?: object; errors?: unknown } = JSON.parse(await response.text());
      expect(response.status()).toBe(200);
      expect(answer.errors).toBeUndefined();
      const fields = Object.keys(answer.data ?? {});
      expect(fields.length).toBeGreaterThan(0);
      await expect.poll(() => graphiql.shownAnswer(), { timeout: 15_000 }).toContain(`"${fields[0]}"`);
    },
  );

  it.each(operations.filter(({ isStream }) => isStream))(
    'runs $name, shows a first answer, and stops when it is told to',
    async ({ name }) => {
      await graphiql.openTab(name);
      const response = await graphiql.run();
      expect(response.headers()['content-type']).toContain('text/event-stream');
      await expect.poll(() => graphiql.shownAnswer(), { timeout: 15_000 }).toMatch(/"state": "[A-Z_]+"/);
      expect(await graphiql.shownAnswer()).not.toContain('"errors"');
      await graphiql.stop();
    },
  );

  it('logs no error or warning', () => {
    expect(watched.complaints).toEqual([]);
  });

  it('sends requests only to its own server, and its policy forbids others', async () => {
    expect(watched.outsideRequests).toEqual([]);
    const outcome = await watched.page.evaluate("fetch('https://www.example.com/').catch(() => 'refused')");
    expect([outcome, watched.outsideRequests]).toEqual(['refused', []]);
    expect(watched.complaints.join(' ')).toContain('Content Security Policy');
  });
});
