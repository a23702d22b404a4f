import { randomUUID } from 'node:crypto';
import type { Behaviour } from '../behaviour.ts';
import { Refusal } from '../protocol.ts';
import type { Action, ReceivedParameters, ReceivedRequest, VendorProtocol } from '../protocol.ts';
import { digits } from '../seeded-random.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { verifyAcs3 } from './acs3.ts';
import type { Account } from '../account.ts';
import type { Feed } from '../history.ts';
import { readUtc } from '../instant.ts';
import { retainedFrom } from '../row.ts';

/** How the endpoints of Alibaba Cloud products differ. */
interface AlibabaProduct {
  /** The first label of its hosts, such as `cdn`. */
  readonly code: string;
  readonly version: string;
  readonly defaults: Partial<Behaviour>;
  readonly vocabulary: Vocabulary;
  readonly actions: Readonly<Record<string, Action>>;
  readonly demoAccounts: VendorProtocol['demoAccounts'];
}

const hosts = /(^|\.)aliyuncs\.com$/;
const json = { 'content-type': 'application/json;charset=utf-8' };

/** The protocol of an Alibaba Cloud product: RPC style, signed with V3, errors as 4xx with flat JSON. */
export function alibabaProduct(product: AlibabaProduct): VendorProtocol {
  return {
    defaults: product.defaults,
    vocabulary: product.vocabulary,
    demoAccounts: product.demoAccounts,
    actions: product.actions,
    mildMethod: undefined,
    newTaskId: (_at, _kind, random) => `1${digits(10, random)}`,
    actionOf: (request) => request.headers['x-acs-action']?.[0],
    keyOf: (request) => /Credential=([^,\s]+)/.exec(request.headers['authorization']?.[0] ?? '')?.[1],
    checkAddress: (request) => checkAddress(request, product),
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
        HostId: `${product.code}.aliyuncs.com`,
        Recommend: `https://api.alibabacloud.com/troubleshoot?q=${encodeURIComponent(code)}&product=${product.code}`,
      }),
    }),
  };
}

function checkAddress(request: ReceivedRequest, { code, version, actions }: AlibabaProduct): void {
  if (request.method !== 'GET' && request.method !== 'POST') {
    throw new Refusal('UnsupportedHTTPMethod', 'This http method is not supported.', 405);
  }
  const requestedHost = (request.headers['host']?.[0] ?? '').replace(/:\d+$/, '');
  const action = required(request, 'x-acs-action');
  if (required(request, 'x-acs-version') !== version) {
    throw new Refusal('InvalidVersion', 'Specified parameter Version is not valid.');
  }
  const isElsewhere =
    request.path !== '/' || (hosts.test(requestedHost) && !requestedHost.startsWith(`${code}.`));
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

/** Common parameters that every call accepts. */
const common = ['Format', 'RegionId'];

/** Reads the parameters of an Alibaba call. All are text; an undocumented one is rejected. */
export class AlibabaParameters {
  readonly #values: Readonly<Record<string, unknown>>;

  /**
   * @param names every documented parameter
   * @throws {Refusal} InvalidParameters
   */
  constructor(received: ReceivedParameters, names: readonly string[]) {
    checkNames(received, names);
    this.#values = received.values;
  }

  /** Undefined if absent or empty: the vendor treats both alike. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** @throws {Refusal} InvalidParameters when it is no whole number from 1 to `maximum` */
  count(name: string, otherwise: number, maximum: number): number {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    if (count < 1 || count > maximum) throw invalid(`${name} must be within 1 and ${maximum}.`);
    return count;
  }

  /**
   * StartTime and EndTime, epoch ms, each undefined if malformed. Undefined if both are absent.
   * @throws {Refusal} MissingTimeParameter when only one is given
   */
  range(): readonly [start: number | undefined, end: number | undefined] | undefined {
    const [start, end] = [this.text('StartTime'), this.text('EndTime')];
    if ((start === undefined) !== (end === undefined)) {
      throw new Refusal('MissingTimeParameter', 'The StartTime and EndTime must be both specified.');
    }
    return start === undefined || end === undefined ? undefined : [readUtc(start), readUtc(end)];
  }

  /** @throws {Refusal} `malformed` when it is not a list of at most `maximum` decimal ids, joined by commas */
  taskIds(maximum: number, malformed = 'InvalidTaskId.Malformed'): readonly string[] | undefined {
    const ids = this.text('TaskId')?.split(',');
    if (ids === undefined) return undefined;
    if (ids.length > maximum || !ids.every((id) => /^\d{1,20}$/.test(id))) {
      throw new Refusal(malformed, 'The specified TaskId is malformed.');
    }
    return ids;
  }
}

/** @throws {Refusal} InvalidParameters when one is not among `names` or the common ones */
export function checkNames({ values }: ReceivedParameters, names: readonly string[]): void {
  const unknown = Object.keys(values).find((name) => !names.includes(name) && !common.includes(name));
  if (unknown !== undefined) throw invalid(`The parameter ${unknown} is not supported.`);
}

/** The error for a parameter that has no code of its own. */
export function invalid(message: string): Refusal {
  return new Refusal('InvalidParameters', message);
}

/** @throws {Refusal} InvalidTime for a task older than the retention: an error, not an empty list */
export function checkHorizon(feed: Feed, taskId: string, { behaviour }: Account, now: number): void {
  const horizon = retainedFrom(now, behaviour.retentionMs);
  if (feed.task(taskId).some((row) => row.createdAt < horizon)) {
    throw new Refusal('InvalidTime', 'The task is older than 3 days.');
  }
}
