import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import tencentCdn from 'tencentcloud-sdk-nodejs-cdn';
import { teo } from 'tencentcloud-sdk-nodejs-teo';
import { accountNamed, isoText, wallText } from './world.mjs';

/* The vendors' official SDKs, used as their documents show. They are among the project's own development packages. */

const require = createRequire(import.meta.url);
const alibaba = require('@alicloud/cdn20180510');
const { $OpenApiUtil } = require('@alicloud/openapi-core');

const tencent = accountNamed('tencent');
const edge = accountNamed('edge');
const aliyun = accountNamed('aliyun');
const zone = edge.zones[0];

/** The SDK signs for the first label of the host, so the vendor's host stays and is resolved to loopback. */
const tencentConfig = ({ id, secret, endpoint }, host) => ({
  credential: { secretId: id, secretKey: secret },
  profile: {
    httpProfile: {
      endpoint: `${host}:${new URL(endpoint).port}`,
      protocol: 'http://',
      agent: new Agent({
        keepAlive: true,
        maxSockets: 64,
        lookup: (_, { all }, done) =>
          all === true ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
      }),
    },
  },
});

const cdn = new tencentCdn.cdn.v20180606.Client(tencentConfig(tencent, 'cdn.intl.tencentcloudapi.com'));
const edgeOne = new teo.v20220901.Client(tencentConfig(edge, 'teo.intl.tencentcloudapi.com'));
const alibabaCdn = new alibaba.default(
  new $OpenApiUtil.Config({
    accessKeyId: aliyun.id,
    accessKeySecret: aliyun.secret,
    protocol: 'HTTP',
    endpoint: new URL(aliyun.endpoint).host,
  }),
);

/** One page of each vendor's prefetches: `{ rows, total, requestId }`, the rows in the vendor's words. */
export const pageOf = {
  async tencent({ from, to, offset = 0, limit = 100 }) {
    const question = { StartTime: wallText(from), EndTime: wallText(to), Offset: offset, Limit: limit };
    const { PushLogs, TotalCount, RequestId } = await cdn.DescribePushTasks(question);
    return { rows: PushLogs ?? [], total: TotalCount, requestId: RequestId };
  },
  async edge({ from, to, offset = 0, limit = 1000 }) {
    const question = {
      ZoneId: zone,
      StartTime: isoText(from),
      EndTime: isoText(to),
      Offset: offset,
      Limit: limit,
    };
    const { Tasks, TotalCount, RequestId } = await edgeOne.DescribePrefetchTasks(question);
    return { rows: Tasks ?? [], total: TotalCount, requestId: RequestId };
  },
  async aliyun({ from, to, page = 1, limit = 100 }) {
    const question = { startTime: isoText(from), endTime: isoText(to), pageNumber: page, pageSize: limit };
    const request = new alibaba.DescribeRefreshTasksRequest({ objectType: 'preload', ...question });
    const { body } = await alibabaCdn.describeRefreshTasks(request);
    return { rows: body.tasks?.CDNTask ?? [], total: body.totalCount, requestId: body.requestId };
  },
};

/** The rows of one task by its id. Alibaba Cloud CDN takes up to ten ids, joined by commas. */
export const taskOf = {
  async tencent(taskId) {
    const { PushLogs, RequestId } = await cdn.DescribePushTasks({ TaskId: taskId, Limit: 100, Offset: 0 });
    return { rows: PushLogs ?? [], requestId: RequestId };
  },
  async edge(taskId) {
    const Filters = [{ Name: 'job-id', Values: [taskId] }];
    const { Tasks, RequestId } = await edgeOne.DescribePrefetchTasks({ ZoneId: zone, Filters, Limit: 1000 });
    return { rows: Tasks ?? [], requestId: RequestId };
  },
  async aliyun(taskId) {
    const request = new alibaba.DescribeRefreshTaskByIdRequest({ taskId });
    const { body } = await alibabaCdn.describeRefreshTaskById(request);
    return { rows: body.tasks ?? [], requestId: body.requestId };
  },
};
