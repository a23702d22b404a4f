import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { ScopePage } from '../../src/domain/scope.ts';
import type { ScopeCall, VendorAnswer } from '../../src/domain/source.ts';
import { readXml } from '../../src/transport/xml.ts';
import { vendorNamed, vendors } from '../../src/vendors/registry.ts';
import { fixture } from './fixture.ts';

const listOf = (vendor: string, settings = {}): ScopeCall => {
  const list = vendorNamed(vendor)?.scopes?.list(settings);
  if (list === undefined) throw new RangeError(`${vendor} has no scopes`);
  return list;
};

const read = ({ decode }: ScopeCall, body: VendorAnswer['body'], next?: string): ScopePage =>
  decode({ body, requestId: 'request-1', sentAt: 0, observedAt: 0 }, next);

const distributionsXml = readFileSync(
  new URL('./fixtures/aws-cloudfront/list-distributions.xml', import.meta.url),
  'utf8',
);
const distributions = (xml = distributionsXml): VendorAnswer['body'] => readXml(xml) ?? {};

const documented = [
  {
    vendor: 'TENCENT_EDGEONE',
    body: fixture('edgeone/zones'),
    first: { action: 'DescribeZones', parameters: { Offset: 0, Limit: 100 } },
    scopes: [{ id: 'zone-2noz3g48ev6k', name: 'example.com', domains: ['example.com', '*.example.com'] }],
    next: undefined,
  },
  {
    vendor: 'ALIBABA_ESA',
    body: fixture('alibaba-esa/sites'),
    first: { action: 'ListSites', method: 'GET', parameters: { PageNumber: 1, PageSize: 500 } },
    scopes: [{ id: '123456789012345', name: 'example.com', domains: ['example.com', '*.example.com'] }],
    next: '2',
  },
  {
    vendor: 'AWS_CLOUDFRONT',
    body: distributions(),
    first: {
      action: 'ListDistributions',
      method: 'GET',
      path: '/2020-05-31/distribution',
      parameters: { Marker: undefined, MaxItems: 100 },
    },
    scopes: [
      {
        id: 'EDFDVBD6EXAMPLE',
        name: 'd111111abcdef8.cloudfront.net',
        domains: ['www.example.com', '*.img.example.com', 'd111111abcdef8.cloudfront.net'],
      },
      {
        id: 'E74FTE3AEXAMPLE',
        name: 'd222222abcdef8.cloudfront.net',
        domains: ['d222222abcdef8.cloudfront.net'],
      },
    ],
    next: 'E74FTE3AEXAMPLE',
  },
];

it('every vendor with scopes has a documented list of them', () => {
  const named = vendors.filter(({ scopes }) => scopes !== undefined).map(({ name }) => name);
  expect(new Set(documented.map(({ vendor }) => vendor))).toEqual(new Set(named));
});

describe.each(documented)('the scopes of $vendor', ({ vendor, body, first, scopes, next }) => {
  const list = listOf(vendor);

  it('are read with their names and hosts, page by page', () => {
    expect(read(list, body)).toEqual({ scopes, unreadable: 0, next });
    expect(list.encode()).toEqual({ ...first, callsPerSecond: list.callsPerSecond });
    expect(list.encode('7')).not.toEqual(list.encode());
  });

  it('are asked for at a rate that one setting replaces', () => {
    const slowed = listOf(vendor, { requestsPerSecond: 3 });
    expect([slowed.callsPerSecond, slowed.encode().callsPerSecond]).toEqual([3, 3]);
  });

  it('are not as documented without a list', () => {
    expect(() => read(list, {})).toThrow(VendorError);
    expect(() => read(list, {})).toThrow(first.action);
  });

  it('can be the setting that lists them', () => {
    const { setting = '' } = vendorNamed(vendor)?.scopes ?? {};
    const parsed = vendorNamed(vendor)?.settings.safeParse({
      [setting]: scopes.map(({ id, domains }) => ({ id, domains })),
    });
    expect(parsed?.success).toBe(true);
  });
});

describe('zones', () => {
  const list = listOf('TENCENT_EDGEONE');
  const [zone] = Object(fixture('edgeone/zones')['Zones']);
  const zonesOf = (changes: readonly object[], more = {}, next?: string) =>
    read(
      list,
      { TotalCount: changes.length, Zones: changes.map((each) => ({ ...zone, ...each })), ...more },
      next,
    );

  it.each(['partialComposite', 'noDomainAccess'])('of type %s can serve any host', (Type) => {
    expect(zonesOf([{ Type }]).scopes[0]?.domains).toBeUndefined();
  });

  it.each([
    ['', undefined],
    [null, undefined],
    ['例え.jp', undefined],
    ['a b.com', undefined],
  ])('named %j can serve any host, for it is not known which', (ZoneName, domains) => {
    expect(zonesOf([{ ZoneName }]).scopes[0]?.domains).toEqual(domains);
  });

  it('of one domain are told apart by their alias', () => {
    expect(zonesOf([{ AliasZoneName: 'shop' }]).scopes[0]?.name).toBe('example.com shop');
  });

  it('that are deleted are left out, and those without an id are counted', () => {
    const { scopes, unreadable } = zonesOf([{ Status: 'deleted' }, { ZoneId: null }, { Status: 'moved' }]);
    expect(scopes).toHaveLength(1);
    expect(unreadable).toBe(1);
  });

  it('go on behind the last one until their number is reached', () => {
    expect(zonesOf([{}, {}], { TotalCount: 250 }, '100').next).toBe('102');
    expect(zonesOf([{}, {}], { TotalCount: 102 }, '100').next).toBeUndefined();
    expect(zonesOf([], { TotalCount: 250 }, '100').next).toBeUndefined();
    expect(zonesOf([{}], { TotalCount: null }).next).toBeUndefined();
  });
});

describe('sites', () => {
  const list = listOf('ALIBABA_ESA');
  const [site] = Object(fixture('alibaba-esa/sites')['Sites']);
  const sitesOf = (changes: readonly object[], more = {}, next?: string) =>
    read(list, { Sites: changes.map((each) => ({ ...site, ...each })), ...more }, next);

  it('that belong to another account are left out, and those without an id are counted', () => {
    const { scopes, unreadable } = sitesOf([{ Status: 'moved' }, { SiteId: 'x' }, {}]);
    expect(scopes).toHaveLength(1);
    expect(unreadable).toBe(1);
  });

  it('go on with the next page until their number is reached', () => {
    expect(sitesOf([{}], { TotalCount: 501 }, '2').next).toBeUndefined();
    expect(sitesOf([{}], { TotalCount: 1_501 }, '2').next).toBe('3');
    expect(sitesOf([], { TotalCount: 1_501 }, '3').next).toBeUndefined();
    expect(sitesOf([{}]).next).toBeUndefined();
    // Pages may be smaller than asked for.
    expect(sitesOf([{}, {}], { TotalCount: 250, PageSize: 100 }, '2').next).toBe('3');
    expect(
      sitesOf(
        Array.from({ length: 50 }, () => ({})),
        { TotalCount: 250, PageSize: 100 },
        '3',
      ).next,
    ).toBeUndefined();
  });
});

describe('distributions', () => {
  const list = listOf('AWS_CLOUDFRONT');

  it('end with the page that is not truncated', () => {
    const last = distributionsXml.replace('<IsTruncated>true', '<IsTruncated>false');
    expect(read(list, distributions(last)).next).toBeUndefined();
  });

  it('that are fewer than counted, or go on without a marker, are not as documented', () => {
    for (const wrong of [
      distributionsXml.replace('<Quantity>2</Quantity><Items><D', '<Quantity>3</Quantity><Items><D'),
      distributionsXml.replace(/<NextMarker>.*<\/NextMarker>/, ''),
    ]) {
      expect(() => read(list, distributions(wrong))).toThrow(VendorError);
    }
  });

  it('with an alias that is no host name can serve any host', () => {
    const odd = distributionsXml.replace('www.example.com', 'www.*.example.com');
    expect(read(list, distributions(odd)).scopes.map(({ domains }) => domains?.length)).toEqual([
      undefined,
      1,
    ]);
  });

  it('without a readable id are counted', () => {
    const odd = distributionsXml.replace('<Id>EDFDVBD6EXAMPLE</Id>', '<Id>a/b</Id>');
    expect(read(list, distributions(odd))).toMatchObject({ scopes: [{}], unreadable: 1 });
  });
});
