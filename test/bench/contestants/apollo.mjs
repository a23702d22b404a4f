import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { GraphQLScalarType } from 'graphql';
import { DateTime } from 'luxon';
import { pageOf, taskOf } from './sdks.mjs';
import { place } from './world.mjs';

/* The usual way to build such an API: Apollo Server, our schema's text, the vendors' SDKs and luxon in its resolvers. */

const typeDefs = readFileSync(new URL('../../../schema/schema.graphql', import.meta.url), 'utf8');

const words = {
  done: 'SUCCEEDED',
  success: 'SUCCEEDED',
  Complete: 'SUCCEEDED',
  fail: 'FAILED',
  failed: 'FAILED',
  Failed: 'FAILED',
};

const detail = ({ provider, taskId, url, word, progress, createdAt, updatedAt, requestId, raw }) => ({
  id: Buffer.from(`UrlDetail:${provider}:PREFETCH:${taskId}:${url}:`).toString('base64url'),
  provider,
  url,
  domain: new URL(url).hostname,
  state: words[word] ?? 'PROCESSING',
  progress,
  createdAt,
  updatedAt,
  requestId,
  status: { state: words[word] ?? 'PROCESSING', vendorStatus: word },
  task: { taskId, kind: 'PREFETCH' },
  raw,
});

const beijing = (text) => DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm:ss', { zone: 'Asia/Shanghai' });

const details = {
  tencent: ({ rows, requestId }) =>
    rows.map((raw) =>
      detail({
        provider: 'tencent',
        taskId: raw.TaskId,
        url: raw.Url,
        word: raw.Status,
        progress: raw.Percent,
        createdAt: beijing(raw.CreateTime),
        updatedAt: raw.UpdateTime === null ? null : beijing(raw.UpdateTime),
        requestId,
        raw,
      }),
    ),
  edge: ({ rows, requestId }) =>
    rows.map((raw) =>
      detail({
        provider: 'edge',
        taskId: raw.JobId,
        url: raw.Target,
        word: raw.Status,
        progress: null,
        createdAt: DateTime.fromISO(raw.CreateTime),
        updatedAt: DateTime.fromISO(raw.UpdateTime),
        requestId,
        raw,
      }),
    ),
  aliyun: ({ rows, requestId }) =>
    rows.map((raw) =>
      detail({
        provider: 'aliyun',
        taskId: raw.taskId,
        url: raw.objectPath,
        word: raw.status,
        progress: Number.parseInt(raw.process, 10),
        createdAt: DateTime.fromISO(raw.creationTime),
        updatedAt: null,
        requestId,
        raw,
      }),
    ),
};

const mostRows = { tencent: 100, wide: 1000, edge: 1000, aliyun: 100 };

/** Providers that are the same account. */
const accountOf = { wide: 'tencent' };

/** Offsets that a cursor holds; of several vendors only the first page is asked for here. */
const offsetOf = (cursor) => (cursor == null ? 0 : Number(Buffer.from(cursor, 'base64url').toString()));

async function urlDetails(_, { filter, first, after }) {
  const names = filter.providers;
  const from = filter.createdAt.from.toMillis();
  const to = filter.createdAt.to.toMillis() - 1000;
  const start = offsetOf(after);
  const reading = names.map(async (name) => {
    const rows = [];
    let total = Infinity;
    const wanted = names.length === 1 ? first : Math.min(first, mostRows[name]);
    while (rows.length < wanted && start + rows.length < total) {
      const offset = start + rows.length;
      const limit = Math.min(mostRows[name], wanted - rows.length);
      const account = accountOf[name] ?? name;
      const page = await pageOf[account]({ from, to, offset, limit });
      total = page.total;
      rows.push(...details[account](page));
    }
    return { rows, isMore: start + rows.length < total };
  });
  const pages = await Promise.all(reading);
  const rows = pages
    .flatMap((page) => page.rows)
    .toSorted((one, other) => other.createdAt.toMillis() - one.createdAt.toMillis())
    .slice(0, first);
  const endCursor = Buffer.from(String(start + rows.length)).toString('base64url');
  return {
    edges: rows.map((node) => ({ node })),
    pageInfo: { hasNextPage: pages.some(({ isMore }) => isMore), endCursor },
    errors: [],
  };
}

async function task(_, { provider, taskId }) {
  const rows = details[provider](await taskOf[provider](taskId));
  const isDone = rows.every(({ state }) => state === 'SUCCEEDED');
  return { taskId, kind: 'PREFETCH', urlCount: rows.length, state: isDone ? 'SUCCEEDED' : 'PROCESSING' };
}

const typenames = { SUCCEEDED: 'Succeeded', FAILED: 'Failed', PROCESSING: 'Processing' };

const resolvers = {
  Query: { urlDetails, task },
  TaskStatus: { __resolveType: ({ state }) => typenames[state] },
  TaskResult: { __resolveType: () => 'Task' },
  DateTime: new GraphQLScalarType({
    name: 'DateTime',
    serialize: (value) => value.toUTC().toISO(),
    parseValue: (value) => DateTime.fromISO(value),
    parseLiteral: ({ value }) => DateTime.fromISO(value),
  }),
};

const server = new ApolloServer({ typeDefs, resolvers, introspection: false });
await startStandaloneServer(server, { listen: place });
