import { describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { accountsWith, submission } from './accounts.ts';
import { dashboards } from './dashboard.ts';

needs('chromium');

const minute = 60_000;

describe('the quotas of a provider', () => {
  const open = dashboards();

  it('are read when somebody opens the provider, and not before', async () => {
    const now = Date.now();
    const urls = ['a', 'b', 'c'].map((name) => `https://www.example.com/${name}.js`);
    const [tencent, edge, aliyun] = accountsWith({
      tencent: [],
      edge: [submission('edge-1', now - minute, { kind: 'PURGE_URL', urls })],
      aliyun: [],
    });
    const { page, stage } = await open({
      accounts: [tencent, { ...edge, dailyQuotas: { PURGE_URL: 3, PREFETCH: 20_000 } }, aliyun],
    });
    const provider = page.locator('.coverage-provider', { hasText: 'edge' });
    await provider.waitFor();
    expect(stage.emulator.callCounts('edge')['DescribeContentQuota']).toBeUndefined();

    await provider.locator('summary').click();
    const quota = (text: string) => provider.locator('.quotas tbody tr', { hasText: text });
    await quota('purge_url').waitFor();
    expect(await quota('purge_url').innerText()).toMatch(/Purge URLs\s+purge_url\s+zone-1\s+0 of 3 a day/);
    expect(await quota('purge_url').locator('.tone-bad').count()).toBe(1);
    expect(await quota('prefetch_url').innerText()).toMatch(/Prefetch\s.*20,000 of 20,000 a day/s);
    expect(stage.emulator.callCounts('edge')['DescribeContentQuota']).toBe(1);
    expect(stage.emulator.callCounts('tencent')['DescribePushQuota']).toBeUndefined();
  });

  it('are named as missing when the vendor refuses to tell them', async () => {
    const { page, stage } = await open({ accounts: accountsWith({ tencent: [], edge: [], aliyun: [] }) });
    stage.emulator.inject({
      vendor: 'ALIBABA_CDN',
      action: 'DescribeRefreshQuota',
      fault: { kind: 'error', code: 'Forbidden.RAM', status: 403, message: 'Not allowed.' },
    });
    const provider = page.locator('.coverage-provider', { hasText: 'aliyun' });
    await provider.locator('summary').click();
    await provider.locator('.problem', { hasText: 'Forbidden.RAM' }).waitFor();
    expect(await provider.locator('.quotas').count()).toBe(0);
  });
});
