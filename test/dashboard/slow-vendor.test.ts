import { describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { accountsWith, submission } from './accounts.ts';
import { dashboards, rows, textsOf } from './dashboard.ts';

needs('chromium');

const minute = 60_000;
const vendorOf = { tencent: 'TENCENT_CDN', edge: 'TENCENT_EDGEONE', aliyun: 'ALIBABA_CDN' } as const;
type Name = keyof typeof vendorOf;
const names: readonly Name[] = ['tencent', 'edge', 'aliyun'];

const oneTaskEach = () => {
  const now = Date.now() - 2 * 60 * minute;
  return accountsWith({
    tencent: [submission('tencent-1', now - minute)],
    edge: [submission('edge-1', now - 2 * minute)],
    aliyun: [submission('7001', now - 3 * minute)],
  });
};

describe('vendors that hang', () => {
  const open = dashboards();

  it.each([[['aliyun']], [['tencent', 'aliyun']]] as const)(
    '%j leave the others’ rows in sight, and theirs come when they answer',
    async (hanging) => {
      const { page, stage } = await open({ accounts: oneTaskEach() }, '?range=1h');
      await page.getByText('No task').first().waitFor();
      const heal = hanging.map((name) =>
        stage.emulator.inject({ vendor: vendorOf[name], fault: { kind: 'hang' } }),
      );
      // The tasks are older than the first range, so that nothing stored answers for them.
      await page.goto(`${stage.url}?range=6h`);
      await rows(page).first().waitFor();
      const healthy = names.filter((name) => !hanging.some((each) => each === name));
      expect(await textsOf(page, '.task-provider-name')).toEqual(healthy);
      await page.locator('.waiting').waitFor();
      for (const name of hanging) {
        expect(await page.locator('.waiting').innerText()).toContain(name);
        await page.locator('.health-provider', { hasText: name }).getByText('is slow to answer').waitFor();
        await page.locator('.coverage-waiting', { hasText: name }).waitFor();
      }
      for (const each of heal) each();
      await rows(page).nth(2).waitFor();
      expect(await textsOf(page, '.task-provider-name')).toEqual(names);
      expect(await page.locator('.waiting').count()).toBe(0);
    },
  );

  it('are all named when none answers', async () => {
    const { page, stage } = await open({ accounts: oneTaskEach() }, '?range=1h');
    await page.getByText('No task').first().waitFor();
    const heal = names.map((name) =>
      stage.emulator.inject({ vendor: vendorOf[name], fault: { kind: 'hang' } }),
    );
    await page.goto(`${stage.url}?range=6h`);
    await page.locator('.waiting', { hasText: 'tencent, edge and aliyun' }).waitFor();
    expect(await rows(page).count()).toBe(0);
    for (const each of heal) each();
    await rows(page).nth(2).waitFor();
  });
});
