import { randomUUID } from 'node:crypto';

import { Refusal } from '../protocol.ts';
import type { ReceivedParameters, ReceivedRequest, VendorProtocol } from '../protocol.ts';
import { digits } from '../seeded-random.ts';
import { verifyAcs3 } from './acs3.ts';
import { describePreloadDetailById } from './preload-detail.ts';
import {
  describeRefreshQuota,
  describeRefreshTaskById,
  describeRefreshTasks,
  vocabulary,
} from './refresh-tasks.ts';

const host = 'cdn.aliyuncs.com';
const hosts = /(^|\.)aliyuncs\.com$/;
const ownHosts = /^cdn(\.[a-z0-9-]+)?\.aliyuncs\.com$/;
const version = '2018-05-10';
const json = { 'content-type': 'application/json;charset=utf-8' };

const actions = {
  DescribePreloadDetailById: describePreloadDetailById,
  DescribeRefreshQuota: describeRefreshQuota,
  DescribeRefreshTaskById: describeRefreshTaskById,
  DescribeRefreshTasks: describeRefreshTasks,
};

/** Alibaba Cloud CDN, API version 2018-05-10: RPC style, signed with V3, errors as 4xx with flat JSON. */
export const alibabaCdn: VendorProtocol = {
  defaults: { retentionMs: 3 * 86_400_000, maxPageSize: 100 },
  vocabulary,
  actions,
  mildMethod: undefined,
  newTaskId: (_at, _kind, random) => `1${digits(10, random)}`,
  actionOf: (request) => request.headers['x-acs-action']?.[0],
  keyOf: (request) => /Credential=([^,\s]+)/.exec(request.headers['authorization']?.[0] ?? '')?.[1],
  checkAddress,
  authenticate: verifyAcs3,
  parameters: receivedParameters,
  throttled: () => new Refusal('TooManyRequests', 'Too many requests.', 429),
  requestId: () => randomUUID().toUpperCase(),
  succeed: (body, requestId) => ({
    status: 200,
    headers: json,
    body: JSON.stringify({ ...body, RequestId: requestId }),
  }),
  refuse: ({ code, message, status, headers }, requestId) => ({
    status,
    headers: { ...json, ...headers },
    body: JSON.stringify({
      Code: code,
      Message: message,
      RequestId: requestId,
      HostId: host,
      Recommend: `https://api.alibabacloud.com/troubleshoot?q=${encodeURIComponent(code)}&product=Cdn`,
    }),
  }),
};

function checkAddress(request: ReceivedRequest): void {
  if (request.method !== 'GET' && request.method !== 'POST') {
    throw new Refusal('UnsupportedHTTPMethod', 'This http method is not supported.', 405);
  }
  const asked = (request.headers['host']?.[0] ?? '').replace(/:\d+$/, '');
  const action = required(request, 'x-acs-action');
  if (required(request, 'x-acs-version') !== version) {
    throw new Refusal('InvalidVersion', 'Specified parameter Version is not valid.');
  }
  const isElsewhere = request.path !== '/' || (hosts.test(asked) && !ownHosts.test(asked));
  if (isElsewhere || !Object.hasOwn(actions, action)) {
    throw new Refusal(
      'InvalidAction.NotFound',
      'Specified api is not found, please check your url and method.',
      404,
    );
  }
}

function required(request: ReceivedRequest, header: string): string {
  const value = request.headers[header]?.[0];
  if (value === undefined || value === '')
    throw new Refusal('MissingParameter', `The header ${header} is missing.`);
  return value;
}

/** Parameters stay in the query even with POST. */
function receivedParameters(request: ReceivedRequest): ReceivedParameters {
  return { values: Object.fromEntries(new URLSearchParams(request.query)), areTexts: true };
}
