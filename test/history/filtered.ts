import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { matches } from '../../src/domain/query.ts';
import { isFinal, type UrlDetail } from '../../src/domain/task.ts';
import { SECOND, type Window } from '../../src/domain/time.ts';
import type { KeptFilter } from '../../src/engine/store/kept-filter.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { feed, NOW, rangeOf, rowOf, sourceOf } from './fixture.ts';
import { openHistory } from './opening.ts';

const north = sourceOf('north');
const ends = ['newer-end', 'older-end'] as const;
const hosts = ['www.example.com', 'img.example.com'];

/** Rows of 300 seconds, three a second, in tasks whose rows lie in several of them. */
const rows: readonly UrlDetail[] = Array.from({ length: 900 }, (_, index) => {
  const age = Math.floor(index / 3);
  const host = hosts[index % 2] ?? '';
  const state = (['SUCCEEDED', 'SUCCEEDED', 'FAILED', 'PROCESSING', 'TIMED_OUT'] as const)[
    (index * 7) % 11 > 4 ? 0 : index % 5
  ];
  return {
    ...rowOf(`task-${Math.floor(age / 4)}-${index % 3}`, age, state),
    kind: index % 3 === 0 ? 'PREFETCH' : 'PURGE_URL',
    // Some answers leave out the scheme, and one has it in upper case.
    url: `${index % 4 === 0 ? '' : index % 9 === 0 ? 'HTTPS://' : 'https://'}${host}/${index % 20}`,
    domain: host,
    area: index % 7 === 0 ? 'OVERSEAS' : undefined,
  };
});

const optional = <Value>(values: readonly Value[]) =>
  fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });

const filters: fc.Arbitrary<KeptFilter> = fc.record({
  unit: fc.constantFrom('rows' as const, 'tasks' as const),
  kinds: optional(['PREFETCH', 'PURGE_URL'] as const),
  states: optional(['SUCCEEDED', 'FAILED', 'TIMED_OUT'] as const),
  urls: optional(['https://www.example.com/4', 'www.example.com/9', 'img.example.com/3', 'https://other/']),
  domains: optional(['WWW.example.com', 'img.example.com']),
  area: fc.option(fc.constant('OVERSEAS' as const), { nil: undefined }),
});

/** The rows that a list needs, found one by one. */
function needed({ unit, states, ...filter }: KeptFilter): Set<string> {
  const isNeeded = (row: UrlDetail): boolean =>
    matches(row, filter) && (states === undefined || !isFinal(row.state) || states.includes(row.state));
  const found = rows.filter(isNeeded);
  const tasks = new Set(found.map(({ taskId }) => taskId));
  return new Set((unit === 'rows' ? found : rows.filter(({ taskId }) => tasks.has(taskId))).map(nameOf));
}

const nameOf = ({ taskId, url, createdAt }: UrlDetail): string => `${taskId} ${url} ${createdAt}`;

/** What is loaded by a filter instead of everything, in any database. */
export function testFilteredLoading(url: () => Promise<string>): void {
  describe('what a filter needs', () => {
    let history: DatabaseHistory;
    beforeEach(async () => {
      history = await openHistory({ url: await url(), clock: () => NOW });
      history.record(north, feed, { rows, seenAt: NOW, ranges: [rangeOf(300, 0, NOW)] });
      await history.flush();
    });
    afterEach(() => history.close());

    const everything: Window = { from: NOW - 400 * SECOND, to: NOW + SECOND };

    it('is loaded part by part from either end: all of it, and not much more', async () => {
      await fc.assert(
        fc.asyncProperty(
          filters,
          fc.constantFrom(...ends),
          fc.integer({ min: 5, max: 400 }),
          async (...drawn) => {
            const [filter, startsAt, limit] = drawn;
            const loaded = new Map<string, UrlDetail>();
            let window = everything;
            let covered = 0;
            while (window.from < window.to) {
              const kept = await history.load(north, feed, { window, startsAt, limit, filter });
              if (kept === undefined) throw new Error('The history cannot be read.');
              for (const { row } of kept.rows) loaded.set(nameOf(row), row);
              for (const { from, to, kept: own } of kept.ranges) {
                covered += to - from;
                expect(own ?? filter).toEqual(filter);
              }
              const { reached } = kept;
              window = startsAt === 'newer-end' ? { ...window, to: reached } : { ...window, from: reached };
            }
            expect(new Set(loaded.keys())).toEqual(needed(filter));
            expect(covered).toBe(300 * SECOND);
          },
        ),
        { numRuns: 25 },
      );
    });

    it('are the paths on the hosts of a feed whose vendor names no host', async () => {
      const paths = {
        ...feed,
        list: 'paths',
        hosts,
        capabilities: { ...feed.capabilities, tellsDomain: false },
      };
      const ofPaths = [
        { ...rowOf('one', 10), url: '/a', domain: '', hosts },
        { ...rowOf('two', 20), url: '/b', domain: '', hosts },
      ];
      history.record(north, paths, { rows: ofPaths, seenAt: NOW, ranges: [] });
      await history.flush();
      const idsOf = async (filter: Partial<KeptFilter>): Promise<string[] | undefined> => {
        const request = { window: everything, startsAt: 'newer-end', limit: 9 } as const;
        const kept = await history.load(north, paths, { ...request, filter: { unit: 'rows', ...filter } });
        return kept?.rows.map(({ row }) => row.taskId);
      };
      expect(await idsOf({ urls: ['https://img.example.com/a'] })).toEqual(['one']);
      expect(await idsOf({ urls: ['/b'] })).toEqual(['two']);
      expect(await idsOf({ urls: ['https://other.example.com/a'] })).toEqual([]);
      expect(await idsOf({ domains: ['img.example.com'] })).toEqual(['one', 'two']);
      expect(await idsOf({ domains: ['other.example.com'] })).toEqual([]);
    });
  });
}
