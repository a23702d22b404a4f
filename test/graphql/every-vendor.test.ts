import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import { aggregateState } from '../../src/domain/task.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { HistoryQueries } from '../../src/history/queries.ts';
import { openHistory } from '../history/opening.ts';
import { grouped } from '../grouped.ts';
import { trueRows, type TrueRow } from '../engine/world.ts';
import { accounts, NOW, openEveryVendor, type EveryVendor } from './every-vendor.ts';

interface ListedTask {
  readonly id: string;
  readonly provider: { readonly name: string; readonly vendor: string };
  readonly kind: string;
  readonly taskId: string;
  readonly state: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly urlCount: number;
}

interface ListedUrl {
  readonly id: string;
  readonly url: string;
  readonly domain: string;
  readonly state: string;
  readonly createdAt: string;
  readonly progress: number | null;
  readonly task: ListedTask;
}

interface Listed<Node> {
  readonly list: { readonly nodes: readonly Node[]; readonly errors: readonly unknown[] };
}

const TASK = 'id provider { name vendor } kind taskId state createdAt finishedAt urlCount';
const URL_DETAIL = `id url domain state createdAt progress task { ${TASK} }`;
const listOf = (list: string, fields: string): string =>
  `query ($filter: TaskFilter, $first: Int) { list: ${list}(filter: $filter, first: $first) { nodes { ${fields} } errors { message } } }`;

const iso = (instant: number): string => new Date(instant).toISOString();

const since = NOW - HOUR;
const lastHour = { createdAt: { from: iso(since) } };

const sorted = (lines: readonly (readonly unknown[])[]): readonly string[] =>
  lines.map((line) => line.join(' ')).toSorted((one, other) => (one < other ? -1 : 1));

let every: EveryVendor;
let tasks: readonly ListedTask[];
let urls: readonly ListedUrl[];
let truth: readonly TrueRow[];
let errors: readonly unknown[];

beforeAll(async () => {
  every = await openEveryVendor();
  truth = trueRows(every.world, accounts).filter(({ row }) => row.createdAt >= since);
  const variables = { filter: lastHour, first: 1_000 };
  const listedTasks = await every.ask<Listed<ListedTask>>(listOf('tasks', TASK), variables);
  const listedUrls = await every.ask<Listed<ListedUrl>>(listOf('urlDetails', URL_DETAIL), {
    filter: { createdAt: { from: iso(since), to: iso(NOW - MINUTE) } },
    first: 1_000,
  });
  errors = [...listedTasks.list.errors, ...listedUrls.list.errors];
  tasks = listedTasks.list.nodes;
  urls = listedUrls.list.nodes;
});

afterAll(() => every.world.close());

/** The first of each vendor and kind. */
function samples<Node>(nodes: readonly Node[], taskOf: (node: Node) => ListedTask): readonly Node[] {
  const groups = grouped(nodes, (node) => `${taskOf(node).provider.name} ${taskOf(node).kind}`);
  return [...groups.values()].flatMap(([first]) => first ?? []);
}

describe('one list of every vendor', () => {
  it('has all vendors, and lacks nothing', () => {
    expect(errors).toEqual([]);
    expect(new Set(tasks.map(({ provider }) => provider.vendor))).toEqual(
      new Set(accounts.map(({ vendor }) => vendor)),
    );
  });

  it('gives the tasks that the vendors have, each with its own times, counts and state', () => {
    const groups = grouped(truth, ({ provider, kind, row }) => `${provider} ${kind} ${row.taskId}`);
    const expected = [...groups].map(([name, rows]) => [
      name,
      iso(Math.min(...rows.map(({ row }) => row.createdAt))),
      rows.length,
      aggregateState([...new Set(rows.map(({ state }) => state))].map((state) => ({ state, count: 1 }))),
    ]);
    const given = tasks.map(({ provider, kind, taskId, createdAt, urlCount, state }) => [
      `${provider.name} ${kind} ${taskId}`,
      createdAt,
      urlCount,
      state,
    ]);
    expect(sorted(given)).toEqual(sorted(expected));
  });

  it('is newest first over all vendors', () => {
    const times = tasks.map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it('gives the newest URLs that the vendors have, each at its time and in its state', () => {
    const oldest = urls.at(-1)?.createdAt ?? '';
    const expected = truth
      .filter(({ row }) => row.createdAt < NOW - MINUTE && iso(row.createdAt) > oldest)
      .map(({ provider, kind, state, row }) => [
        provider,
        kind,
        `${row.taskId} ${row.url}`,
        iso(row.createdAt),
        state,
      ]);
    const given = urls
      .filter(({ createdAt }) => createdAt > oldest)
      .map(({ task, url, createdAt, state }) => [
        task.provider.name,
        task.kind,
        `${task.taskId} ${url}`,
        createdAt,
        state,
      ]);
    expect(given.length).toBeGreaterThan(300);
    expect(sorted(given)).toEqual(sorted(expected));
  });
});

describe('what is listed', () => {
  it('is given again by node, task by task', async () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Task { ${TASK} } } }`;
    const given: ListedTask[] = [];
    for (let start = 0; start < tasks.length; start += 200) {
      const ids = tasks.slice(start, start + 200).map(({ id }) => id);
      const { nodes } = await every.ask<{ nodes: readonly ListedTask[] }>(query, { ids });
      given.push(...nodes);
    }
    expect(given).toEqual(tasks);
  });

  it('is given again by node, URL by URL', async () => {
    const sought = samples(urls, ({ task }) => task);
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on UrlDetail { ${URL_DETAIL} } } }`;
    const { nodes } = await every.ask<{ nodes: readonly ListedUrl[] }>(query, {
      ids: sought.map(({ id }) => id),
    });
    expect(nodes).toEqual(sought);
  });

  it('is found by a report on its URL', async () => {
    const query = `query ($url: String!, $provider: String!) {
      urlReport(url: $url, providers: [$provider]) {
        providers { standing latest { createdAt task { provider { name } } } error { message } }
      }
    }`;
    const sought = samples(urls, ({ task }) => task).filter(({ task }) => task.kind.endsWith('URL'));
    expect(new Set(sought.map(({ task }) => task.provider.vendor)).size).toBe(9);
    for (const { url, domain, task } of sought) {
      const { urlReport } = await every.ask<{ urlReport: { providers: readonly unknown[] } }>(query, {
        url: url.startsWith('/') ? `https://${domain}${url}` : url,
        provider: task.provider.name,
      });
      const [report] = urlReport.providers;
      expect(report).toMatchObject({
        error: null,
        latest: { task: { provider: { name: task.provider.name } } },
      });
      expect(report).not.toMatchObject({ standing: 'NOT_SUBMITTED' });
    }
  });
});

describe('a task in progress', () => {
  it('of every vendor is followed until it ends, and then stands so in lists', async () => {
    const others = await openEveryVendor();
    try {
      const running = tasks.filter(({ state }) => state === 'PROCESSING');
      const sought = [...grouped(running, ({ provider }) => provider.name).values()].flatMap(
        ([first]) => first ?? [],
      );
      expect(sought).toHaveLength(accounts.length);
      const query = `subscription ($id: ID!) { taskProgress(id: $id) { ... on Task { ${TASK} } ... on Error { message } } }`;
      const streams = await Promise.all(
        sought.map(({ id }) => others.events<{ taskProgress: ListedTask }>(query, { id })),
      );
      const final = streams.map((events) => events.at(-1)?.taskProgress);
      for (const [index, task] of final.entries()) {
        const { provider, kind, taskId, createdAt, urlCount } = sought[index] ?? {};
        expect(task).toMatchObject({ provider, kind, taskId, createdAt, urlCount });
        expect(task?.state).toMatch(/^(SUCCEEDED|PARTIALLY_SUCCEEDED|FAILED)$/);
      }
      const { nodes } = await others.ask<{ nodes: readonly ListedTask[] }>(
        `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Task { ${TASK} } } }`,
        { ids: sought.map(({ id }) => id) },
      );
      expect(nodes).toEqual(final);
    } finally {
      await others.world.close();
    }
  });

  it('has an end that the vendor reports, or the instants between which it was seen to end', async () => {
    const now = { current: NOW };
    const history = await openHistory({ clock: () => now.current });
    const others = await openEveryVendor({ history });
    try {
      const { world } = others;
      const read = () => world.tasks.urlDetails({ from: NOW - MINUTE }, { first: 10_000 }, world.scope());
      const before = await read();
      now.current = world.clock.now += 2 * HOUR;
      await read();
      await history.flush();
      const queries = new HistoryQueries(history, world.sources);
      const running = grouped(
        before.edges.filter(({ node }) => node.state === 'PROCESSING'),
        ({ node }) => node.provider,
      );
      expect(running.size).toBe(accounts.length);
      for (const [first] of running.values()) {
        if (first === undefined) continue;
        const { provider, kind, taskId } = first.node;
        const rows = trueRows(world, accounts).filter(
          (each) => each.provider === provider && each.kind === kind && each.row.taskId === taskId,
        );
        const end = Math.max(...rows.map(({ row }) => row.updatedAt));
        const [change] = (await queries.changesOf({ provider, kind, taskId })).slice(-1);
        expect(change?.notBefore).toBe(NOW);
        expect(change?.seenAt).toBe(NOW + 2 * HOUR);
        expect(end).toBeGreaterThan(NOW);
        expect(end).toBeLessThanOrEqual(NOW + 2 * HOUR);
        const [task] = await world.tasks.lookUp(
          [{ provider, kind, taskId, scope: first.node.scope, createdAt: first.node.createdAt }],
          world.scope(),
        );
        if (task === undefined || task instanceof VendorError) throw task ?? new Error('There is no task.');
        // The vendor's own end, or none: what was seen is in the changes.
        expect([undefined, end]).toContain(task.finishedAt);
      }
    } finally {
      await others.world.close();
      await history.close();
    }
  });
});
