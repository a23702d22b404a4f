import { createServer } from 'node:http';
import { answer } from './probe.mjs';
import { callAlibaba, callEdgeOne, callTencent } from './raw-calls.mjs';
import { accountNamed, isoText, place, wallText } from './world.mjs';

/* What is left when GraphQL and every promise are taken away: one signed call, its rows mapped, one JSON text. */

const zone = accountNamed('edge').zones[0];

const states = { done: 'SUCCEEDED', process: 'PROCESSING', fail: 'FAILED', invalid: 'INVALID' };
const typenames = { done: 'Succeeded', process: 'Processing', fail: 'Failed', invalid: 'Invalid' };

const utc = (text) =>
  text === null ? null : new Date(`${text.slice(0, 10)}T${text.slice(11)}+08:00`).toISOString();

const edgeOf = (row, requestId) => ({
  node: {
    id: Buffer.from(`UrlDetail:wide:PREFETCH:${row.TaskId}:${row.Url}:${row.Area}`).toString('base64url'),
    url: row.Url,
    domain: row.Url.slice(8, row.Url.indexOf('/', 8)),
    state: states[row.Status],
    progress: row.Percent,
    createdAt: utc(row.CreateTime),
    updatedAt: utc(row.UpdateTime),
    requestId,
    status: { __typename: typenames[row.Status], vendorStatus: row.Status },
    task: { taskId: row.TaskId, kind: 'PREFETCH' },
  },
});

async function page({ filter, first }) {
  const { from, to } = filter.createdAt;
  const answered = await callTencent('DescribePushTasks', {
    StartTime: wallText(Date.parse(from)),
    EndTime: wallText(Date.parse(to) - 1000),
    Offset: 0,
    Limit: first,
  });
  const edges = answered.PushLogs.map((row) => edgeOf(row, answered.RequestId));
  const pageInfo = { hasNextPage: answered.TotalCount > first, endCursor: String(first) };
  return { data: { urlDetails: { edges, pageInfo, errors: [] } } };
}

const received = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
};

createServer((request, response) => {
  void (async () => {
    const { variables } = await received(request);
    const body = variables === undefined ? '{}' : JSON.stringify(await page(variables));
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    response.writeHead(200, headers).end(body);
  })();
}).listen(place);

/** One page of each vendor, as large as a merge of the newest 200 needs it. */
const rawCalls = {
  tencent: ({ from, to }) =>
    callTencent('DescribePushTasks', {
      StartTime: wallText(from),
      EndTime: wallText(to),
      Offset: 0,
      Limit: 100,
    }),
  edge: ({ from, to }) =>
    callEdgeOne('DescribePrefetchTasks', {
      ZoneId: zone,
      StartTime: isoText(from),
      EndTime: isoText(to),
      Offset: 0,
      Limit: 200,
    }),
  aliyun: ({ from, to }) =>
    callAlibaba('DescribeRefreshTasks', {
      ObjectType: 'preload',
      StartTime: isoText(from),
      EndTime: isoText(to),
      PageNumber: '1',
      PageSize: '100',
    }),
};

/** How long the slowest of some vendors takes, asked all at once. */
answer('raw-calls', async ({ providers, ...window }) => {
  const began = performance.now();
  await Promise.all(providers.map((provider) => rawCalls[provider](window)));
  return performance.now() - began;
});
