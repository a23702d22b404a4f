import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import { matches } from '../../src/domain/query.ts';
import type { PageArguments, TaskQuery } from '../../src/domain/query.ts';
import type { TaskKind, TaskState, UrlDetail } from '../../src/domain/task.ts';
import { taskKinds } from '../../src/domain/task.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import type { Tasks } from '../../src/domain/tasks.ts';
import type { UrlReport, UrlReportQuery } from '../../src/domain/url-report.ts';
import { covers, urlReports } from '../../src/engine/url-report.ts';
import type { RequestScope } from '../../src/domain/request-scope.ts';
import { scopeWith } from '../scope-with.ts';

const now = Date.UTC(2026, 2, 1, 12);
const url = 'https://www.example.com/app/v1/main.js?x=1';

const target = (kind: TaskKind, targetUrl: string, domain = 'www.example.com') => ({
  kind,
  url: targetUrl,
  domain,
});

describe('a task covers the URL', () => {
  it.each([
    ['PREFETCH', 'https://www.example.com/app/v1/main.js?x=1', true],
    ['PREFETCH', 'www.example.com/app/v1/main.js?x=1', true],
    ['PREFETCH', 'https://WWW.Example.com/app/v1/main.js?x=1', true],
    ['PREFETCH', 'http://www.example.com/app/v1/main.js?x=1', false],
    ['PREFETCH', 'https://www.example.com/app/v1/main.js', false],
    ['PREFETCH', 'https://www.example.com/app/v1/', false],
    ['PURGE_URL', 'https://www.example.com/app/v1/main.js?x=1', true],
    ['PURGE_URL', 'https://www.example.com/app/v1/Main.js?x=1', false],
    ['PURGE_URL', 'https://cdn.example.com/app/v1/main.js?x=1', false],
    ['PURGE_DIRECTORY', 'https://www.example.com/app/v1/', true],
    ['PURGE_DIRECTORY', 'https://www.example.com/app/v1', true],
    ['PURGE_DIRECTORY', 'https://www.example.com/app/', true],
    ['PURGE_DIRECTORY', 'https://www.example.com/', true],
    ['PURGE_DIRECTORY', 'https://www.example.com', true],
    ['PURGE_DIRECTORY', 'www.example.com/app', true],
    ['PURGE_DIRECTORY', 'https://www.example.com/ap', false],
    ['PURGE_DIRECTORY', 'https://www.example.com/app/v', false],
    ['PURGE_DIRECTORY', 'https://www.example.com/app/v2/', false],
    ['PURGE_DIRECTORY', 'http://www.example.com/app/', false],
    ['PURGE_HOST', 'www.example.com', true],
    ['PURGE_REGEX', 'https://www\\.example\\.com/app/.*', true],
    ['PURGE_REGEX', 'https://www\\.example\\.com/app/.*\\.css', false],
    ['PURGE_REGEX', 'https://www\\.example\\.com/(', false],
    ['PURGE_CACHE_TAG', 'release-42', false],
  ] as const)('%s of %s: %s', (kind, targetUrl, isCovered) => {
    expect(covers(target(kind, targetUrl), url)).toBe(isCovered);
  });

  it.each([
    ['PURGE_HOST', 'www.example.com', true],
    ['PURGE_HOST', 'example.com', false],
    ['PURGE_HOST', 'cdn.example.com', false],
    ['PURGE_ALL', '', true],
    ['PURGE_ALL', 'www.example.com', true],
    ['PURGE_ALL', 'example.com', true],
    ['PURGE_ALL', 'ample.com', false],
    ['PURGE_ALL', 'cdn.example.com', false],
  ] as const)('%s of the host %s: %s', (kind, domain, isCovered) => {
    expect(covers(target(kind, domain, domain), url)).toBe(isCovered);
  });

  it('treats a directory without a path as the whole host', () => {
    expect(covers(target('PURGE_DIRECTORY', 'https://www.example.com/'), 'https://www.example.com')).toBe(
      true,
    );
    expect(covers(target('PURGE_URL', 'https://www.example.com/'), 'https://www.example.com')).toBe(true);
  });

  it('gives up on an expression that takes for ever', () => {
    const began = performance.now();
    expect(covers(target('PURGE_REGEX', '(a+)+b'), 'a'.repeat(40))).toBe(false);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

async function urlReport(
  tasks: Pick<Tasks, 'providers' | 'urlDetails'>,
  { url: asked, ...query }: Omit<UrlReportQuery, 'urls'> & { url: string },
  scope: RequestScope,
): Promise<UrlReport> {
  const [report] = await urlReports(tasks, { urls: [asked], ...query }, scope);
  if (report === undefined) throw new Error('no report');
  return report;
}

let serial = 0;
const row = (
  provider: string,
  kind: TaskKind,
  targetUrl: string,
  ago: number,
  state: TaskState = 'SUCCEEDED',
): UrlDetail => ({
  provider,
  kind,
  taskId: `t${serial++}`,
  url: targetUrl,
  domain: kind === 'PURGE_ALL' ? '' : (/^https?:\/\/([^/]+)/.exec(targetUrl)?.[1] ?? targetUrl),
  state,
  createdAt: now - ago,
  observedAt: now,
  raw: {},
});

const scope = scopeWith({ now });

/** A `Tasks` over rows at hand, in pages of its own choosing; tells what it was asked. */
function tasksOver(rows: readonly UrlDetail[], failing: Record<string, VendorError> = {}, pageSize = 2) {
  const asked: { query: TaskQuery; page: PageArguments }[] = [];
  const names = [...new Set([...rows.map(({ provider }) => provider), ...Object.keys(failing)])];
  const tasks: Pick<Tasks, 'providers' | 'urlDetails'> = {
    providers: names.map((name) => ({
      provider: { name, vendor: 'V', account: name },
      kinds: taskKinds,
      limits: { callsPerSecond: 20, maxPageSize: 100, maxWindow: Infinity, retention: Infinity },
      health: () => ({ isAvailable: true }),
    })),
    urlDetails: async (query, page) => {
      asked.push({ query, page });
      const [provider = ''] = query.providers ?? [];
      const listed = rows
        .filter(
          (candidate) =>
            candidate.provider === provider &&
            matches(candidate, query) &&
            candidate.createdAt >= (query.from ?? 0) &&
            candidate.createdAt < (query.to ?? now),
        )
        .toSorted((one, other) => other.createdAt - one.createdAt);
      const start = Number(page.after ?? 0);
      const end = start + pageSize;
      return {
        edges: listed.slice(start, end).map((node) => ({ node, cursor: '' })),
        hasNextPage: end < listed.length,
        hasPreviousPage: false,
        endCursor: String(end),
        coverage: [],
        errors: failing[provider] === undefined ? [] : [failing[provider]],
        totalCount: async () => listed.length,
      };
    },
  };
  return { tasks, asked };
}

describe('a URL report', () => {
  it('takes for each provider the newest task that covers the URL, and all of them together', async () => {
    const { tasks } = tasksOver([
      row('a', 'PREFETCH', url, 3 * HOUR),
      row('a', 'PURGE_URL', url, 2 * HOUR, 'FAILED'),
      row('a', 'PURGE_URL', 'https://www.example.com/other', HOUR),
      row('b', 'PURGE_ALL', '*', HOUR, 'PROCESSING'),
      row('b', 'PURGE_HOST', 'www.example.com', 2 * HOUR),
    ]);
    const report = await urlReport(tasks, { url }, scope);
    expect(report.providers.map(({ provider, latest }) => [provider, latest?.kind, latest?.state])).toEqual([
      ['a', 'PURGE_URL', 'FAILED'],
      ['b', 'PURGE_ALL', 'PROCESSING'],
    ]);
    expect(report.verdict).toBe('NOT_EVERYWHERE');
    expect(report.state).toBe('FAILED');
  });

  it('walks on over pages without a covering row, and stops at the first', async () => {
    const others = Array.from({ length: 6 }, (_, index) =>
      row('a', 'PURGE_URL', `https://www.example.com/${index}`, HOUR + index),
    );
    const { tasks, asked } = tasksOver([
      ...others,
      row('a', 'PURGE_URL', url, 2 * HOUR),
      row('a', 'PURGE_URL', url, 3 * HOUR),
    ]);
    const report = await urlReport(tasks, { url, kinds: ['PURGE_URL'] }, scope);
    expect(report.providers[0]?.latest?.createdAt).toBe(now - 2 * HOUR);
    expect(asked.map(({ page }) => page.after)).toEqual([undefined, '2', '4', '6']);
  });

  it('reads by host what names a host, and only purges of everything without', async () => {
    const { tasks, asked } = tasksOver([row('a', 'PURGE_URL', url, HOUR)]);
    await urlReport(tasks, { url }, scope);
    expect(asked.map(({ query }) => [query.domains, query.kinds])).toEqual([
      [
        ['www.example.com'],
        ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY', 'PURGE_HOST', 'PURGE_REGEX', 'UNKNOWN'],
      ],
      [undefined, ['PURGE_ALL']],
    ]);
  });

  it('looks back a day unless told how far, at the asked kinds alone', async () => {
    const { tasks, asked } = tasksOver([row('a', 'PREFETCH', url, 2 * DAY)]);
    expect((await urlReport(tasks, { url }, scope)).providers[0]?.latest).toBeUndefined();
    const further = await urlReport(tasks, { url, since: now - 3 * DAY, kinds: ['PREFETCH'] }, scope);
    expect(further.providers[0]?.latest?.kind).toBe('PREFETCH');
    expect(asked.at(-1)?.query).toMatchObject({ from: now - 3 * DAY, to: now, kinds: ['PREFETCH'] });
  });

  it('says what failed beside what the others answer', async () => {
    const down = new VendorError({ kind: 'UNAVAILABLE', message: 'Down.', retryable: true });
    const { tasks } = tasksOver([row('a', 'PREFETCH', url, HOUR)], { b: down });
    const report = await urlReport(tasks, { url }, scope);
    expect(report.providers.map(({ provider, standing, error }) => [provider, standing, error])).toEqual([
      ['a', 'DONE', undefined],
      ['b', 'UNKNOWN', down],
    ]);
    expect(report.verdict).toBe('UNKNOWN');
    expect(report.state).toBe('UNKNOWN');
  });

  it('is not everywhere where a provider has no covering task', async () => {
    const { tasks } = tasksOver([
      row('a', 'PREFETCH', 'https://www.example.com/other', HOUR),
      row('b', 'PREFETCH', url, HOUR),
    ]);
    const report = await urlReport(tasks, { url }, scope);
    expect(report.providers.map(({ standing }) => standing)).toEqual(['NOT_SUBMITTED', 'DONE']);
    expect(report.verdict).toBe('NOT_EVERYWHERE');
  });

  it('asks only the providers that it is told to', async () => {
    const { tasks } = tasksOver([row('a', 'PREFETCH', url, HOUR), row('b', 'PREFETCH', url, HOUR)]);
    const report = await urlReport(tasks, { url, providers: ['b'] }, scope);
    expect(report.providers.map(({ provider }) => provider)).toEqual(['b']);
  });
});
