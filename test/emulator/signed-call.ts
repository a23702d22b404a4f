import { createHash, createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The parsed text; undefined when it is no JSON. */
  readonly json: unknown;
}

/** Who signs. */
export interface Key {
  readonly id: string;
  readonly secret: string;
  readonly token?: string;
}

/** A request as it goes out, for a test to spoil. */
export interface Outgoing {
  readonly method: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a request to the emulator, over a connection of its own. */
export function send(endpoint: string, { method, query, headers, body }: Outgoing): Promise<Answer> {
  const path = query === '' ? '/' : `/?${query}`;
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(endpoint, { method, path, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: parsed(text) });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Changes headers after the request was signed; undefined removes one. */
export function withHeaders(changes: Readonly<Record<string, string | undefined>>) {
  return (outgoing: Outgoing): Outgoing => {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries({ ...outgoing.headers, ...changes })) {
      if (value !== undefined) headers[name] = value;
    }
    return { ...outgoing, headers };
  };
}

/** Changes the Authorization header after the request was signed. */
export function withAuthorization(change: (value: string) => string) {
  return (outgoing: Outgoing): Outgoing =>
    withHeaders({ authorization: change(outgoing.headers['authorization'] ?? '') })(outgoing);
}

/** Where a Tencent call goes and how it deviates from the usual. */
export interface Tc3Call {
  readonly endpoint: string;
  readonly service: string;
  readonly version: string;
  readonly action: string;
  readonly key: Key;
  /** Epoch ms. */
  readonly now: number;
  readonly parameters?: object;
  /** Signed and sent; the body of a POST by default. */
  readonly query?: string;
  readonly method?: 'GET' | 'POST';
  readonly signsAction?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A Tencent request, signed by TC3-HMAC-SHA256. */
export function tc3Request(call: Tc3Call): Outgoing {
  const { method = 'POST', query = '', key, service } = call;
  const body = method === 'GET' ? '' : JSON.stringify(call.parameters ?? {});
  const seconds = Math.floor(call.now / 1000);
  const signed: Record<string, string> = {
    'content-type': method === 'GET' ? 'application/x-www-form-urlencoded' : 'application/json',
    host: new URL(call.endpoint).host,
    ...(call.signsAction === true ? { 'x-tc-action': call.action.toLowerCase() } : {}),
  };
  const names = Object.keys(signed).join(';');
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const canonical = [method, '/', query, lines.join(''), names, sha256(body)].join('\n');
  const date = new Date(seconds * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const signingKey = hmac(hmac(hmac(`TC3${key.secret}`, date), service), 'tc3_request');
  const text = `TC3-HMAC-SHA256\n${seconds}\n${scope}\n${sha256(canonical)}`;
  const signature = hmac(signingKey, text).toString('hex');
  return {
    method,
    query,
    body,
    headers: {
      ...signed,
      'x-tc-action': call.action,
      'x-tc-version': call.version,
      'x-tc-timestamp': String(seconds),
      ...(key.token === undefined ? {} : { 'x-tc-token': key.token }),
      authorization: `TC3-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
      ...call.headers,
    },
  };
}

/** Where an Alibaba call goes and how it deviates from the usual. */
export interface Acs3Call {
  readonly endpoint: string;
  readonly version: string;
  readonly action: string;
  readonly key: Key;
  /** Epoch ms. */
  readonly now: number;
  readonly nonce: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly signedHeaders?: Readonly<Record<string, string>>;
}

/** An Alibaba request, signed by ACS3-HMAC-SHA256. */
export function acs3Request(call: Acs3Call): Outgoing {
  const { method = 'POST', key } = call;
  const query = Object.entries(call.parameters ?? {})
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join('&');
  const headers: Record<string, string> = {
    host: new URL(call.endpoint).host,
    'x-acs-action': call.action,
    'x-acs-version': call.version,
    'x-acs-date': `${new Date(call.now).toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': call.nonce,
    'x-acs-content-sha256': sha256(''),
    ...(key.token === undefined ? {} : { 'x-acs-security-token': key.token }),
    ...call.signedHeaders,
  };
  const names = Object.keys(headers).toSorted();
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`);
  const canonical = [method, '/', query, lines.join(''), names.join(';'), sha256('')].join('\n');
  const signature = hmac(key.secret, `ACS3-HMAC-SHA256\n${sha256(canonical)}`).toString('hex');
  const authorization = `ACS3-HMAC-SHA256 Credential=${key.id},SignedHeaders=${names.join(';')},Signature=${signature}`;
  return { method, query, body: '', headers: { ...headers, authorization } };
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
