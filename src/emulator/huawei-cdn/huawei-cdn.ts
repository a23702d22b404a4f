import { randomUUID } from 'node:crypto';
import { plainListing, Refusal } from '../protocol.ts';
import type { Action, ReceivedParameters, ReceivedRequest, VendorProtocol } from '../protocol.ts';
import { hexDigits } from '../seeded-random.ts';
import { headerOf } from '../signature.ts';
import { showHistoryTaskDetails, showHistoryTasks, vocabulary } from './history-tasks.ts';
import { verifySdkHmac } from './sdk-hmac.ts';

const json = { 'content-type': 'application/json' };

const quotas = [
  { kind: 'PURGE_URL', type: 'file_refresh', daily: 2000 },
  { kind: 'PURGE_DIRECTORY', type: 'dir_refresh', daily: 2000 },
  { kind: 'PREFETCH', type: 'preheat', daily: 1000 },
] as const;

/** Huawei CDN, ShowQuota: how much an account may submit a day, and how many domains it may have. */
const showQuota: Action = {
  callsPerSecond: 5,
  answer: (_received, account, now) => {
    const entries = quotas.map(({ kind, type, daily }) => {
      const quota = account.quota(kind, daily, now);
      return { type, limit: quota.daily, used: quota.daily - quota.left };
    });
    return plainListing({
      quotas: [...entries, { type: 'domain', limit: 100, used: 4 }].map(({ type, limit, used }) => ({
        quota_limit: limit,
        type,
        used,
        user_domain_id: '0b6720000000000000000000000000e0',
      })),
    });
  },
};

const actions = {
  ShowHistoryTasks: ofService(showHistoryTasks),
  ShowHistoryTaskDetails: ofService(showHistoryTaskDetails),
  ShowQuota: ofService(showQuota),
};

/** The path of each action. The pattern's groups are parameters. */
const routes: readonly (readonly [name: keyof typeof actions, path: RegExp])[] = [
  ['ShowHistoryTasks', /^\/v1\.0\/cdn\/historytasks\/?$/],
  ['ShowHistoryTaskDetails', /^\/v1\.0\/cdn\/historytasks\/(?<id>[^/]+)\/detail\/?$/],
  ['ShowQuota', /^\/v1\.0\/cdn\/quota\/?$/],
];

/** Huawei Cloud CDN, API version 1.0: REST with JSON, signed with SDK-HMAC-SHA256. Errors of the service can have status 200. */
export const huaweiCdn: VendorProtocol = {
  defaults: { retentionMs: 15 * 86_400_000, maxPageSize: 10_000 },
  vocabulary,
  listsTasks: true,
  actions,
  demoAccounts: [{ name: 'huawei', areas: ['mainland'], salt: 5 }],
  mildMethod: undefined,
  newTaskId: (_at, _kind, random) => hexDigits(32, random),
  actionOf: ({ path }) => routes.find(([, pattern]) => pattern.test(path))?.[0],
  keyOf: (request) => /Access=([^,\s]+)/.exec(headerOf(request, 'authorization'))?.[1],
  checkAddress,
  authenticate: verifySdkHmac,
  parameters: receivedParameters,
  throttled: () => new Refusal('APIGW.0308', 'The throttling threshold has been reached', 429),
  requestId: () => randomUUID().replaceAll('-', ''),
  succeed: (body, requestId) => ({
    status: 200,
    headers: { ...json, 'x-request-id': requestId },
    body: JSON.stringify(body),
  }),
  refuse: ({ code, message, status, headers }, requestId) => ({
    status,
    headers: { ...json, 'x-request-id': requestId, ...headers },
    // Errors of the gateway have no enclosing object.
    body: JSON.stringify(
      code.startsWith('APIGW.')
        ? { error_msg: message, error_code: code, request_id: requestId }
        : { error: { error_code: code, error_msg: message } },
    ),
  }),
};

/** An action whose errors have the HTTP status that the account's behaviour chooses. */
function ofService(action: Action): Action {
  return {
    ...action,
    answer(parameters, account, now) {
      try {
        return action.answer(parameters, account, now);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        throw new Refusal(error.code, error.message, account.behaviour.serviceErrorsAre200 ? 200 : 400);
      }
    },
  };
}

function checkAddress(request: ReceivedRequest): void {
  if (huaweiCdn.actionOf(request) === undefined || request.method !== 'GET') {
    throw new Refusal(
      'APIGW.0101',
      'The API does not exist or has not been published in the environment',
      404,
    );
  }
}

function receivedParameters({ path, query }: ReceivedRequest): ReceivedParameters {
  const groups = routes.map(([, pattern]) => pattern.exec(path)?.groups).find((each) => each !== undefined);
  const decoded = Object.entries(groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
  return {
    values: { ...Object.fromEntries(new URLSearchParams(query)), ...Object.fromEntries(decoded) },
    areTexts: true,
  };
}
