import { describe, expect, it } from 'vitest';
import { VendorError } from '../src/domain/errors.ts';
import type { Quota } from '../src/domain/quota.ts';
import type { ProviderScope } from '../src/domain/scope.ts';
import type { Feed, QuotaCall, SourceLists, TaskSource } from '../src/domain/source.ts';
import { DiscoveredScopes } from '../src/engine/scope-directory.ts';
import { checkSources } from '../src/provider-check.ts';

const now = Date.UTC(2026, 2, 1, 12);

const feed = (scope?: string): Feed => ({
  action: 'DescribeTasks',
  scope,
  kinds: ['PREFETCH'],
  callsPerSecond: 1,
  capabilities: {
    paging: 'offset',
    maxPageSize: 10,
    maxWindow: Infinity,
    retention: Infinity,
    isNewestFirst: true,
    taskSpan: 0,
    tellsArea: false,
  },
  encode: () => ({ action: 'DescribeTasks', parameters: {}, callsPerSecond: 1 }),
  decode: () => ({ rows: [], rowsAnswered: 0 }),
});

const source = (parts: Partial<TaskSource> = {}): TaskSource => ({
  provider: { name: 'main', vendor: 'TENCENT_CDN', account: 'main' },
  feeds: [feed()],
  lookups: [],
  send: async () => ({ body: {}, sentAt: now, observedAt: now }),
  now: () => now,
  ...parts,
});

async function check(...sources: readonly TaskSource[]) {
  let printed = '';
  const isOk = await checkSources(sources, () => now, { write: (text) => void (printed += text) });
  return { isOk, lines: printed.trimEnd().split('\n') };
}

const refusing = (message: string) => async () => {
  throw new VendorError({ kind: 'PERMISSION', message, requestId: 'request-1', retryable: false });
};

const quotaCall = (scope: string | undefined, decode: QuotaCall['decode']): QuotaCall => ({
  action: 'DescribeQuota',
  scope,
  callsPerSecond: 1_000,
  encode: () => ({ action: 'DescribeQuota', parameters: { scope }, callsPerSecond: 1_000 }),
  decode,
});
const quota: Quota = {
  kind: 'PREFETCH',
  name: 'UrlPush',
  period: 86_400_000,
  limit: 1_000,
  used: 4,
  remaining: 996,
  observedAt: now,
};

/** A source whose vendor lists these scopes. */
function discovering(scopes: readonly ProviderScope[], unreadable = 0): TaskSource {
  const empty: SourceLists = { feeds: [], lookups: [], quotas: [] };
  const directory = new DiscoveredScopes({
    call: {
      action: 'DescribeZones',
      callsPerSecond: 1_000,
      encode: () => ({ action: 'DescribeZones', parameters: {}, callsPerSecond: 1_000 }),
      decode: () => ({ scopes, unreadable }),
    },
    template: empty,
    listsOf: ({ id }) => ({ ...empty, feeds: [feed(id)] }),
    clock: () => now,
  });
  const bare = source();
  return {
    ...bare,
    directory,
    get feeds() {
      return directory.lists.feeds;
    },
  };
}

describe('the check of providers', () => {
  it('names each scope that answers', async () => {
    const { isOk, lines } = await check(source({ feeds: [feed('zone-1'), feed('zone-1'), feed('zone-2')] }));
    expect(isOk).toBe(true);
    expect(lines.map((line) => line.replace(/\d+ ms/, '0 ms'))).toEqual([
      'ok    main (Tencent Cloud CDN): DescribeTasks of zone-2, 0 ms',
      'ok    main (Tencent Cloud CDN): DescribeTasks of zone-1, 0 ms',
    ]);
  });

  it('says why a provider does not answer, beside those that do', async () => {
    const { isOk, lines } = await check(source(), source({ send: refusing('The key may not list.') }));
    expect(isOk).toBe(false);
    expect(lines.slice(1)).toEqual([
      'FAIL  main (Tencent Cloud CDN): DescribeTasks',
      '      PERMISSION: The key may not list. (RequestId request-1)',
    ]);
  });

  it.each([
    [120_000, "the vendor's clock is 120 s ahead of this machine's clock."],
    [-6_000, "the vendor's clock is 6 s behind this machine's clock."],
  ])('reports a clock offset of %i ms', async (offset, warning) => {
    const { isOk, lines } = await check(source({ now: () => now + offset }));
    expect(isOk).toBe(true);
    expect(lines.at(-1)).toContain(`warn  main (Tencent Cloud CDN): ${warning}`);
  });

  it.each([0, 5_000, -5_000])('does not report a clock offset of %i ms', async (offset) => {
    const { lines } = await check(source({ now: () => now + offset }));
    expect(lines).toHaveLength(1);
  });

  it('reports what the rows say against the settings', async () => {
    const { isOk, lines } = await check(
      source({ settingsDoubts: (rows) => [`timeZone UTC+8 does not fit ${rows.length} rows.`] }),
    );
    expect(isOk).toBe(true);
    expect(lines.at(-1)).toBe('warn  main (Tencent Cloud CDN): timeZone UTC+8 does not fit 0 rows.');
  });

  it('says what may still be submitted', async () => {
    const month = { ...quota, area: 'MAINLAND', scope: 'zone-1', period: 30 * 86_400_000 } as const;
    const { isOk, lines } = await check(
      source({ quotas: [quotaCall(undefined, () => ({ quotas: [quota, month] }))] }),
    );
    expect(isOk).toBe(true);
    expect(lines.slice(1)).toEqual([
      'quota main (Tencent Cloud CDN): PREFETCH (UrlPush), 996 of 1000 left for a day',
      'quota main (Tencent Cloud CDN): PREFETCH (UrlPush, MAINLAND, zone-1), 996 of 1000 left for 30 days',
    ]);
  });

  it('warns of quotas that cannot be read, and of those that can be tells', async () => {
    const refused = quotaCall('zone-2', () => {
      throw new VendorError({ kind: 'PERMISSION', message: 'The key may not ask.', retryable: false });
    });
    const { isOk, lines } = await check(
      source({ quotas: [quotaCall('zone-1', () => ({ quotas: [quota] })), refused] }),
    );
    expect(isOk).toBe(true);
    expect(lines.slice(1)).toEqual([
      'quota main (Tencent Cloud CDN): PREFETCH (UrlPush), 996 of 1000 left for a day',
      'warn  main (Tencent Cloud CDN): quotas: PERMISSION: zone-2: The key may not ask.',
    ]);
  });

  it('lists the scopes that the vendor lists, and asks each', async () => {
    const { isOk, lines } = await check(
      discovering([
        { id: 'z1', name: 'example.com', domains: ['example.com', '*.example.com'] },
        { id: 'z2' },
      ]),
    );
    expect(isOk).toBe(true);
    expect(lines.map((line) => line.replace(/\d+ ms/, '0 ms'))).toEqual([
      'scope main (Tencent Cloud CDN): z1 (example.com), serves example.com, *.example.com',
      'scope main (Tencent Cloud CDN): z2, may serve any host',
      'ok    main (Tencent Cloud CDN): DescribeTasks of z2, 0 ms',
      'ok    main (Tencent Cloud CDN): DescribeTasks of z1, 0 ms',
    ]);
  });

  it('lists configured scopes without asking for them', async () => {
    const { lines } = await check(source({ scopes: [{ id: 'z1', domains: ['a.example'] }] }));
    expect(lines[0]).toBe('scope main (Tencent Cloud CDN): z1, serves a.example');
  });

  it('fails where the list of scopes cannot be read', async () => {
    const refused = { ...discovering([]), send: refusing('The key may not list zones.') };
    const { isOk, lines } = await check(refused);
    expect(isOk).toBe(false);
    expect(lines).toEqual([
      'FAIL  main (Tencent Cloud CDN): DescribeZones',
      '      PERMISSION: The key may not list zones. (RequestId request-1)',
    ]);
  });

  it('warns of scopes that cannot be read, that are many, or that are none', async () => {
    expect((await check(discovering([], 0))).lines).toEqual([
      'warn  main (Tencent Cloud CDN): DescribeZones lists nothing, so that no tasks are read.',
    ]);
    const many = Array.from({ length: 30 }, (_, index) => ({ id: `z${index}` }));
    const { isOk, lines } = await check(discovering(many, 1));
    expect(isOk).toBe(true);
    expect(lines.filter((line) => line.startsWith('ok'))).toHaveLength(20);
    expect(lines.filter((line) => line.startsWith('scope'))).toHaveLength(30);
    expect(lines.slice(-2)).toEqual([
      'warn  main (Tencent Cloud CDN): 10 of 30 scopes were not asked, because they are many.',
      'warn  main (Tencent Cloud CDN): UNAVAILABLE: DescribeZones lists 1 entry without a readable id; what belongs to it is not read.',
    ]);
  });

  it("reads a vendor's clock after its answer", async () => {
    let offset = 0;
    const { lines } = await check(
      source({
        now: () => now + offset,
        send: async () => {
          offset = 60_000;
          return { body: {}, sentAt: now, observedAt: now };
        },
      }),
    );
    expect(lines.at(-1)).toContain('60 s ahead');
  });

  it('prints hostile text of a vendor as escapes', async () => {
    const { lines } = await check(
      source({ feeds: [feed('a\n::error::x')], send: refusing('b\u001B[2J\n::error::x\u202E##vso[x]') }),
    );
    expect(lines).toEqual([
      String.raw`FAIL  main (Tencent Cloud CDN): DescribeTasks of a\u000a::error::x`,
      String.raw`      PERMISSION: b\u001b[2J\u000a::error::x\u202e#\u0023vso[x] (RequestId request-1)`,
    ]);
  });
});
