import { describe, expect, it } from 'vitest';
import { taskStates } from '../../src/domain/task.ts';
import type { Feed, FeedQuery, Lookup, VendorRequest } from '../../src/domain/source.ts';
import { DAY } from '../../src/domain/time.ts';
import type { VendorDescription } from '../../src/vendors/vendor.ts';
import type { CallFixture } from './call-fixture.ts';
import { decoding } from './conformance-decoding.ts';
import { provider } from './sound-row.ts';

/** What a vendor brings to the suite. */
export interface VendorFixture {
  readonly vendor: VendorDescription;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly calls: readonly CallFixture[];
}

const window = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 0, 2) };

/** What every feed and every lookup of every vendor does. */
export function conformance({ vendor, settings, calls }: VendorFixture): void {
  const feeds = vendor.feeds(settings, provider);
  const lookups = vendor.lookups(settings, provider);
  const callOf = ({ action, list }: Feed | Lookup): CallFixture => {
    const call = calls.find((each) => each.action === action && (each.of ?? list) === list);
    if (call === undefined) throw new Error(`no fixture for ${action} ${list ?? ''}`);
    return call;
  };

  it('every kind that can be listed can be looked up', () => {
    expect(new Set(lookups.flatMap(({ kinds }) => kinds))).toEqual(
      new Set(feeds.flatMap(({ kinds }) => kinds)),
    );
  });

  it('one setting stands in for every documented rate', () => {
    const slowed = { ...settings, requestsPerSecond: 3 };
    for (const source of [...vendor.feeds(slowed, provider), ...vendor.lookups(slowed, provider)]) {
      expect(source.callsPerSecond).toBe(3);
    }
  });

  it('the hosts that a provider serves are those of each of its calls; left out, it may serve any', () => {
    const serving = { ...settings, domains: ['WWW.example.com', '*.example.org'] };
    for (const source of [...vendor.feeds(serving, provider), ...vendor.lookups(serving, provider)]) {
      expect(source.hosts).toEqual(['www.example.com', '*.example.org']);
    }
    for (const source of [...feeds, ...lookups]) expect(source.hosts).toBeUndefined();
  });

  it.each([
    ['https://www.example.com', 'must be a host name'],
    ['www.example.com/a', 'must be a host name'],
    ['www.example.com:8443', 'must be a host name'],
    ['www.*.com', 'must be a host name'],
    ['*', 'must be a host name'],
    ['.example.com', 'must be a host name'],
    ['', 'must be a host name'],
    [7, 'must be a host name'],
  ])('%j is no host that a provider can serve', (domain, message) => {
    const result = vendor.settings.safeParse({ ...settings, domains: ['a.example.com', domain] });
    expect(result.error?.issues).toMatchObject([
      { path: ['domains', 1], message: expect.stringContaining(message) },
    ]);
  });

  it.each([[], 'www.example.com', {}])('domains cannot be %j', (wrong) => {
    const result = vendor.settings.safeParse({ ...settings, domains: wrong });
    expect(result.error?.issues).toMatchObject([{ path: ['domains'] }]);
  });

  it.each(['例え.jp', 'xn--r8jz45g.jp', 'a_b.example.com', ' www.example.com ', '*.a-b.example.com'])(
    '%j is a host that a provider can serve',
    (domain) => {
      const serving = vendor.feeds({ ...settings, domains: [domain] }, provider);
      expect(serving[0]?.hosts).toEqual([domain.trim()]);
    },
  );

  describe.each(feeds)('feed $action $scope $list', (feed) => {
    feedCapabilities(feed);
    feedRequests(feed);
    decoding(feed, callOf(feed));
  });

  describe.each(lookups)('lookup $action $scope $list', (lookup) => {
    lookupCapabilities(lookup);
    lookupRequests(lookup);
    decoding(lookup, callOf(lookup));
  });
}

function feedCapabilities({ kinds, callsPerSecond, capabilities }: Feed): void {
  it('states limits that can be kept', () => {
    expect(kinds.length).toBeGreaterThan(0);
    expect(callsPerSecond).toBeGreaterThan(0);
    expect(capabilities.maxPageSize).toBeGreaterThan(0);
    expect(Number.isSafeInteger(capabilities.maxPageSize)).toBe(true);
    expect(capabilities.maxWindow).toBeGreaterThanOrEqual(DAY);
    expect(capabilities.retention).toBeGreaterThanOrEqual(capabilities.maxWindow);
    expect(capabilities.taskSpan).toBeGreaterThanOrEqual(0);
  });

  it('asks only for states that occur', () => {
    const occurring = capabilities.occurringStates ?? taskStates;
    expect(occurring).toEqual(expect.arrayContaining([...(capabilities.states?.values ?? [])]));
  });
}

/** All that tells one request of an action from another. */
const askedBy = ({ path, parameters }: VendorRequest): string => JSON.stringify({ path, parameters });

const distinct = (texts: readonly string[]): number => new Set(texts).size;

function feedRequests(feed: Feed): void {
  const { capabilities, kinds } = feed;
  const isByMarker = capabilities.paging === 'marker';
  const base: FeedQuery = { window, offset: 0, limit: 10 };
  const parametersOf = (query: FeedQuery) => askedBy(feed.encode(query));
  const besideKind = (needsKind: boolean | undefined): FeedQuery =>
    needsKind === true ? { ...base, kinds: kinds.slice(0, 1) } : base;

  it('names its action, keeps its rate, and encodes alike what is alike', () => {
    const request = feed.encode(Object.freeze(base));
    expect(request).toMatchObject({ action: feed.action, callsPerSecond: feed.callsPerSecond });
    expect(feed.encode(base)).toEqual(request);
    expect(Object.values(request.parameters)).not.toContain(null);
  });

  it('pages change what is asked, by number or by marker', () => {
    const pages = [base, { ...base, offset: 10 }, { ...base, marker: 'the last one' }].map(parametersOf);
    const [first, byNumber, byMarker] = pages;
    expect([byNumber === first, byMarker === first]).toEqual([isByMarker, !isByMarker]);
    expect(parametersOf({ ...base, limit: 5 })).not.toBe(first);
  });

  it('windows change what is asked, unless pages are named by markers', () => {
    const later = { from: window.from, to: window.to + 1_000 };
    const earlier = { from: window.from - 1_000, to: window.to };
    const requests = [base, { ...base, window: later }, { ...base, window: earlier }].map(parametersOf);
    expect(distinct(requests)).toBe(isByMarker ? 1 : 3);
  });

  it('has a word for each state that it says it can filter by', () => {
    const pushdown = capabilities.states;
    const query = besideKind(pushdown?.needsKind);
    const values = pushdown?.values ?? [];
    const requests = values.map((state) => parametersOf({ ...query, states: [state] }));
    expect(distinct([parametersOf(query), ...requests])).toBe(values.length + 1);
  });

  it('has a word for each kind that it says it can filter by', () => {
    const values = capabilities.kinds === undefined ? [] : (capabilities.kinds.values ?? kinds);
    const requests = values.map((kind) => parametersOf({ ...base, kinds: [kind] }));
    expect(distinct([parametersOf(base), ...requests])).toBe(values.length + 1);
  });

  it.each([
    ['states', ['SUCCEEDED', 'FAILED'] as const],
    ['kinds', kinds.slice(0, 2)],
  ] as const)(
    'leaves out a filter by more %s than one call takes, rather than some of them',
    (name, values) => {
      const pushdown = capabilities[name];
      const query = besideKind(pushdown?.needsKind);
      const isNarrowed = parametersOf({ ...query, [name]: values }) !== parametersOf(query);
      expect(isNarrowed).toBe(values.length <= (pushdown?.valuesPerCall ?? 0));
    },
  );

  it.each([
    ['url', { url: 'https://www.example.com/a(1).jpg' }, 'https://www.example.com/a(1).jpg'],
    ['domain', { domain: 'www.Example.com' }, 'www.example.com'],
    ['area', { area: 'OVERSEAS' as const }, 'overseas'],
  ] as const)('hands on the %s exactly if it says so', (name, filter, word) => {
    const pushdown = capabilities[name];
    const query = besideKind(pushdown?.needsKind);
    const request = parametersOf({ ...query, ...filter });
    expect(request.includes(word)).toBe(pushdown !== undefined);
    expect(request === parametersOf(query)).toBe(pushdown === undefined);
  });
}

function lookupCapabilities(lookup: Lookup): void {
  it('states limits that can be kept', () => {
    expect(lookup.kinds.length).toBeGreaterThan(0);
    expect(lookup.idsPerCall).toBeGreaterThan(0);
    expect(lookup.maxPageSize).toBeGreaterThan(0);
    expect(lookup.callsPerSecond).toBeGreaterThan(0);
    expect(lookup.retention).toBeGreaterThanOrEqual(DAY);
    expect(lookup.idsPerCall === 1 || !lookup.isDetailed).toBe(true);
  });
}

function lookupRequests(lookup: Lookup): void {
  const taskIds = Array.from({ length: lookup.idsPerCall }, (_, index) => `id-${index}-9007199254740993`);
  const base = { taskIds, offset: 0, limit: 1, createdAt: window.from };
  const parametersOf = (query: Parameters<Lookup['encode']>[0]) => askedBy(lookup.encode(query));

  it('asks for every id that it is given', () => {
    const isById = lookup.creationTime !== 'needed';
    for (const taskId of taskIds) expect(parametersOf(base).includes(taskId)).toBe(isById);
    expect(lookup.encode(base)).toMatchObject({
      action: lookup.action,
      callsPerSecond: lookup.callsPerSecond,
    });
  });

  it('makes use of the creation time if it says so', () => {
    const later = parametersOf({ ...base, createdAt: window.to });
    expect(later === parametersOf(base)).toBe(lookup.creationTime === undefined);
  });

  it('counts each state that it says it can count', () => {
    const requests = lookup.countableStates.map((state) => parametersOf({ ...base, state }));
    expect(new Set([parametersOf(base), ...requests]).size).toBe(lookup.countableStates.length + 1);
  });

  it('pages unless all rows come at once', () => {
    expect(parametersOf({ ...base, offset: 1 }) === parametersOf(base)).toBe(lookup.maxPageSize === Infinity);
  });
}
