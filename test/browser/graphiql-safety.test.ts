import { createServer, request as send } from 'node:http';
import type { Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadExamples } from '../../src/examples.ts';
import type { ApiParts } from '../../src/graphql/http/api.ts';
import { listen } from '../../src/server.ts';
import { apiOver } from '../graphql/api-over.ts';
import { fakeTasks, now, row } from '../graphql/fake-tasks.ts';
import { needs } from '../needs.ts';
import { scopeWith } from '../scope-with.ts';
import { openChromium, openPage } from './chromium.ts';
import { openGraphiql } from './graphiql-page.ts';

needs('chromium');

const hostile = [
  '</script><script>window.broken = 1</script>',
  '<img src=x onerror="window.broken = 1">',
  '<!--<script>\u2028window.broken = 1',
  '"}); window.broken = 1; ({"',
  'javascript:window.broken=1',
];

const rows = hostile.map((text, index) =>
  row({
    provider: 'main',
    taskId: `${index}${text}`,
    url: `https://www.example.com/${text}`,
    reason: text,
    message: text,
    raw: { text },
    createdAt: now - index * 1_000,
  }),
);

const closers: (() => Promise<unknown>)[] = [];

/** The API on a free port. */
async function served(parts: Partial<ApiParts> = {}): Promise<string> {
  const tasks = fakeTasks(rows);
  const { api } = apiOver(tasks, {
    examples: () => loadExamples(tasks, scopeWith({ now })),
    newId: () => crypto.randomUUID(),
    ...parts,
  });
  const server = await listen(api, { host: '127.0.0.1', port: 0 });
  closers.push(() => server.close(0));
  return server.url;
}

/** A proxy that serves an origin under a path, which it strips. */
async function proxied(origin: string, prefix: string): Promise<string> {
  const proxy: Server = createServer((request, response) => {
    const { url = '', method, headers } = request;
    if (!url.startsWith(prefix)) {
      response.writeHead(404).end();
      return;
    }
    const forwarded = send(`${origin}/${url.slice(prefix.length)}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(forwarded);
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  closers.push(async () => proxy.close());
  const address = proxy.address();
  return typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
}

describe('GraphiQL', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());
  afterEach(() => Promise.all(closers.splice(0).map((close) => close())));

  it('executes no text of vendors, in its tabs or in answers', async () => {
    const url = await served();
    const { page, complaints } = await openPage(browser, url);
    const query = '{ urlDetails { nodes { url raw status { ... on Failed { reason message } } } } }';
    const graphiql = await openGraphiql(page, url, query);
    await graphiql.run();
    await expect.poll(() => graphiql.shownAnswer(), { timeout: 15_000 }).toContain('window.broken');
    for (const tab of (await graphiql.tabs()).slice(1)) await graphiql.openTab(tab);
    expect(await page.evaluate('window.broken')).toBeUndefined();
    expect(complaints).toEqual([]);
  });

  it('executes no script that was put into the page anyway', async () => {
    const url = await served();
    const { page, complaints } = await openPage(browser, url);
    await openGraphiql(page, url);
    await page.evaluate(`{
      const script = document.createElement('script');
      script.textContent = 'window.broken = 1';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="window.broken = 1">');
    }`);
    await expect.poll(() => complaints.join(' '), { timeout: 15_000 }).toContain('Content Security Policy');
    expect(await page.evaluate('window.broken')).toBeUndefined();
  });

  it('works behind a proxy that strips a path', async () => {
    const url = await proxied(await served(), '/cdn/tasks/');
    const { page, complaints } = await openPage(browser, url);
    const posted: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posted.push(new URL(request.url()).pathname);
    });
    await page.goto(`${url}/cdn/tasks/graphql`);
    await page.locator('.graphiql-tab-button').first().waitFor();
    await expect.poll(() => posted, { timeout: 15_000 }).toContain('/cdn/tasks/graphql');
    expect(complaints).toEqual([]);
  });

  it('asks for a token if there is none, asks again if it is wrong, and sends it', async () => {
    const url = await served({
      authenticate: (token) => (token === 'good' ? { name: 'person' } : undefined),
    });
    const { page } = await openPage(browser, url);
    await page.goto(`${url}/graphql?query=${encodeURIComponent('{ providers { name } }')}`);
    for (const token of ['bad', 'good']) {
      const field = page.getByLabel('Access token');
      await field.waitFor();
      await field.fill(token);
      const next = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.getByRole('button', { name: 'Use' }).click();
      expect((await next).status()).toBe(token === 'good' ? 200 : 401);
    }
    expect(await page.locator('#access').isVisible()).toBe(false);
  });

  it('uses the token that was entered in another tab', async () => {
    const url = await served({
      authenticate: (token) => (token === 'good' ? { name: 'person' } : undefined),
    });
    const context = await browser.newContext();
    const first = await context.newPage();
    await first.goto(`${url}/graphql`);
    await first.evaluate("sessionStorage.setItem('edgetasks-token', 'good')");
    await first.reload();
    const second = await context.newPage();
    const introspection = second.waitForResponse((response) => response.request().method() === 'POST');
    await second.goto(`${url}/graphql`);
    expect((await introspection).status()).toBe(200);
    expect(await second.evaluate("sessionStorage.getItem('edgetasks-token')")).toBe('good');
  });
});
