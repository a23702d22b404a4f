import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { FeedQuery } from '../../src/domain/source.ts';
import type { TaskKind, TaskState, UrlDetail } from '../../src/domain/task.ts';
import { DAY, HOUR, SECOND } from '../../src/domain/time.ts';
import type { UrlReport } from '../../src/domain/url-report.ts';
import { memorySource, NOW, scopeNow, tasksInMemory, type MemoryFeed } from './memory-source.ts';
import { expectedReport, type Fact } from './url-report-oracle.ts';
import { seed } from '../seed.ts';

/** 10,000 or more with `npm run test:properties`. */
const given = process.env['PROPERTY_RUNS'];
const rounds = given === undefined ? 1_000 : Math.max(10_000, Number(given));

const url = 'https://www.example.com/app/v1/main.js?x=1';

let serial = 0;
const row = (
  provider: string,
  kind: TaskKind,
  target: string,
  ago: number,
  state: TaskState = 'SUCCEEDED',
  more: Partial<UrlDetail> = {},
): UrlDetail => ({
  provider,
  kind,
  taskId: `t${serial++}`,
  url: target,
  domain: kind === 'PURGE_ALL' ? '' : (/^https?:\/\/([^/]+)/.exec(target)?.[1] ?? target),
  state,
  createdAt: NOW - ago,
  observedAt: NOW,
  raw: {},
  ...more,
});

async function report(
  providers: Readonly<Record<string, readonly MemoryFeed[]>>,
  query: { kinds?: readonly TaskKind[]; since?: number; providers?: readonly string[] } = {},
): Promise<UrlReport> {
  const tasks = tasksInMemory(Object.entries(providers).map(([name, feeds]) => memorySource(name, feeds)));
  const [first] = await tasks.urlReports({ urls: [url], ...query }, scopeNow());
  if (first === undefined) throw new Error('no report');
  return first;
}

const standings = ({ providers }: UrlReport): unknown[] => providers.map(({ standing }) => standing);

describe('a URL report', () => {
  it('takes the newest covering task of each provider', async () => {
    const answer = await report({
      a: [
        {
          rows: [
            row('a', 'PREFETCH', url, 3 * HOUR),
            row('a', 'PURGE_URL', url, 2 * HOUR, 'FAILED'),
            row('a', 'PURGE_URL', 'https://www.example.com/other', HOUR),
          ],
        },
      ],
      b: [{ rows: [row('b', 'PURGE_HOST', 'www.example.com', 2 * HOUR, 'PROCESSING')] }],
    });
    expect(standings(answer)).toEqual(['FAILED', 'IN_PROGRESS']);
    expect(answer).toMatchObject({ verdict: 'NOT_EVERYWHERE', state: 'FAILED', since: NOW - DAY });
  });

  it('is everywhere only if each provider that serves the host is done', async () => {
    const done = [{ rows: [row('a', 'PREFETCH', url, HOUR)] }];
    expect(await report({ a: done, b: done })).toMatchObject({ verdict: 'EVERYWHERE', state: 'SUCCEEDED' });
    expect(await report({ a: done, b: [{ rows: [] }] })).toMatchObject({ verdict: 'NOT_EVERYWHERE' });
    expect(await report({ a: done, b: [{ rows: [], hosts: ['img.example.com'] }] })).toMatchObject({
      verdict: 'EVERYWHERE',
      providers: [{ standing: 'DONE' }, { standing: 'NOT_SERVED' }],
    });
  });

  it('is not done while one area of the newest task is not', async () => {
    const task = { taskId: 'both' };
    const answer = await report({
      a: [
        {
          rows: [
            row('a', 'PREFETCH', url, HOUR, 'SUCCEEDED', { ...task, area: 'OVERSEAS' }),
            row('a', 'PREFETCH', url, HOUR + 2 * SECOND, 'FAILED', { ...task, area: 'MAINLAND' }),
          ],
        },
      ],
    });
    expect(standings(answer)).toEqual(['FAILED']);
  });

  it('does not count a purge of a whole zone for a host that the zone may not serve', async () => {
    const purge = row('a', 'PURGE_ALL', '*', HOUR);
    expect(standings(await report({ a: [{ scope: 'z', rows: [purge] }] }))).toEqual(['UNKNOWN']);
    expect(standings(await report({ a: [{ scope: 'z', rows: [purge], hosts: ['*.example.com'] }] }))).toEqual(
      ['DONE'],
    );
    const namesHost = row('a', 'PURGE_URL', 'https://www.example.com/other', 2 * HOUR);
    expect(standings(await report({ a: [{ scope: 'z', rows: [purge, namesHost] }] }))).toEqual(['DONE']);
  });

  it('does not count a task from before `since`', async () => {
    const feeds = [{ rows: [row('a', 'PURGE_DIRECTORY', 'https://www.example.com/', 2 * HOUR)] }];
    expect(standings(await report({ a: feeds }))).toEqual(['DONE']);
    expect(standings(await report({ a: feeds }, { since: NOW - HOUR }))).toEqual(['NOT_SUBMITTED']);
  });

  it('is UNKNOWN where the provider cannot be asked, and says why', async () => {
    const failure = new VendorError({ kind: 'PERMISSION', message: 'No.', retryable: false });
    const answer = await report({
      a: [{ rows: [row('a', 'PREFETCH', url, HOUR)] }],
      b: [{ rows: [], failure }],
    });
    expect(standings(answer)).toEqual(['DONE', 'UNKNOWN']);
    expect(answer.verdict).toBe('UNKNOWN');
    expect(answer.providers[1]?.error).toMatchObject({ kind: 'PERMISSION', provider: 'b' });
  });

  it('is UNKNOWN where the only covering purge has an expression that cannot be matched', async () => {
    const expressions: [string, string][] = [
      ['https://www\\.example\\.com/app/.*', 'DONE'],
      ['https://www\\.example\\.com/img/.*', 'NOT_SUBMITTED'],
      ['(?<=x)y', 'UNKNOWN'],
    ];
    for (const [expression, standing] of expressions)
      expect(standings(await report({ a: [{ rows: [row('a', 'PURGE_REGEX', expression, HOUR)] }] }))).toEqual(
        [standing],
      );
  });

  it('answers 200 URLs of many hosts in the calls of one list', async () => {
    const asked: FeedQuery[] = [];
    const urls = Array.from({ length: 200 }, (_, index) => `https://w${index % 40}.example.com/${index}`);
    const rows = urls.map((each, index) => row('a', 'PREFETCH', each, HOUR + index * SECOND));
    const tasks = tasksInMemory([memorySource('a', [{ rows }], asked)]);
    await tasks.urlDetails({ from: NOW - DAY }, { first: 1_000 }, scopeNow());
    const once = asked.splice(0).length;
    const again = tasksInMemory([memorySource('a', [{ rows }], asked)]);
    const reports = await again.urlReports({ urls }, scopeNow());
    expect(reports.map(({ verdict }) => verdict)).toEqual(urls.map(() => 'EVERYWHERE'));
    expect(asked.length).toBeLessThanOrEqual(1.5 * once);
  });

  it('agrees with the rules in random cases', { timeout: 120_000 + 50 * rounds }, async () => {
    const random = seeded(seed);
    const verdicts = new Set<string>();
    for (let round = 0; round < rounds; round++) {
      const facts = randomFacts(random);
      const answer = await report(
        Object.fromEntries(
          facts.map(({ provider, scopes }) => [
            provider,
            scopes.map((scope, place) => ({
              scope: `scope-${place}`,
              ...(scope.hosts.length > 0 && { hosts: scope.hosts }),
              rows: scope.tasks.map(({ kind, target, ago, state }) =>
                row(provider, kind, target, ago, state),
              ),
              ...(scope.isDown && {
                failure: new VendorError({ kind: 'PERMISSION', message: 'Down.', retryable: false }),
              }),
            })),
          ]),
        ),
        { since: NOW - 2 * HOUR },
      );
      const expected = expectedReport(facts, 2 * HOUR);
      expect({ round, standings: standings(answer), verdict: answer.verdict }).toEqual({
        round,
        ...expected,
      });
      verdicts.add(answer.verdict);
    }
    expect([...verdicts].toSorted()).toEqual(['EVERYWHERE', 'IN_PROGRESS', 'NOT_EVERYWHERE', 'UNKNOWN']);
  });
});

const pick = <Value>(random: () => number, values: readonly Value[]): Value => {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new RangeError('nothing to pick');
  return value;
};

const targets: readonly [TaskKind, string][] = [
  ['PREFETCH', url],
  ['PREFETCH', 'https://www.example.com/other'],
  ['PURGE_URL', url],
  ['PURGE_DIRECTORY', 'https://www.example.com/app/'],
  ['PURGE_DIRECTORY', 'https://www.example.com/img/'],
  ['PURGE_HOST', 'www.example.com'],
  ['PURGE_HOST', 'img.example.com'],
  ['PURGE_ALL', '*'],
  ['PURGE_CACHE_TAG', 'release'],
];

const randomFacts = (random: () => number): Fact[] =>
  ['a', 'b', 'c'].slice(0, 1 + Math.floor(random() * 3)).map((provider) => ({
    provider,
    scopes: Array.from({ length: 1 + Math.floor(random() * 2) }, () => ({
      hosts: pick(random, [[], [], ['www.example.com'], ['*.example.com'], ['img.example.com']]),
      isDown: random() < 0.05,
      tasks: Array.from({ length: Math.floor(random() * 4) }, () => {
        const [kind, target] = pick(random, targets);
        // Ages differ, so that no two tasks are of one second.
        const ago = Math.floor(random() * 4 * 3_600) * SECOND;
        return {
          kind,
          target,
          ago,
          state: pick(random, ['SUCCEEDED', 'SUCCEEDED', 'PROCESSING', 'FAILED', 'UNKNOWN'] as const),
        };
      }),
    })),
  }));

/** Mulberry32. */
function seeded(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
