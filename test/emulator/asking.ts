import type { Emulator } from '../../src/emulator/emulator.ts';
import { acs3Request, send, tc3Request } from './signed-call.ts';
import type { Answer, Key, Outgoing } from './signed-call.ts';

/** An answer as a test looks at it. */
export interface Asked {
  readonly status: number;
  /** The vendor's error code; undefined for a success. */
  readonly code: unknown;
  readonly message: unknown;
  /** The list of the answer; empty when it is null or missing. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly total: unknown;
  /** The whole answer, without the envelope. */
  readonly body: unknown;
  readonly text: string;
  readonly headers: Answer['headers'];
}

/** How a call deviates from the usual. */
export interface Deviation {
  readonly key?: Key;
  readonly method?: 'GET' | 'POST';
  readonly query?: string;
  readonly version?: string;
  readonly service?: string;
  readonly signsAction?: boolean;
  /** Epoch ms by the client's clock. */
  readonly now?: number;
  readonly nonce?: string;
  readonly signedHeaders?: Readonly<Record<string, string>>;
  /** Spoils the request after it was signed. */
  readonly spoil?: (outgoing: Outgoing) => Outgoing;
}

/** Asks one vendor as one account. */
export type Ask = (
  action: string,
  parameters?: Readonly<Record<string, unknown>>,
  deviation?: Deviation,
) => Promise<Asked>;

/** Who the tests are to every vendor. */
export const key: Key = { id: 'AKIDtest', secret: 'secret-of-the-test' };

const tencent = {
  TENCENT_CDN: { service: 'cdn', version: '2018-06-06' },
  TENCENT_EDGEONE: { service: 'teo', version: '2022-09-01' },
};

/** Asks a Tencent product by POST, at `now` unless told otherwise. */
export function askTencent(emulator: Emulator, vendor: keyof typeof tencent, now: () => number): Ask {
  const endpoint = emulator.endpoint(vendor);
  return async (action, parameters = {}, { spoil = same, ...deviation } = {}) => {
    const outgoing = tc3Request({
      endpoint,
      ...tencent[vendor],
      action,
      key,
      parameters,
      ...deviation,
      now: deviation.now ?? now(),
    });
    return asked(await send(endpoint, spoil(outgoing)), 'Response');
  };
}

let nonces = 0;

/** Asks Alibaba by POST, at `now` and with a fresh nonce unless told otherwise. */
export function askAlibaba(emulator: Emulator, now: () => number): Ask {
  const endpoint = emulator.endpoint('ALIBABA_CDN');
  return async (action, parameters = {}, { spoil = same, ...deviation } = {}) => {
    const texts = Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [name, String(value)]),
    );
    const outgoing = acs3Request({
      endpoint,
      version: '2018-05-10',
      action,
      key,
      parameters: texts,
      nonce: `nonce-${nonces++}`,
      ...deviation,
      now: deviation.now ?? now(),
    });
    return asked(await send(endpoint, spoil(outgoing)));
  };
}

/** The values of one member, row by row. */
export function column(answer: Asked, name: string): readonly unknown[] {
  return answer.rows.map((row) => row[name]);
}

function asked(answer: Answer, envelope?: string): Asked {
  const { status, json, text, headers } = answer;
  const body = envelope === undefined ? json : member(json, envelope);
  const error = envelope === undefined ? body : member(body, 'Error');
  return {
    status,
    code: member(error, 'Code'),
    message: member(error, 'Message'),
    rows: rowsOf(body),
    total: member(body, 'TotalCount'),
    body,
    text,
    headers,
  };
}

function rowsOf(body: unknown): readonly Readonly<Record<string, unknown>>[] {
  const lists = [
    member(body, 'PushLogs'),
    member(body, 'PurgeLogs'),
    member(body, 'Tasks'),
    member(member(body, 'Tasks'), 'CDNTask'),
    member(body, 'UrlDetails'),
  ];
  const list: unknown = lists.find((candidate) => Array.isArray(candidate));
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function member(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(outgoing: Outgoing): Outgoing {
  return outgoing;
}
