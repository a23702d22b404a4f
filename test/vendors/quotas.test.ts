import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { Quota } from '../../src/domain/quota.ts';
import type { QuotaCall, VendorAnswer } from '../../src/domain/source.ts';
import { vendorNamed, vendors } from '../../src/vendors/registry.ts';
import { fixture } from './fixture.ts';

const OBSERVED_AT = Date.UTC(2026, 2, 1);

const answerOf = (body: VendorAnswer['body']): VendorAnswer => ({
  body,
  requestId: 'request-1',
  sentAt: OBSERVED_AT,
  observedAt: OBSERVED_AT,
});

/** A documented answer, and what it says: kind, name, remaining of limit, the most of one submission, and where it is more than a day of the whole account. */
interface Documented {
  readonly vendor: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly action: string;
  readonly fixture: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly says: readonly string[];
}

const documented: readonly Documented[] = [
  {
    vendor: 'TENCENT_CDN',
    action: 'DescribePushQuota',
    fixture: 'tencent-cdn/push-quota',
    parameters: {},
    says: ['PREFETCH UrlPush 10000/10000, 1000 at once, MAINLAND'],
  },
  {
    vendor: 'TENCENT_CDN',
    action: 'DescribePurgeQuota',
    fixture: 'tencent-cdn/purge-quota',
    parameters: {},
    says: [
      'PURGE_URL UrlPurge 10000/10000, 1000 at once, MAINLAND',
      'PURGE_URL UrlPurge 10000/10000, 1000 at once, OVERSEAS',
      'PURGE_DIRECTORY PathPurge 100/100, 39 at once, MAINLAND',
      'PURGE_DIRECTORY PathPurge 100/100, 20 at once, OVERSEAS',
    ],
  },
  {
    vendor: 'TENCENT_EDGEONE',
    settings: { zones: ['zone-ajj243dwrew'] },
    action: 'DescribeContentQuota',
    fixture: 'edgeone/content-quota',
    parameters: { ZoneId: 'zone-ajj243dwrew' },
    says: [
      'PURGE_URL purge_url 10000/10000, 2000 at once, zone-ajj243dwrew',
      'PURGE_DIRECTORY purge_prefix 10000/10000, 2000 at once, zone-ajj243dwrew',
      'PURGE_HOST purge_host 10000/10000, 2000 at once, zone-ajj243dwrew',
      'PURGE_ALL purge_all 10000/10000, 2000 at once, zone-ajj243dwrew',
      'PREFETCH prefetch_url 10000/10000, 2000 at once, zone-ajj243dwrew',
    ],
  },
  {
    vendor: 'ALIBABA_CDN',
    action: 'DescribeRefreshQuota',
    fixture: 'alibaba-cdn/refresh-quota',
    parameters: {},
    says: [
      'PREFETCH Preload 400/500',
      'PREFETCH PreloadEdge 20/20',
      'PURGE_URL Url 1996/2000',
      'PURGE_URL IgnoreParams 10/100',
      'PURGE_DIRECTORY Dir 99/100',
      'PURGE_REGEX Regex 10/20',
    ],
  },
  {
    vendor: 'ALIBABA_DCDN',
    action: 'DescribeDcdnRefreshQuota',
    fixture: 'alibaba-dcdn/refresh-quota',
    parameters: {},
    says: [
      'PREFETCH Preload 500/500',
      'PURGE_URL Url 2000/2000',
      'PURGE_URL IgnoreParams 10/100',
      'PURGE_DIRECTORY Dir 100/100',
      'PURGE_REGEX Regex 100/100',
    ],
  },
  {
    vendor: 'ALIBABA_ESA',
    settings: { sites: ['123456789012345'], purgeTypes: ['hostname'] },
    action: 'GetPurgeQuota',
    fixture: 'alibaba-esa/purge-quota',
    parameters: { SiteId: '123456789012345', Type: 'hostname' },
    says: [
      'PURGE_HOST hostname 99990/100000, 123456789012345',
      'PURGE_HOST hostname 199980/200000, 123456789012345, 30 days',
    ],
  },
  {
    vendor: 'VOLCENGINE_CDN',
    action: 'DescribeContentQuota',
    fixture: 'volcengine-cdn/content-quota',
    parameters: {},
    says: [
      'PREFETCH Preload 10/1000, 100 at once',
      'PURGE_URL Refresh 200/10000, 100 at once',
      'PURGE_DIRECTORY RefreshDir 15/50, 100 at once',
      'PURGE_REGEX RefreshRegex 2/20, 10 at once',
    ],
  },
  {
    vendor: 'BYTEPLUS_CDN',
    action: 'DescribeContentQuota',
    fixture: 'volcengine-cdn/content-quota-byteplus',
    parameters: {},
    says: [
      'PREFETCH Preload 1000/1000, 100 at once',
      'PURGE_URL Refresh 1000/1000, 100 at once',
      'PURGE_DIRECTORY RefreshDir 50/50, 100 at once',
    ],
  },
  {
    vendor: 'HUAWEI_CDN',
    action: 'ShowQuota',
    fixture: 'huawei-cdn/quota',
    parameters: {},
    says: [
      'PURGE_URL file_refresh 2000/2000',
      'PURGE_DIRECTORY dir_refresh 2000/2000',
      'PREFETCH preheat 1000/1000',
    ],
  },
];

function sentence({ kind, name, remaining, limit, batchLimit, area, scope, period }: Quota): string {
  const days = period / 86_400_000;
  return [
    `${kind} ${name} ${remaining}/${limit}`,
    batchLimit === undefined ? undefined : `${batchLimit} at once`,
    area,
    scope,
    days === 1 ? undefined : `${days} days`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

function callsOf({ vendor, settings = {} }: Documented, more = {}): readonly QuotaCall[] {
  return vendorNamed(vendor)?.quotas({ ...settings, ...more }) ?? [];
}

const callOf = (call: Documented, more = {}): QuotaCall => {
  const found = callsOf(call, more).find(({ action }) => action === call.action);
  if (found === undefined) throw new Error(`${call.vendor} has no ${call.action}`);
  return found;
};

it('every quota call of every vendor is among the documented ones', () => {
  const named = documented.map(({ vendor, action }) => `${vendor} ${action}`);
  const settings = { zones: ['z'], sites: ['1'], distributions: ['E1'] };
  const described = vendors.flatMap((vendor) =>
    vendor.quotas(settings).map(({ action }) => `${vendor.name} ${action}`),
  );
  expect(new Set(described)).toEqual(new Set(named));
});

describe.each(documented)('$action of $vendor', (call) => {
  const { decode, encode, callsPerSecond, scope } = callOf(call);
  const body = fixture(call.fixture);
  const read = (changed: VendorAnswer['body']) => decode(answerOf(changed));

  it('says what may still be submitted', () => {
    const { quotas, unreadable } = read(body);
    expect(quotas.map(sentence)).toEqual(call.says);
    expect(unreadable).toBeUndefined();
    for (const { limit, used, remaining, observedAt } of quotas) {
      expect(used + remaining).toBe(limit);
      expect(observedAt).toBe(OBSERVED_AT);
    }
  });

  it('asks for its scope, at a rate that one setting replaces', () => {
    expect(encode()).toMatchObject({ action: call.action, parameters: call.parameters, callsPerSecond });
    expect(Object.values(encode().parameters)).toEqual(Object.values(call.parameters));
    expect(JSON.stringify(encode().parameters).includes(scope ?? '')).toBe(true);
    const slowed = callOf(call, { requestsPerSecond: 3 });
    expect([slowed.callsPerSecond, slowed.encode().callsPerSecond]).toEqual([3, 3]);
  });

  it('is not as documented without anything', () => {
    expect(() => read({})).toThrow(VendorError);
    expect(() => read({})).toThrow(call.action);
  });

  it('leaves out numbers that cannot be read, says so, and never throws because of one', () => {
    for (const junk of [null, '', 'many', -1, 1.5, 1e300, true, [], {}, 'x'.repeat(100_000)]) {
      for (const broken of withEachNumber(body, junk)) {
        const { quotas, unreadable } = read(broken.body);
        const isFewer = quotas.length < call.says.length;
        expect(isFewer, `${broken.path} is ${JSON.stringify(junk)?.slice(0, 20)}`).toBe(
          unreadable !== undefined,
        );
        expect(unreadable?.length ?? 0).toBeLessThanOrEqual(200);
        for (const quota of quotas) {
          expect(
            [quota.limit, quota.used, quota.remaining].every(
              (each) => Number.isSafeInteger(each) && each >= 0,
            ),
          ).toBe(true);
        }
      }
    }
  });

  it('never tells less than nothing left', () => {
    for (const broken of withEachNumber(body, 99_999_999)) {
      for (const { used, remaining } of read(broken.body).quotas) {
        expect(Math.min(used, remaining)).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

/** The body with one of its numbers, or texts of digits, replaced: once for each. */
function withEachNumber(
  value: unknown,
  junk: unknown,
  path = '',
): { readonly path: string; readonly body: Readonly<Record<string, unknown>> }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const at = `${path}.${name}`;
    const copy = (changed: unknown) =>
      Object.assign(Array.isArray(value) ? [...value] : { ...value }, { [name]: changed });
    if (typeof member === 'number' || (typeof member === 'string' && /^\d+$/.test(member))) {
      return [{ path: at, body: copy(junk) }];
    }
    return withEachNumber(member, junk, at).map((inner) => ({ path: inner.path, body: copy(inner.body) }));
  });
}
