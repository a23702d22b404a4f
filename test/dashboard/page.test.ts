import { describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { accountsOfEveryVendor } from '../trust/every-vendor.ts';
import { accountsWith, idOf, manySubmissions, submission } from './accounts.ts';
import { dashboards, rows, searchOf } from './dashboard.ts';

needs('chromium');

const minute = 60_000;
const site = 'https://www.example.com';
const oneTask = () =>
  accountsWith({ tencent: [submission('tencent-1', Date.now() - minute)], edge: [], aliyun: [] });

describe('the page', () => {
  const open = dashboards();

  it('asks for a token where the API wants one, and for another where it is not known', async () => {
    const { page } = await open({ accounts: oneTask(), token: 'open-sesame' });
    const input = page.locator('input[name=token]');
    await input.fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('The access token is not known.').waitFor();
    await input.fill('open-sesame');
    await page.keyboard.press('Enter');
    await rows(page).first().waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.reload();
    await rows(page).first().waitFor();
    expect(await page.evaluate('window.localStorage.length')).toBe(0);
  });

  it('can be used with the keyboard only', async () => {
    const { page } = await open({
      accounts: accountsWith({ tencent: manySubmissions('tencent', 5, Date.now()), edge: [], aliyun: [] }),
    });
    await rows(page).nth(4).waitFor();
    const focused = (): Promise<string> => page.evaluate('document.activeElement.outerHTML');
    await page.keyboard.press('/');
    expect(await focused()).toContain('name="search"');
    await page.keyboard.press('Escape');
    await page.locator('.menu summary').last().focus();
    for (const next of ['Download', 'As a table', 'task-link']) {
      await page.keyboard.press('Tab');
      expect(await focused()).toContain(next);
    }
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
    const panel = page.getByRole('dialog');
    await panel.locator('.url').first().waitFor();
    expect(await panel.innerText()).toContain(idOf('tencent', 1));
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(await searchOf(page)).toBe('');
    expect(await focused()).toContain('task-link');
    await page.keyboard.press('End');
    const last = `[...document.querySelectorAll('.task-link')].at(-1)`;
    expect(await page.evaluate(`document.activeElement === ${last}`)).toBe(true);
  });

  it('is dark or light as the system is, unless it is told otherwise', async () => {
    const { page } = await open({ accounts: oneTask() }, '', { colorScheme: 'dark' });
    const ground = (): Promise<string> =>
      page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    await rows(page).first().waitFor();
    const dark = await ground();
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await ground()).not.toBe(dark);
    await page.getByRole('button', { name: 'Colours: as the system' }).click();
    await page.getByRole('button', { name: 'Colours: light' }).click();
    expect(await ground()).toBe(dark);
    await page.reload();
    await page.getByRole('button', { name: 'Colours: dark' }).waitFor();
    expect(await ground()).toBe(dark);
  });

  it.each([360, 768, 1600])('fits a screen that is %i wide', async (width) => {
    const now = Date.now();
    const url = `${site}/${'a-very-long-name-'.repeat(12)}.js`;
    const { page } = await open(
      {
        accounts: accountsWith({
          tencent: [submission('tencent-1', now - minute, { urls: [url], target: { outcome: 'failed' } })],
          edge: [
            submission('edge-1', now - 2 * minute, { urls: [url], target: { finishesAt: now + minute } }),
          ],
          aliyun: [],
        }),
      },
      `?everywhere=${encodeURIComponent(url)}`,
      { viewport: { width, height: 800 } },
    );
    const overflowOf = (selector: string): Promise<number> =>
      page.evaluate(
        `(element => element.scrollWidth - element.clientWidth)(document.querySelector('${selector}'))`,
      );
    await rows(page).nth(1).waitFor();
    await page.locator('.verdict').waitFor();
    expect(await overflowOf('html')).toBe(0);
    await page.locator('.task-link').first().click();
    await page.locator('.url summary').click();
    expect(await overflowOf('html')).toBe(0);
    expect(await overflowOf('.panel')).toBe(0);
  });

  it.each([768, 1400])(
    'keeps nine providers apart from the tools of a header that is %i wide',
    async (width) => {
      const { page } = await open({ accounts: accountsOfEveryVendor('main', 1, Date.now()) }, '', {
        viewport: { width, height: 800 },
      });
      await rows(page).first().waitFor();
      const covered = await page.evaluate<string[]>(`(() => {
      const boxOf = (selector) => document.querySelector(selector).getBoundingClientRect();
      const line = boxOf('.health');
      return [...document.querySelectorAll('.health-provider')]
        .filter((each) => each.getBoundingClientRect().top < line.bottom)
        .filter((each) => each.getBoundingClientRect().right > boxOf('.header-tools').left)
        .map((each) => each.textContent);
    })()`);
      expect(covered).toEqual([]);
      expect(await page.locator('.health-provider').count()).toBe(9);
    },
  );

  it('does not move if the system asks for reduced motion', async () => {
    const now = Date.now();
    const running = submission('tencent-1', now - minute, { target: { finishesAt: now + minute } });
    const { page } = await open(
      { accounts: accountsWith({ tencent: [running], edge: [], aliyun: [] }) },
      '',
      { reducedMotion: 'reduce' },
    );
    await page.getByRole('progressbar').waitFor();
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await page.evaluate('document.getAnimations().length')).toBeGreaterThan(0);
  });

  it('says that the server cannot be reached, and continues when it is back', async () => {
    const { page } = await open({ accounts: oneTask() });
    await rows(page).first().waitFor();
    await page.route('**/graphql', (route) => route.abort());
    await page.reload();
    await page.getByText('The server cannot be reached.').waitFor();
    expect(await rows(page).count()).toBe(0);
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await rows(page).first().waitFor();
  });
});
