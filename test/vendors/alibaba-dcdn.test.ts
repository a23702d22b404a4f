import { describe, expect, it } from 'vitest';
import type { Provider } from '../../src/domain/source.ts';
import { alibabaDcdn } from '../../src/vendors/alibaba-dcdn/vendor.ts';
import { conformance } from './conformance.ts';
import { refreshCalls } from './alibaba-refresh-calls.ts';
import { answerOf } from './fixture.ts';

const provider: Provider = { name: 'dcdn', vendor: 'ALIBABA_DCDN', account: 'a' };

const { refreshTasks, refreshTaskById } = refreshCalls({
  folder: 'alibaba-dcdn',
  list: 'DescribeDcdnRefreshTasks',
  rows: 'Task',
  byId: 'DescribeDcdnRefreshTaskById',
});

conformance({ vendor: alibabaDcdn, settings: {}, calls: [refreshTasks, refreshTaskById] });

const [feed] = alibabaDcdn.feeds({}, provider);
const [lookup] = alibabaDcdn.lookups({}, provider);
if (feed === undefined || lookup === undefined) throw new Error('a call is missing');
const query = {
  window: { from: Date.UTC(2026, 0, 13), to: Date.UTC(2026, 0, 15) },
  offset: 100,
  limit: 50,
};

describe('DescribeDcdnRefreshTasks', () => {
  it('reads purges and prefetches, a directory under either of its two words', () => {
    const { rows, totalCount } = feed.decode(answerOf(refreshTasks.documented));
    expect(totalCount).toBe(4);
    expect(rows.map(({ kind, state, progress, message }) => [kind, state, progress, message])).toEqual([
      ['PURGE_URL', 'SUCCEEDED', 100, undefined],
      ['PURGE_DIRECTORY', 'PROCESSING', 10, undefined],
      ['PREFETCH', 'FAILED', 80, 'OriginReturn StatusCode 5XX'],
      ['PURGE_REGEX', 'SUCCEEDED', 100, undefined],
    ]);
  });

  it('asks for a directory by the word of requests, and beside it for a domain and a status', () => {
    const asked = { kinds: ['PURGE_DIRECTORY'], states: ['FAILED'], domain: 'A.com' } as const;
    expect(feed.encode({ ...query, ...asked }).parameters).toEqual({
      StartTime: '2026-01-13T00:00:00Z',
      EndTime: '2026-01-15T00:00:00Z',
      PageNumber: 3,
      PageSize: 50,
      ObjectType: 'directory',
      DomainName: 'a.com',
      Status: 'Failed',
    });
  });

  it('is read whole for regular expressions, which only one page of the documents lists', () => {
    const { parameters } = feed.encode({ ...query, kinds: ['PURGE_REGEX'], domain: 'a.com' });
    expect([parameters['ObjectType'], parameters['DomainName']]).toEqual([undefined, undefined]);
    expect(feed.capabilities.kinds?.values).not.toContain('PURGE_REGEX');
  });
});

it('DescribeDcdnRefreshTaskById asks for ten ids at once, and a pending task is in progress', () => {
  const taskIds = Array.from({ length: 10 }, (_, index) => `${index}`);
  const { parameters } = lookup.encode({ taskIds, offset: 0, limit: 0 });
  expect(parameters).toEqual({ TaskId: '0,1,2,3,4,5,6,7,8,9' });
  const { rows } = lookup.decode(answerOf(refreshTaskById.documented));
  expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
    ['FAILED', 'OriginReturnStatusCode5XX'],
    ['PROCESSING', undefined],
  ]);
});
