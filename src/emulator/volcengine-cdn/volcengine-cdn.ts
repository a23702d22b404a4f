import { randomBytes } from 'node:crypto';
import type {
  DemoAccount,
  ReceivedParameters,
  ReceivedRequest,
  VendorProtocol,
  WireAnswer,
} from '../protocol.ts';
import { wallText } from '../instant.ts';
import { Refusal } from '../protocol.ts';
import { letters } from '../seeded-random.ts';
import { describeContentQuota, describeContentTasks, vocabulary } from './content-tasks.ts';
import { verifyVolcengine } from './signature.ts';

const version = '2021-03-01';
const actions = {
  DescribeContentTasks: describeContentTasks,
  DescribeContentQuota: describeContentQuota,
};

/** A brand of the same API, version 2021-03-01: errors come in `ResponseMetadata`. */
function brand(host: RegExp, region: string, demoAccount: DemoAccount): VendorProtocol {
  return {
    defaults: { retentionMs: 7 * 86_400_000, maxWindowMs: 7 * 86_400_000, maxPageSize: 100 },
    vocabulary,
    actions,
    demoAccounts: [demoAccount],
    mildMethod: 'expire',
    newTaskId: (_at, kind, random) =>
      `${kind === 'PREFETCH' ? 'prefetch_url' : 'refresh'}_${letters(20, random)}`,
    actionOf: (request) => queryOf(request).get('Action') ?? undefined,
    keyOf: (request) => /Credential=([^/,\s]+)/.exec(request.headers['authorization']?.[0] ?? '')?.[1],
    checkAddress: (request) => checkAddress(request, host),
    authenticate: (request, findAccount, now) => verifyVolcengine(request, 'cdn', findAccount, now),
    parameters: receivedParameters,
    throttled: (action) => new Refusal('FlowLimitExceeded', `Too many calls of ${action}.`, 429),
    requestId: () =>
      `${wallText(Date.now(), 0).replace(/\D/g, '')}${randomBytes(9).toString('hex').toUpperCase()}`,
    succeed: (body, requestId) => answer(200, { ResponseMetadata: metadata(requestId), Result: body }),
    refuse: ({ code, message, status, headers }, requestId) =>
      answer(
        status,
        { ResponseMetadata: { ...metadata(requestId), Error: { Code: code, Message: message } } },
        headers,
      ),
  };

  function metadata(requestId: string): object {
    return { RequestId: requestId, Version: version, Service: 'CDN', Region: region };
  }
}

/** Volcengine CDN. */
export const volcengineCdn = brand(/^cdn\.volcengineapi\.com$/, 'cn-north-1', {
  name: 'volcengine',
  areas: ['mainland'],
  salt: 7,
  isExtra: true,
});

/** BytePlus CDN. */
export const bytePlusCdn = brand(/^cdn\.byteplusapi\.com$/, 'ap-singapore-1', {
  name: 'byteplus',
  areas: ['overseas', 'global'],
  salt: 8,
  isExtra: true,
});

const vendorHosts = /\.(volcengineapi|byteplusapi)\.com$/;

function checkAddress(request: ReceivedRequest, host: RegExp): void {
  const requestedHost = (request.headers['host']?.[0] ?? '').replace(/:\d+$/, '');
  const query = queryOf(request);
  const isElsewhere = request.path !== '/' || (vendorHosts.test(requestedHost) && !host.test(requestedHost));
  const isKnown = query.get('Version') === version && Object.hasOwn(actions, query.get('Action') ?? '');
  if (request.method !== 'POST' || isElsewhere || !isKnown) {
    throw new Refusal('InvalidActionOrVersion', 'Could not find the operation for the action.', 404);
  }
}

function queryOf(request: ReceivedRequest): URLSearchParams {
  return new URLSearchParams(request.query);
}

function receivedParameters({ body }: ReceivedRequest): ReceivedParameters {
  try {
    const values: unknown = JSON.parse(body.toString('utf8'));
    if (isRecord(values)) return { values, areTexts: false };
  } catch {
    // The error below covers this case too.
  }
  throw new Refusal('InvalidParameter.Body', 'The body is not a JSON object.', 400);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function answer(status: number, body: object, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}
