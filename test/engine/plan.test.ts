import { describe, expect, it } from 'vitest';
import type { RowFilter } from '../../src/domain/query.ts';
import type { TaskSource } from '../../src/domain/source.ts';
import { DAY, SECOND } from '../../src/domain/time.ts';
import { plan } from '../../src/engine/list/plan.ts';
import { vendors } from '../../src/vendors/registry.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const LAST_DAY = { from: NOW - DAY, to: NOW };

function source(name: string): TaskSource {
  const vendor = vendors.find((each) => each.name === name);
  if (vendor === undefined) throw new RangeError(name);
  const provider = { name, vendor: name, account: name };
  const settings = { zones: ['zone-1'] };
  return {
    provider,
    feeds: vendor.feeds(settings, provider),
    lookups: vendor.lookups(settings, provider),
    send: () => Promise.reject(new Error('A plan sends nothing.')),
    now: () => NOW,
  };
}

const streams = (vendor: string, filter: RowFilter, direction: 'forward' | 'backward' = 'forward') =>
  plan([source(vendor)], filter, LAST_DAY, () => NOW, direction).streams.map(
    ({ feed, narrowing, residual }) => ({
      action: feed.action,
      asked: clean(narrowing),
      residual: clean(residual),
    }),
  );

const clean = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

describe('a plan', () => {
  it('asks only the feeds that know the kinds', () => {
    expect(streams('TENCENT_CDN', { kinds: ['PREFETCH'] })).toEqual([
      { action: 'DescribePushTasks', asked: {}, residual: {} },
    ]);
    expect(streams('TENCENT_CDN', { kinds: ['PURGE_HOST'] })).toEqual([]);
  });

  it('names one state where the vendor takes one', () => {
    expect(streams('TENCENT_CDN', { kinds: ['PREFETCH'], states: ['PROCESSING'] })).toEqual([
      { action: 'DescribePushTasks', asked: { states: ['PROCESSING'] }, residual: {} },
    ]);
  });

  it('asks for several final states side by side where the vendor takes one', () => {
    expect(streams('TENCENT_CDN', { kinds: ['PREFETCH'], states: ['FAILED', 'INVALID'] })).toEqual([
      { action: 'DescribePushTasks', asked: { states: ['FAILED'] }, residual: {} },
      { action: 'DescribePushTasks', asked: { states: ['INVALID'] }, residual: {} },
    ]);
  });

  it('filters here when a row could finish between two lists of states, and be seen in neither', () => {
    expect(streams('TENCENT_CDN', { kinds: ['PREFETCH'], states: ['PROCESSING', 'FAILED'] })).toEqual([
      {
        action: 'DescribePushTasks',
        asked: {},
        residual: { states: ['PROCESSING', 'FAILED'] },
      },
    ]);
  });

  it('names all states at once where the vendor takes several', () => {
    expect(streams('TENCENT_EDGEONE', { kinds: ['PREFETCH'], states: ['FAILED', 'TIMED_OUT'] })).toEqual([
      {
        action: 'DescribePrefetchTasks',
        asked: { states: ['FAILED', 'TIMED_OUT'] },
        residual: {},
      },
    ]);
  });

  it('filters what is in progress here when it reads backwards', () => {
    expect(streams('TENCENT_EDGEONE', { kinds: ['PREFETCH'], states: ['PROCESSING'] }, 'backward')).toEqual([
      { action: 'DescribePrefetchTasks', asked: {}, residual: { states: ['PROCESSING'] } },
    ]);
  });

  it('asks for nothing where a state cannot occur', () => {
    expect(streams('TENCENT_CDN', { kinds: ['PURGE_URL'], states: ['INVALID'] })).toEqual([]);
  });

  it('names a kind beside each domain or state for Alibaba', () => {
    expect(
      streams('ALIBABA_CDN', { domains: ['www.example.com'], kinds: ['PREFETCH', 'PURGE_URL'] }),
    ).toEqual([
      expect.objectContaining({ asked: { kinds: ['PREFETCH'], domain: 'www.example.com' }, residual: {} }),
      expect.objectContaining({ asked: { kinds: ['PURGE_URL'], domain: 'www.example.com' }, residual: {} }),
    ]);
  });

  it('asks Alibaba for PROCESSING without a status, for rows can be pending too', () => {
    expect(streams('ALIBABA_CDN', { kinds: ['PREFETCH'], states: ['PROCESSING'] })).toEqual([
      expect.objectContaining({ asked: { kinds: ['PREFETCH'] }, residual: { states: ['PROCESSING'] } }),
    ]);
  });

  it('trusts no filter that the vendor does not describe exactly', () => {
    const [push] = streams('TENCENT_CDN', { kinds: ['PREFETCH'], domains: ['www.example.com'] });
    expect(push).toMatchObject({
      asked: { domain: 'www.example.com' },
      residual: { domains: ['www.example.com'] },
    });
  });

  it.each([
    ['www.Example.com/a', 'www.example.com'],
    ['www.example.com:8443/a', 'www.example.com'],
    ['https://www.example.com/a', undefined],
    ['www.example.com', undefined],
    ['some-tag', undefined],
    ['/a', undefined],
  ])('asks for %s, which may have lost its scheme, by its domain or as it is', (url, domain) => {
    const asked = domain === undefined ? { url } : { domain };
    for (const [stream] of [
      streams('TENCENT_EDGEONE', { kinds: ['PREFETCH'], urls: [url] }),
      streams('ALIBABA_CDN', { kinds: ['PREFETCH'], urls: [url] }),
    ]) {
      expect(stream).toMatchObject({ asked, residual: domain === undefined ? {} : { urls: [url] } });
      expect(Object.keys(stream?.asked ?? {})).not.toContain(domain === undefined ? 'domain' : 'url');
    }
  });

  it('leaves out, and says so, a vendor that tells no area', () => {
    const { streams: none, skipped } = plan(
      [source('TENCENT_EDGEONE')],
      { area: 'MAINLAND' },
      LAST_DAY,
      () => NOW,
      'forward',
    );
    expect(none).toEqual([]);
    expect(skipped.map(({ reason }) => [reason.kind, reason.field])).toEqual([
      ['INVALID_REQUEST', 'area'],
      ['INVALID_REQUEST', 'area'],
    ]);
  });

  it('begins where the vendor still knows, a little later than its horizon, and says so', () => {
    const range = { from: NOW - 30 * DAY, to: NOW };
    const { streams: read } = plan([source('ALIBABA_CDN')], {}, range, () => NOW, 'forward');
    const [stream] = read;
    expect(stream?.shortfall).toMatchObject({ kind: 'RETENTION', earliest: stream?.range.from });
    const slack = (stream?.range.from ?? 0) - (NOW - 3 * DAY);
    expect(slack).toBeGreaterThan(SECOND);
    expect(slack).toBeLessThan(10 * SECOND);
  });

  it.each(['TENCENT_CDN', 'TENCENT_EDGEONE'])('asks %s for no time before its product existed', (vendor) => {
    const range = { from: Date.UTC(1, 0, 1), to: NOW };
    const { streams: read, skipped } = plan([source(vendor)], {}, range, () => NOW, 'backward');
    expect(skipped).toEqual([]);
    for (const stream of read) {
      expect(stream.range.from).toBe(stream.feed.capabilities.since);
      expect(stream.range.from).toBeGreaterThan(Date.UTC(2010, 0, 1));
      expect(stream.shortfall).toBeUndefined();
    }
    const long = { from: Date.UTC(1, 0, 1), to: Date.UTC(2000, 0, 1) };
    expect(plan([source(vendor)], {}, long, () => NOW, 'forward')).toEqual({ streams: [], skipped: [] });
  });

  it('asks for nothing that is all older than the vendor knows', () => {
    const range = { from: NOW - 30 * DAY, to: NOW - 10 * DAY };
    const { streams: none, skipped } = plan([source('ALIBABA_CDN')], {}, range, () => NOW, 'forward');
    expect(none).toEqual([]);
    expect(skipped.map(({ reason }) => reason.kind)).toEqual(['RETENTION']);
  });
});
