import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { Quota, QuotaReport } from '../../src/domain/quota.ts';
import { CallBudget } from '../../src/domain/request-scope.ts';
import type { QuotaCall, TaskSource } from '../../src/domain/source.ts';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { Quotas } from '../../src/engine/quotas.ts';
import { scopeWith } from '../scope-with.ts';
import { openWorld } from './world.ts';

const now = Date.UTC(2026, 2, 1, 12);

const quota = (scope?: string): Quota => ({
  kind: 'PREFETCH',
  name: 'quota',
  scope,
  period: 86_400_000,
  limit: 10,
  used: 3,
  remaining: 7,
  observedAt: now,
});

const quotaCall = (scope?: string, unreadable?: string): QuotaCall => ({
  action: 'DescribeQuota',
  scope,
  callsPerSecond: 1_000_000,
  encode: () => ({ action: 'DescribeQuota', parameters: { scope }, callsPerSecond: 1_000_000 }),
  decode: () => ({ quotas: unreadable === undefined ? [quota(scope)] : [], unreadable }),
});

/** A provider with these calls, the scopes that it was asked for, and how to ask. */
function asking(quotas: readonly QuotaCall[], failures: Readonly<Record<string, VendorError>> = {}) {
  const clock = { now };
  const asked: unknown[] = [];
  const reports: QuotaReport[] = [];
  const source: TaskSource = {
    provider: { name: 'main', vendor: 'TENCENT_CDN', account: 'main' },
    feeds: [],
    lookups: [],
    quotas,
    now: () => clock.now,
    send: async ({ parameters: { scope } }) => {
      asked.push(scope);
      const failure = failures[String(scope)];
      if (failure !== undefined) throw failure;
      return { body: {}, sentAt: clock.now, observedAt: clock.now };
    },
  };
  const { call } = vendorCalls({
    clock: () => clock.now,
    schedule: (_, action) => (setImmediate(action), () => {}),
  });
  const reader = new Quotas({ call, clock: () => clock.now, observe: (_, report) => reports.push(report) });
  const report = (callBudget = 50) =>
    reader.report(source, scopeWith({ now: clock.now, budget: new CallBudget(callBudget) }));
  return { clock, asked, reports, report };
}

const failure = (kind: 'PERMISSION' | 'UNAVAILABLE', retryable: boolean): VendorError =>
  new VendorError({ kind, message: 'It failed.', vendorCode: 'Code', requestId: 'r', retryable });

describe('quotas', () => {
  it('are asked for once a minute, however many ask', async () => {
    const { clock, asked, report } = asking([quotaCall('a'), quotaCall('b')]);
    const [first, second] = await Promise.all([report(), report()]);
    expect(first).toEqual({ quotas: [quota('a'), quota('b')], errors: [] });
    expect(second).toEqual(first);
    clock.now += 59_999;
    expect(await report()).toEqual(first);
    expect(asked).toEqual(['a', 'b']);
    clock.now += 1;
    await report();
    expect(asked).toEqual(['a', 'b', 'a', 'b']);
  });

  it('are told beside why others are missing: one error for each way in which calls failed', async () => {
    const scopes = Array.from({ length: 8 }, (_, index) => `zone-${index}`);
    const refused = Object.fromEntries(scopes.slice(1).map((scope) => [scope, failure('PERMISSION', false)]));
    const { report, reports } = asking(
      [...scopes.map((scope) => quotaCall(scope)), quotaCall('odd', 'x without readable numbers')],
      refused,
    );
    const { quotas, errors } = await report();
    expect(quotas).toEqual([quota('zone-0')]);
    expect(
      errors.map(({ kind, message, provider, vendorCode }) => [kind, message, provider, vendorCode]),
    ).toEqual([
      ['PERMISSION', 'zone-1, zone-2, zone-3, zone-4, zone-5 and 2 more: It failed.', 'main', 'Code'],
      [
        'UNAVAILABLE',
        'main reported quotas that cannot be read: x without readable numbers.',
        'main',
        undefined,
      ],
    ]);
    expect(reports).toEqual([{ quotas, errors }]);
  });

  it('that a change of the account would allow are asked for again after a minute, others at once', async () => {
    const refused = asking([quotaCall('a')], { a: failure('PERMISSION', false) });
    await refused.report();
    await refused.report();
    expect(refused.asked).toEqual(['a']);
    refused.clock.now += 60_000;
    await refused.report();
    expect(refused.asked).toEqual(['a', 'a']);

    const lost = new VendorError({ kind: 'RATE_LIMIT', message: 'Busy.', retryable: true });
    const busy = asking([quotaCall('a')], { a: lost });
    await busy.report();
    const before = busy.asked.length;
    await busy.report();
    expect(busy.asked.length).toBeGreaterThan(before);
  });

  it('are charged to the request, and what it cannot pay is an error', async () => {
    const { asked, report } = asking([quotaCall('a'), quotaCall('b'), quotaCall('c')]);
    const { quotas, errors } = await report(2);
    expect(quotas).toEqual([quota('a'), quota('b')]);
    expect(errors).toMatchObject([
      { kind: 'CALL_BUDGET', budget: 2, message: expect.stringMatching(/^c: /) },
    ]);
    expect((await report(1)).quotas).toHaveLength(3);
    expect(asked).toEqual(['a', 'b', 'c']);
  });
});

describe('quotas of every vendor, over the emulator', () => {
  const day = 86_400_000;
  const at = now - 3_600_000;
  const history = (zone?: string) => [
    {
      taskId: '17722512001',
      kind: 'PURGE_URL' as const,
      at,
      ...(zone !== undefined && { zone }),
      targets: ['a', 'b', 'c'].map((name) => ({
        url: `https://www.example.com/${name}`,
        finishesAt: at + 1_000,
        outcome: 'succeeded' as const,
      })),
    },
  ];

  it.each([
    ['TENCENT_CDN', undefined, 'UrlPurge', 2],
    ['TENCENT_EDGEONE', 'zone-1', 'purge_url', 1],
    ['ALIBABA_CDN', undefined, 'Url', 1],
    ['ALIBABA_DCDN', undefined, 'Url', 1],
    ['ALIBABA_ESA', '123456', 'file', 6],
    ['VOLCENGINE_CDN', undefined, 'Refresh', 1],
    ['BYTEPLUS_CDN', undefined, 'Refresh', 1],
    ['HUAWEI_CDN', undefined, 'file_refresh', 1],
  ] as const)('%s tells what three purges of today used up', async (vendor, zone, name, calls) => {
    const world = await openWorld({
      now,
      accounts: [
        {
          vendor,
          name: 'main',
          id: 'id',
          secret: 'secret',
          zones: zone === undefined ? [] : [zone],
          dailyQuotas: { PURGE_URL: 100 },
          history: history(zone),
        },
      ],
    });
    try {
      const { quotas, errors } = await world.tasks.quotas('main', world.scope());
      expect(errors).toEqual([]);
      const used = quotas.filter((each) => each.name === name && each.used > 0);
      expect(used.length).toBeGreaterThan(0);
      for (const each of used) {
        expect(each).toMatchObject({
          kind: 'PURGE_URL',
          scope: zone,
          period: day,
          limit: 100,
          used: 3,
          remaining: 97,
        });
      }
      expect(Object.values(world.emulator.callCounts('main')).reduce((sum, count) => sum + count, 0)).toBe(
        calls,
      );
    } finally {
      await world.close();
    }
  });

  it('none are reported by a vendor without a call for them', async () => {
    const world = await openWorld({
      now,
      accounts: [{ vendor: 'AWS_CLOUDFRONT', name: 'main', id: 'id', secret: 's', zones: ['E1'] }],
    });
    expect(await world.tasks.quotas('main', world.scope())).toEqual({ quotas: [], errors: [] });
    expect(world.emulator.calls).toEqual([]);
    await world.close();
  });
});
