import { describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { accountsWith, manySubmissions, submission } from './accounts.ts';
import { dashboards, rows } from './dashboard.ts';

needs('chromium');

const minute = 60_000;
const site = 'https://www.example.com';

describe('an open task', () => {
  const open = dashboards();

  it('shows its URLs, why some failed, and what the vendor’s support desk asks for', async () => {
    const now = Date.now();
    const urls = Array.from({ length: 60 }, (_, index) => `${site}/${String(index).padStart(2, '0')}.js`);
    const failure = { outcome: 'failed', failType: 'originPullFailed', message: 'OriginTimeout' } as const;
    const { page, stage } = await open({
      accounts: accountsWith({
        tencent: [],
        edge: [submission('edge-1', now - minute, { urls, one: failure })],
        aliyun: [],
      }),
    });
    await expect
      .poll(() => page.locator('.task .reason').innerText())
      .toBe('originPullFailed: OriginTimeout');
    await page.locator('.task-link').click();
    const panel = page.getByRole('dialog');
    await panel.locator('.url').nth(49).waitFor();
    await panel.getByRole('button', { name: 'More URLs' }).click();
    await panel.locator('.url').nth(59).waitFor();
    await panel.getByRole('button', { name: /Failed 1/ }).click();
    await panel.locator('.url').nth(1).waitFor({ state: 'detached' });
    await panel.locator('.url summary').click();
    const requestIds = stage.emulator.calls.map(({ requestId }) => requestId);
    expect(requestIds).toContain(await panel.locator('.url .copyable code').innerText());
    expect(JSON.parse(await panel.locator('.raw').innerText())).toMatchObject({
      JobId: 'edge-1',
      FailType: 'originPullFailed',
    });
  });

  it('can be sent as an address, moves while it is in progress, and is left by going back', async () => {
    const now = Date.now();
    const urls = [`${site}/slow.js`, `${site}/quick.js`];
    const { page } = await open({
      accounts: accountsWith({
        tencent: [
          submission('tencent-1', now - 2_000, {
            urls,
            target: { finishesAt: now + 4_000 },
            one: { finishesAt: now + 7_000 },
          }),
        ],
        edge: [],
        aliyun: [],
      }),
    });
    await page.locator('.task-link').click();
    await page.getByRole('dialog').waitFor();
    await page.reload();
    const panel = page.getByRole('dialog');
    await panel.locator('.url summary', { hasText: 'quick.js' }).getByText('Done').waitFor();
    await panel.locator('.panel-head').getByText('Done').waitFor();
    await panel.locator('.url summary', { hasText: 'slow.js' }).getByText('Done').waitFor();
    await page.goBack();
    await panel.waitFor({ state: 'detached' });
    expect(await rows(page).count()).toBe(1);
  });

  it('says that there is no such task where its provider knows none', async () => {
    const { page } = await open(
      { accounts: accountsWith({ tencent: [], edge: [], aliyun: [] }) },
      `?task=${Buffer.from('Task:tencent:PREFETCH:gone').toString('base64url')}`,
    );
    await page.getByRole('dialog').getByText('No such task').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('is it everywhere yet?', () => {
  const open = dashboards();

  it('is answered for a URL: which provider holds it back, until none does', async () => {
    const now = Date.now();
    const { page } = await open(
      {
        accounts: accountsWith({
          tencent: [submission('tencent-1', now - minute)],
          edge: [submission('edge-1', now - minute, { target: { finishesAt: now + 5_000 } })],
          aliyun: [submission('7001', now - minute, { kind: 'PURGE_DIRECTORY', urls: [`${site}/`] })],
        }),
      },
      `?everywhere=${encodeURIComponent(`${site}/app.js`)}`,
    );
    const verdict = page.locator('.verdict');
    await verdict.filter({ hasText: 'Not yet' }).waitFor();
    expect(await page.locator('.standing').first().innerText()).toMatch(/^edge\s+In progress/);
    expect(await page.locator('.standing', { hasText: 'aliyun' }).innerText()).toContain(`by ${site}/`);
    await verdict.filter({ hasText: 'Yes, everywhere' }).waitFor();
  });

  it('is asked from a URL of a task, and says where it failed', async () => {
    const now = Date.now();
    const { page } = await open({
      accounts: accountsWith({
        tencent: [submission('tencent-1', now - 2 * minute)],
        edge: [
          submission('edge-1', now - minute, { target: { outcome: 'failed', message: 'OriginTimeout' } }),
        ],
        aliyun: [],
      }),
    });
    await page.locator('.task-link', { hasText: 'edge' }).click();
    await page.getByRole('dialog').locator('.url summary').click();
    await page.getByRole('button', { name: 'Is it everywhere?' }).click();
    await page.locator('.verdict', { hasText: 'No, not everywhere' }).waitFor();
    expect(await page.locator('.standing').first().innerText()).toMatch(/^edge\s+Failed\s+.*OriginTimeout/);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('does not say of a provider that cannot answer that it has no task', async () => {
    const { page, stage } = await open({
      accounts: accountsWith({
        tencent: [submission('tencent-1', Date.now() - minute)],
        edge: [],
        aliyun: [submission('7001', Date.now() - minute)],
      }),
    });
    stage.emulator.inject({
      vendor: 'ALIBABA_CDN',
      fault: { kind: 'error', code: 'Forbidden.RAM', status: 403 },
    });
    await page.getByRole('textbox', { name: 'URL', exact: true }).fill(`${site}/other.js`);
    await page.keyboard.press('Enter');
    await page.locator('.verdict', { hasText: 'No, not everywhere' }).waitFor();
    const chipOf = (name: string): Promise<string> =>
      page.locator('.standing', { hasText: name }).locator('.chip').innerText();
    expect(await chipOf('edge')).toBe('Not submitted');
    expect(await chipOf('aliyun')).toBe('Unknown');
  });

  it('is answered where it can be seen, also when it is asked from far down a narrow page', async () => {
    const { page } = await open(
      {
        accounts: accountsWith({ tencent: manySubmissions('tencent', 30, Date.now()), edge: [], aliyun: [] }),
      },
      '',
      { viewport: { width: 360, height: 640 } },
    );
    await page.locator('.task-link').nth(25).click();
    await page.getByRole('dialog').locator('.url summary').click();
    await page.getByRole('button', { name: 'Is it everywhere?' }).click();
    await page.locator('.verdict', { hasText: 'No, not everywhere' }).waitFor();
    const top = (selector: string): Promise<number> =>
      page.evaluate(`document.querySelector('${selector}').getBoundingClientRect().top`);
    expect(await top('.verdict')).toBeGreaterThan(0);
    expect(await top('.standing')).toBeLessThan(640);
  });

  it('is answered by asking for the whole URL where it is none', async () => {
    const { page } = await open(
      { accounts: accountsWith({ tencent: [], edge: [], aliyun: [] }) },
      '?everywhere=app.js',
    );
    await page.locator('.everywhere .notice', { hasText: 'Write the whole URL' }).waitFor();
    expect(await page.locator('.verdict').count()).toBe(0);
  });
});
