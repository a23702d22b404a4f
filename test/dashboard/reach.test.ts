import { createServer, request } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { accountsWith, submission } from './accounts.ts';
import { dashboards, rows, textsOf } from './dashboard.ts';

needs('chromium');

const minute = 60_000;
const prefix = '/cdn/tasks';

/** A proxy that serves a site below a prefix, and nothing else. */
async function openProxy(target: string): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '';
    if (!path.startsWith(`${prefix}/`)) {
      outgoing.writeHead(404).end();
      return;
    }
    const { host } = new URL(target);
    const forwarded = request(
      new URL(path.slice(prefix.length), target),
      { method: incoming.method, headers: { ...incoming.headers, host } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const running = () => {
  const now = Date.now();
  return accountsWith({
    tencent: [submission('tencent-1', now - minute, { target: { finishesAt: now + 10 * minute } })],
    edge: [submission('edge-1', now - 2 * minute)],
    aliyun: [],
  });
};

describe('the dashboard', () => {
  const open = dashboards();

  it('works behind a proxy that strips a prefix from the path', async () => {
    const { page, stage, complaints, operations } = await open({ accounts: running() });
    const proxy = await openProxy(stage.url);
    const failed: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400) failed.push(response.url());
    });
    try {
      await page.goto(`http://127.0.0.1:${portOf(proxy)}${prefix}/`);
      await rows(page).nth(1).waitFor();
      await page.locator('.task-link').first().click();
      await page.getByRole('dialog').locator('.url').first().waitFor();
      expect(page.url()).toContain(`${prefix}/?task=`);
      await page.reload();
      await page.getByRole('dialog').locator('.url').first().waitFor();
      await expect.poll(() => operations.includes('TaskProgress')).toBe(true);
      expect(failed).toEqual([]);
      expect(complaints).toEqual([]);
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });

  it('works, and so do the tabs of GraphiQL, where a federated graph gives the types other names', async () => {
    const subgraph = { prefix: 'Cdn', withoutNode: true };
    const { page, stage, complaints, operations } = await open({ accounts: running(), subgraph });
    await rows(page).nth(1).waitFor();
    await page.locator('.task-link').first().click();
    await page.getByRole('dialog').locator('.url').first().waitFor();
    await expect.poll(() => operations.includes('TaskProgress')).toBe(true);

    const introspected = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.goto(`${stage.url}graphql`);
    expect(await (await introspected).text()).toContain('"name":"TaskConnection"');
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByLabel('Execute query').click();
    const answer: unknown = await (await answered).json();
    expect(answer).toMatchObject({ data: { tasks: { nodes: [{}, {}] } } });
    expect(complaints).toEqual([]);
  });

  it('gives its token to GraphiQL in another tab', async () => {
    const { page, stage } = await open({ accounts: running(), token: 'open-sesame' });
    await page.locator('input[name=token]').fill('open-sesame');
    await page.keyboard.press('Enter');
    await rows(page).nth(1).waitFor();
    const other = await page.context().newPage();
    const introspected = other.waitForResponse((response) => response.request().method() === 'POST');
    await other.goto(`${stage.url}graphql`);
    expect((await introspected).status()).toBe(200);
    expect(await other.getByLabel('Access token').isVisible()).toBe(false);
  });

  it('speaks the language of the browser, and another one on request', async () => {
    const { page } = await open({ accounts: running() }, '', { locale: 'zh-CN' });
    await rows(page).nth(1).waitFor();
    expect(await textsOf(page, '.task-state')).toEqual(['进行中', '完成']);
    expect(await page.locator('.moment-ago').first().innerText()).toMatch(/^\d+分钟前$/);
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh-CN');
    await expect.poll(() => page.title()).toBe('1 个进行中 – Edgetasks');
    await page.getByLabel('语言').selectOption('English');
    await rows(page).nth(1).waitFor();
    expect(await textsOf(page, '.task-state')).toEqual(['In progress', 'Done']);
    await page.reload();
    await rows(page).nth(1).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  });

  it('shows no English text in Chinese except names', async () => {
    const { page } = await open(
      { accounts: running() },
      `?everywhere=${encodeURIComponent('https://www.example.com/app.js')}`,
      { locale: 'zh-CN' },
    );
    await page.locator('.verdict').waitFor();
    await page.locator('.task-link').first().click();
    await page.getByRole('dialog').locator('.url summary').first().click();
    const shown = await page.locator('body').innerText();
    // Addresses, ids, names of products and what the vendor sent stay as they are.
    const words = shown
      .replaceAll(
        /\{[^]*\}|https?:\S+|www\.\S+|\/\S+|[\w-]*\d[\w-]*|\b(Edgetasks|English|URLs?|ID|CDN|EdgeOne|tencent|edge|aliyun|process|processing)\b/g,
        ' ',
      )
      .match(/[A-Za-z]{3,}/g);
    expect(words ?? []).toEqual([]);
  });
});
