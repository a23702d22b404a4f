import { randomUUID } from 'node:crypto';

import type { Behaviour } from '../behaviour.ts';
import { Refusal } from '../refusal.ts';
import type { Action, ReceivedRequest, VendorSide, WireAnswer } from '../vendor-side.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { receivedParameters } from './parameters.ts';
import { verifyTc3 } from './tc3.ts';

/** What distinguishes one Tencent Cloud product from another on the wire. */
export interface TencentProduct {
  /** The first label of its hosts, and the service of its signatures. */
  readonly service: string;
  readonly version: string;
  readonly defaults: Partial<Behaviour>;
  readonly vocabulary: Vocabulary;
  readonly actions: Readonly<Record<string, Action>>;
  readonly mildMethod: string;
  readonly newTaskId: VendorSide['newTaskId'];
}

const contentTypes: Readonly<Record<string, RegExp>> = {
  POST: /^application\/json(; ?charset=utf-8)?$/i,
  GET: /^application\/x-www-form-urlencoded$/i,
};

/** A Tencent Cloud product as the API gateway shows it: every answer is HTTP 200 and wrapped in `Response`. */
export function tencentProduct(product: TencentProduct): VendorSide {
  const { service, actions } = product;
  return {
    defaults: product.defaults,
    vocabulary: product.vocabulary,
    actions,
    mildMethod: product.mildMethod,
    newTaskId: product.newTaskId,
    actionOf: (request) => request.headers['x-tc-action']?.[0],
    keyOf: (request) => /Credential=([^/,\s]+)/.exec(request.headers['authorization']?.[0] ?? '')?.[1],
    checkAddress: (request) => checkAddress(request, product),
    authenticate: (request, findAccount, now) => verifyTc3(request, service, findAccount, now),
    parameters: receivedParameters,
    throttled: (action, callsPerSecond) =>
      new Refusal('RequestLimitExceeded', `${action} is limited to ${callsPerSecond} calls a second.`),
    requestId: randomUUID,
    succeed: (body, requestId) => wrapped({ ...body, RequestId: requestId }),
    refuse: ({ code, message, headers }, requestId) =>
      wrapped({ Error: { Code: code, Message: message }, RequestId: requestId }, headers),
  };
}

function checkAddress(request: ReceivedRequest, { service, version, actions }: TencentProduct): void {
  const contentType = contentTypes[request.method];
  if (contentType === undefined) throw new Refusal('UnsupportedProtocol', 'Only GET and POST are supported.');
  if (request.path !== '/') throw new Refusal('InvalidRequest', 'The path must be /.');
  const [label, ...rest] = (request.headers['host']?.[0] ?? '').replace(/:\d+$/, '').split('.');
  if (rest.join('.').endsWith('tencentcloudapi.com') && label !== service) {
    throw new Refusal('NoSuchProduct', 'The host does not belong to this product.');
  }
  const action = required(request, 'X-TC-Action');
  if (required(request, 'X-TC-Version') !== version) {
    throw new Refusal('NoSuchVersion', 'The API version does not exist.');
  }
  if (!Object.hasOwn(actions, action)) throw new Refusal('InvalidAction', 'The action does not exist.');
  if (!contentType.test(request.headers['content-type']?.[0] ?? '')) {
    throw new Refusal('InvalidRequest', 'The content type does not go with the method.');
  }
}

function required(request: ReceivedRequest, header: string): string {
  const value = request.headers[header.toLowerCase()]?.[0];
  if (value === undefined || value === '') {
    throw new Refusal('MissingParameter', `The header ${header} is missing.`);
  }
  return value;
}

function wrapped(response: object, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ Response: response }),
  };
}
