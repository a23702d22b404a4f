import { VendorError } from '../../src/domain/errors.ts';
import type { Quota } from '../../src/domain/quota.ts';
import type { ScopeReport } from '../../src/domain/scope.ts';
import { aggregateState, taskKinds, taskStates } from '../../src/domain/task.ts';
import type { Task, UrlDetail } from '../../src/domain/task.ts';
import type { Page } from '../../src/domain/page.ts';
import { matches } from '../../src/domain/query.ts';
import type { PageArguments } from '../../src/domain/query.ts';
import type { TaskReference, Tasks } from '../../src/domain/tasks.ts';

export const now = Date.UTC(2026, 2, 1, 12);

/** A row with everything that may be told, unless said otherwise. */
export const row = (parts: Partial<UrlDetail> & Pick<UrlDetail, 'provider' | 'taskId'>): UrlDetail => ({
  kind: 'PREFETCH',
  url: 'https://www.example.com/app.js',
  domain: 'www.example.com',
  state: 'SUCCEEDED',
  createdAt: now - 60_000,
  observedAt: now,
  raw: { TaskId: parts.taskId },
  ...parts,
});

export const taskOf = (rows: readonly [UrlDetail, ...UrlDetail[]]): Task => {
  const [{ provider, kind, taskId, createdAt }] = rows;
  const stateCounts = taskStates
    .map((state) => ({ state, count: rows.filter((candidate) => candidate.state === state).length }))
    .filter(({ count }) => count > 0);
  const state = aggregateState(stateCounts);
  return { provider, kind, taskId, createdAt, urlCount: rows.length, stateCounts, state, details: rows };
};

export interface FakeTasks extends Tasks {
  /** What each lookup was asked. */
  readonly lookedUp: (readonly TaskReference[])[];
  /** What each list was asked. */
  readonly listed: { readonly query: object; readonly page: PageArguments }[];
}

const grouped = (found: readonly UrlDetail[]): readonly Task[] =>
  [...groupedBy(found, ({ provider, kind, taskId }) => `${provider} ${kind} ${taskId}`).values()].flatMap(
    ([first, ...others]) => (first === undefined ? [] : [taskOf([first, ...others])]),
  );

/** Tasks over a few rows, and failures by provider. Cursors are plain numbers. */
export function fakeTasks(
  rows: readonly UrlDetail[],
  failures: Readonly<Record<string, VendorError>> = {},
): FakeTasks {
  const lookedUp: (readonly TaskReference[])[] = [];
  const listed: { query: object; page: PageArguments }[] = [];
  const names = [...new Set([...rows.map(({ provider }) => provider), ...Object.keys(failures)])];
  const providers = names.map((name) => ({
    provider: { name, vendor: name === 'aliyun' ? 'ALIBABA_CDN' : 'TENCENT_CDN', account: name },
    kinds: taskKinds,
    spansScopes: false,
    limits: { callsPerSecond: 20, maxPageSize: 100, maxWindow: Infinity, retention: 259_200_000 },
    health: () => ({ isAvailable: failures[name] === undefined, lastError: failures[name] }),
  }));

  const pageOf = <Node>(nodes: readonly Node[], { first, after = '0' }: PageArguments): Page<Node> => {
    const start = Number(after);
    const end = start + (first ?? nodes.length);
    return {
      edges: nodes.slice(start, end).map((node, index) => ({ node, cursor: String(start + index + 1) })),
      hasNextPage: end < nodes.length,
      hasPreviousPage: start > 0,
      endCursor: String(Math.min(end, nodes.length)),
      coverage: providers.map(({ provider }) => ({
        provider,
        action: 'DescribeTasks',
        scope: 'zone-1',
        kinds: ['PREFETCH'],
        outcome: failures[provider.name] === undefined ? 'COMPLETE' : 'FAILED',
        requested: { from: now - 86_400_000, to: now },
        source: 'VENDOR',
        asOf: now,
        vendorCalls: 1,
        rowsRead: nodes.length,
        requestIds: ['request-1'],
        pushedDown: { kinds: ['PREFETCH'] },
        filteredHere: ['domain'],
        error: failures[provider.name],
      })),
      errors: Object.values(failures),
      totalCount: () => Promise.resolve(nodes.length),
    };
  };

  const asked = (query: Parameters<Tasks['tasks']>[0], page: PageArguments): readonly UrlDetail[] => {
    listed.push({ query, page });
    return rows.filter(
      (candidate) => matches(candidate, query) && (query.providers?.includes(candidate.provider) ?? true),
    );
  };

  return {
    lookedUp,
    listed,
    providers,
    tasks: async (query, page) => pageOf(grouped(asked(query, page)), page),
    urlDetails: async (query, page) => pageOf(asked(query, page), page),
    urlDetailsOf: async (task, filter, page) =>
      pageOf(
        rows.filter((candidate) => candidate.taskId === task.taskId && matches(candidate, filter)),
        page,
      ),
    urlReports: async ({ urls, providers: named }, { now: until }) =>
      urls.map((url) => ({
        url,
        verdict: 'NOT_EVERYWHERE',
        since: until - 86_400_000,
        state: 'FAILED',
        providers: providers
          .filter(({ provider }) => named?.includes(provider.name) ?? true)
          .map(({ provider }) => {
            const latest = rows.find((each) => each.provider === provider.name && each.url === url);
            const error = failures[provider.name];
            return {
              provider: provider.name,
              standing: latest === undefined ? 'UNKNOWN' : 'FAILED',
              latest,
              error,
            };
          }),
      })),
    quotas: async (name) => {
      const error = failures[name];
      return error === undefined ? { quotas: quotasOf(name), errors: [] } : { quotas: [], errors: [error] };
    },
    scopes: async (name) => scopesOf[name] ?? { scopes: [] },
    plan: (query, page) => {
      listed.push({ query, page });
      const planned = providers.filter(({ provider }) => query.providers?.includes(provider.name) ?? true);
      return planned.map(({ provider }) => ({
        provider,
        action: 'DescribeTasks',
        kinds: ['PREFETCH'],
        requested: { from: now - 86_400_000, to: now },
        windows: [{ from: now - 86_400_000, to: now }],
        remainingWindows: 0,
        pushedDown: {},
        filteredHere: [],
        minimumCalls: 1,
      }));
    },
    lookUp: async (references, scope) => {
      lookedUp.push(references);
      return references.map(({ provider, taskId, kind }) => {
        scope.calls.add({
          provider,
          action: 'DescribeTasks',
          isShared: false,
          tries: 1,
          took: 12,
          waited: 3,
        });
        const found = rows.filter(
          (candidate) =>
            candidate.provider === provider &&
            candidate.taskId === taskId &&
            (kind === undefined || candidate.kind === kind),
        );
        return (
          failures[provider] ??
          grouped(found)[0] ??
          new VendorError({
            kind: 'NOT_FOUND',
            message: 'There is no such task.',
            retryable: false,
            provider,
          })
        );
      });
    },
  };
}

/** By provider. */
const scopesOf: Readonly<Record<string, ScopeReport>> = {
  main: {
    scopes: [
      { id: 'zone-1', name: 'example.com', domains: ['example.com', '*.example.com'] },
      { id: 'zone-2', missingSince: now - 3_600_000 },
    ],
    discovery: { action: 'DescribeZones', readAt: now - 60_000 },
  },
};

/** One quota of a day, of which a quarter is used. */
const quotasOf = (name: string): readonly Quota[] => [
  {
    kind: 'PREFETCH',
    name: `quota of ${name}`,
    area: 'OVERSEAS',
    period: 86_400_000,
    limit: 1_000,
    used: 250,
    remaining: 750,
    observedAt: now,
  },
];

/** `Map.groupBy` is younger than the oldest Node that this runs on. */
function groupedBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
