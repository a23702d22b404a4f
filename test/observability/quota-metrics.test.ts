import { expect, it } from 'vitest';
import type { Quota } from '../../src/domain/quota.ts';
import { createMetrics } from '../../src/observability/metrics.ts';
import { readingQuotas } from '../../src/observability/quota-metrics.ts';
import { plainText } from '../../src/observability/route.ts';
import { runApp } from './running-app.ts';

const quota = (parts: Partial<Quota>): Quota => ({
  kind: 'PURGE_URL',
  name: 'UrlPurge',
  period: 86_400_000,
  limit: 100,
  used: 1,
  remaining: 99,
  observedAt: 0,
  ...parts,
});

function open() {
  const { observeQuotas, route } = createMetrics({ areNamesKnown: false });
  const samples = async (): Promise<string[]> => {
    const { body } = await route(() => undefined);
    return String(body)
      .split('\n')
      .filter((line) => line.startsWith('edgetasks_quota_'));
  };
  return { observeQuotas, samples };
}

it('what remains and what is allowed are gauges', async () => {
  const { observeQuotas, samples } = open();
  observeQuotas('main', {
    quotas: [quota({ area: 'MAINLAND' }), quota({ scope: 'zone-1', period: 30 * 86_400_000, remaining: 0 })],
    errors: [],
  });
  const labels = 'provider="main",kind="PURGE_URL",quota="UrlPurge"';
  expect(await samples()).toEqual([
    `edgetasks_quota_remaining{${labels},area="MAINLAND",scope="",period="1d"} 99`,
    `edgetasks_quota_remaining{${labels},area="",scope="zone-1",period="30d"} 0`,
    `edgetasks_quota_limit{${labels},area="MAINLAND",scope="",period="1d"} 100`,
    `edgetasks_quota_limit{${labels},area="",scope="zone-1",period="30d"} 100`,
  ]);
});

it('what a report does not contain is not shown, so that no old number passes for a new one', async () => {
  const { observeQuotas, samples } = open();
  const report = { quotas: [quota({ scope: 'zone-1' }), quota({ scope: 'zone-2' })], errors: [] };
  observeQuotas('main', report);
  observeQuotas('other', report);
  observeQuotas('main', { quotas: [quota({ scope: 'zone-2', remaining: 5 })], errors: [] });
  const own = (await samples()).filter((line) => line.includes('provider="main"'));
  expect(own).toHaveLength(2);
  expect(own[0]).toMatch(/^edgetasks_quota_remaining.*zone-2.* 5$/);
  expect(await samples()).toHaveLength(6);
});

it('have no more series than there are known names', async () => {
  const { observeQuotas, samples } = open();
  const quotas = Array.from({ length: 300 }, (_, index) => quota({ name: `invented-${index}` }));
  observeQuotas('main', { quotas, errors: [] });
  expect(await samples()).toHaveLength(2 * 101);
});

it('a scrape is answered at once, and one reading runs at a time', async () => {
  let readings = 0;
  const ends: (() => void)[] = [];
  const read = (): Promise<void> => {
    readings += 1;
    return new Promise((resolve) => void ends.push(resolve));
  };
  const route = readingQuotas(() => plainText(200, 'metrics'), read);
  expect(await route(() => undefined)).toMatchObject({ body: 'metrics\n' });
  await route(() => undefined);
  expect(readings).toBe(1);
  ends[0]?.();
  await new Promise(setImmediate);
  await route(() => undefined);
  expect(readings).toBe(2);
});

it('a scrape of the app has the quotas read for the next one', async () => {
  const running = await runApp();
  try {
    const shown = async () =>
      (await running.read('/metrics'))?.text.match(/^edgetasks_quota_remaining.*/gm) ?? [];
    expect(await shown()).toEqual([]);
    await expect.poll(shown, { timeout: 5_000 }).toHaveLength(6);
    expect(await shown()).toContain(
      'edgetasks_quota_remaining{provider="main",kind="PREFETCH",quota="UrlPush",area="OVERSEAS",scope="",period="1d"} 1000',
    );
    const { DescribePushQuota, DescribePurgeQuota } = running.emulator.callCounts('main');
    expect([DescribePushQuota, DescribePurgeQuota]).toEqual([1, 1]);
  } finally {
    await running.close();
  }
});
