import { randomUUID } from 'node:crypto';

import type { Behaviour } from '../behaviour.ts';
import { Refusal } from '../protocol.ts';
import type { Action, ReceivedParameters, ReceivedRequest, VendorProtocol, WireAnswer } from '../protocol.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { verifyTc3 } from './tc3.ts';

/** What differs between Tencent Cloud products in addressing and signing. */
interface TencentProduct {
  /** The first label of its hosts, and the service of its signatures. */
  readonly service: string;
  readonly version: string;
  readonly defaults: Partial<Behaviour>;
  readonly vocabulary: Vocabulary;
  readonly actions: Readonly<Record<string, Action>>;
  readonly demoAccounts: VendorProtocol['demoAccounts'];
  readonly mildMethod: string;
  readonly newTaskId: VendorProtocol['newTaskId'];
}

const contentTypes: Readonly<Record<string, RegExp>> = {
  POST: /^application\/json(; ?charset=utf-8)?$/i,
  GET: /^application\/x-www-form-urlencoded$/i,
};

/** The protocol of a Tencent Cloud product: every response is HTTP 200 and wrapped in `Response`. */
export function tencentProduct(product: TencentProduct): VendorProtocol {
  const { service, actions } = product;
  return {
    defaults: product.defaults,
    vocabulary: product.vocabulary,
    demoAccounts: product.demoAccounts,
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

/** Reads the parameters of a Tencent call strictly: an undocumented parameter or a wrong type is rejected. */
export class TencentParameters {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #areTexts: boolean;
  readonly #path: string;

  /**
   * @param names every documented parameter
   * @throws {Refusal} UnknownParameter
   */
  constructor(received: ReceivedParameters, names: readonly string[], path = '') {
    checkNames(received, names, path);
    this.#values = received.values;
    this.#areTexts = received.areTexts;
    this.#path = path;
  }

  text(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === 'string') return value;
    throw this.#wrongType(name, 'a string');
  }

  integer(name: string): number | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    if (this.#areTexts && typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value);
    throw this.#wrongType(name, 'an integer');
  }

  boolean(name: string): boolean | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === 'boolean') return value;
    if (this.#areTexts && (value === 'true' || value === 'false')) return value === 'true';
    throw this.#wrongType(name, 'a boolean');
  }

  texts(name: string): readonly string[] | undefined {
    return this.#list(name)?.map((value) => {
      if (typeof value === 'string') return value;
      throw this.#wrongType(name, 'a list of strings');
    });
  }

  objects(name: string, names: readonly string[]): readonly TencentParameters[] | undefined {
    return this.#list(name)?.map((value, index) => {
      if (!isRecord(value)) throw this.#wrongType(name, 'a list of objects');
      return new TencentParameters({ values: value, areTexts: this.#areTexts }, names, `${name}.${index}.`);
    });
  }

  #list(name: string): readonly unknown[] | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (Array.isArray(value)) return value;
    // In a query string a list is written as its members by zero-based index.
    if (
      this.#areTexts &&
      isRecord(value) &&
      Object.keys(value).every((key, index) => key === String(index))
    ) {
      return Object.values(value);
    }
    throw this.#wrongType(name, 'a list');
  }

  /** Null counts as absent. */
  #value(name: string): unknown {
    return this.#values[name] ?? undefined;
  }

  #wrongType(name: string, expected: string): Refusal {
    return new Refusal('InvalidParameter', `The parameter ${this.#path}${name} is not ${expected}.`);
  }
}

/** @throws {Refusal} UnknownParameter when one is not among `names` */
export function checkNames({ values }: ReceivedParameters, names: readonly string[], path = ''): void {
  const unknown = Object.keys(values).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Refusal('UnknownParameter', `The parameter ${path}${unknown} is not recognized.`);
  }
}

/** The parameters of a POST with JSON, or of a GET with dotted names. @throws {Refusal} InvalidRequest */
export function receivedParameters(request: ReceivedRequest): ReceivedParameters {
  return request.method === 'GET'
    ? { values: nested(new URLSearchParams(request.query.replaceAll('+', '%2B'))), areTexts: true }
    : { values: json(request.body), areTexts: false };
}

function json(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (isRecord(value)) return value;
  } catch {
    // The error below covers this case too.
  }
  throw new Refusal('InvalidRequest', 'The body is not a JSON object.');
}

function nested(query: URLSearchParams): Readonly<Record<string, unknown>> {
  const root: Record<string, unknown> = Object.create(null);
  for (const [dotted, value] of query) {
    const names = dotted.split('.');
    const last = names.pop() ?? '';
    let holder = root;
    for (const name of names) {
      const known = holder[name];
      const next: Record<string, unknown> = isRecord(known) ? known : Object.create(null);
      holder[name] = next;
      holder = next;
    }
    holder[last] = value;
  }
  return root;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
