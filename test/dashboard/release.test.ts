import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { accountsWith, manySubmissions, submission } from './accounts.ts';
import { dashboards, rows, textsOf } from './dashboard.ts';

needs('chromium');

const minute = 60_000;
const site = 'https://www.example.com';
const searchLabel = 'Search by URL, host or task id';

describe('a release on several CDNs', () => {
  const open = dashboards();

  it('is one row that opens to the tasks of each CDN, counted in the title', async () => {
    const now = Date.now();
    const at = now - minute;
    const urls = [`${site}/a.js`, `${site}/b.js`];
    const running = { urls, target: { finishesAt: now + 10 * minute } };
    const { page } = await open({
      accounts: accountsWith({
        tencent: [submission('tencent-1', at, running)],
        edge: [submission('edge-1', at, { urls })],
        // One URL more is another release.
        aliyun: [submission('7001', at, { urls: [...urls, `${site}/c.js`] })],
      }),
    });
    const group = page.locator('.group');
    await group.waitFor();
    expect(await textsOf(page, '.group > details > summary .chip')).toEqual(['In progress1', 'Done1']);
    expect(await group.locator('> details > summary').innerText()).toContain('on 2 providers');
    await expect.poll(() => page.title()).toBe('1 in progress – Edgetasks');
    await page.locator('.group > details > summary').focus();
    await page.keyboard.press('Enter');
    await rows(page).nth(2).waitFor();
    expect(await textsOf(page, '.group ol .task-provider-name')).toEqual(['tencent', 'edge']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').locator('.panel-head', { hasText: 'tencent-1' }).waitFor();
  });

  it('is not made of tasks whose URLs cannot be read, which are asked for again', async () => {
    const now = Date.now();
    const at = now - minute;
    const urls = [`${site}/a.js`, `${site}/b.js`];
    const { page, stage } = await open(
      {
        accounts: accountsWith({
          tencent: [submission('tencent-1', at, { urls })],
          edge: [submission('edge-1', at, { urls: [`${site}/other.js`, `${site}/b.js`] })],
          aliyun: [submission('7001', at, { urls })],
        }),
      },
      '?search=nothing.example.com',
    );
    let areVendorsDown = true;
    const asked = new Set<string>();
    await page.route('**/graphql', async (route) => {
      const body: { operationName: string; variables: { ids: string[] } } = route.request().postDataJSON();
      if (body.operationName !== 'UrlSets' || !areVendorsDown) return route.continue();
      for (const id of body.variables.ids) asked.add(id);
      // As the server answers while the vendors cannot be asked: tasks without URLs.
      const allUrls = {
        __typename: 'UrlDetailConnection',
        edges: [],
        pageInfo: { __typename: 'PageInfo', hasNextPage: false },
      };
      return route.fulfill({
        json: { data: { nodes: body.variables.ids.map((id) => ({ __typename: 'Task', id, allUrls })) } },
      });
    });
    await page.goto(stage.url);
    await rows(page).nth(2).waitFor();
    await expect.poll(() => asked.size).toBe(3);
    expect(await page.locator('.group').count()).toBe(0);
    areVendorsDown = false;
    await page.locator('.group').waitFor();
    expect(await page.locator('.group > details > summary').innerText()).toContain('on 2 providers');
  });

  it('can be downloaded as JSON lines, and the file says if the list was not read to its end', async () => {
    const now = Date.now();
    const { page } = await open({
      accounts: accountsWith({
        tencent: manySubmissions('tencent', 50, now),
        edge: [
          submission('edge-1', now - minute, { target: { outcome: 'failed', message: 'OriginTimeout' } }),
        ],
        aliyun: [],
      }),
    });
    await rows(page).nth(30).waitFor();
    const download = async () => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: /^Download/ }).click(),
      ]);
      const text = await readFile(await file.path(), 'utf8');
      const lines = text
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line));
      return { name: file.suggestedFilename(), lines };
    };
    expect(await page.locator('.bars-unread').count()).toBe(1);
    expect(await page.locator('.chart-extent').innerText()).toContain('older ones are not read yet');
    const part = await download();
    expect(part.name).toMatch(/-incomplete\.jsonl$/);
    await page.getByRole('button', { name: 'Read the rest' }).click();
    await page.locator('.chart-extent', { hasText: 'all 51 tasks' }).waitFor();
    expect(await page.locator('.bars-unread').count()).toBe(0);
    const whole = await download();
    expect(whole.name).not.toContain('incomplete');
    expect(whole.lines).toHaveLength(51);
    expect(part.lines.length).toBeLessThan(51);
    const failed = whole.lines.filter((line) => JSON.stringify(line).includes('"FAILED"'));
    expect(failed).toMatchObject([
      {
        provider: 'edge',
        taskId: 'edge-1',
        state: 'FAILED',
        reason: expect.stringContaining('OriginTimeout'),
      },
    ]);
  });

  it('counts only tasks since the chosen time, and shows the period beside the verdict', async () => {
    const now = Date.now();
    const before = (name: string) => [submission(name, now - 40 * minute)];
    const { page } = await open(
      {
        accounts: accountsWith({
          tencent: before('tencent-1'),
          edge: before('edge-1'),
          aliyun: before('7001'),
        }),
      },
      `?everywhere=${encodeURIComponent(`${site}/app.js`)}`,
    );
    await page.locator('.verdict', { hasText: 'Yes, everywhere' }).waitFor();
    await page.getByLabel('Submitted since').selectOption('15 minutes ago');
    await page.locator('.verdict', { hasText: 'No, not everywhere' }).waitFor();
    expect(await textsOf(page, '.standing .chip')).toEqual(Array.from({ length: 3 }, () => 'Not submitted'));
    expect(await page.locator('.verdict').innerText()).toMatch(/Tasks submitted since \d+ \w+, \d\d:\d\d/);
    const period = await page.locator('.verdict time').getAttribute('datetime');
    expect(Date.parse(period ?? '')).toBeGreaterThan(now - 16 * minute);
    expect(page.url()).toContain('since=15m');
  });
});

describe('the search', () => {
  const open = dashboards();

  it('finds a task id at every provider, a part of a URL, and a domain with its subdomains', async () => {
    const now = Date.now();
    const { page, operations } = await open({
      accounts: accountsWith({
        tencent: [submission('1702364413', now - minute, { urls: ['https://img.example.com/logo.svg'] })],
        edge: [
          submission('20g9wz8m9mgx', now - 2 * minute, { urls: [`${site}/app.js`, `${site}/LOGO.png`] }),
        ],
        aliyun: [submission('9524046190', now - 3 * minute, { urls: ['https://badexample.com/x.js'] })],
      }),
    });
    await rows(page).nth(2).waitFor();
    const understood = page.locator('.understood');
    const search = async (text: string, kind: string, count: number): Promise<string[]> => {
      await page.getByLabel(searchLabel).fill(text);
      await page.keyboard.press('Enter');
      await understood.locator('b', { hasText: kind }).waitFor();
      await expect.poll(() => page.locator('.tasks[aria-busy=false] .task:not(.group)').count()).toBe(count);
      return textsOf(page, '.task-provider-name');
    };
    expect(await search('20g9wz8m9mgx', 'a task id', 1)).toEqual(['edge']);
    expect(operations.filter((name) => name === 'FindTask')).toHaveLength(3);
    expect(await search('logo', 'a part of a URL', 2)).toEqual(['tencent', 'edge']);
    expect(await understood.innerText()).toMatch(/Read \d+ rows with \d+ vendor calls?\./);
    expect(await search('*.example.com', 'a domain with its subdomains', 2)).toEqual(['tencent', 'edge']);
    expect(await search('img.example.com', 'a host name', 1)).toEqual(['tencent']);
    expect(await search(`${site}/app.js`, 'exactly this URL', 1)).toEqual(['edge']);
    await understood.getByRole('button', { name: 'Is it everywhere?' }).click();
    await page.locator('.verdict').waitFor();
    await understood.getByRole('button', { name: 'a host name' }).click();
    await understood.locator('b', { hasText: 'a host name' }).waitFor();
    await page.getByLabel(searchLabel).fill('99999999');
    await page.keyboard.press('Enter');
    await page.getByText('No provider knows this task id.').waitFor();
  });
});
