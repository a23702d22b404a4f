import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import type { ReceivedCall } from './call-log.ts';
import type { Fault } from './faults.ts';
import type { VendorHandler } from './handler.ts';
import type { ReceivedRequest, WireAnswer } from './protocol.ts';

/** One vendor's HTTP server on loopback. */
export interface VendorServer {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** Closes every connection, including those that wait for a response. */
  close(): Promise<void>;
}

/** What a server needs besides its handler. */
interface ServerRuntime<Vendor extends string> {
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: (call: ReceivedCall<Vendor>) => void;
}

const loopback = '127.0.0.1';

/** @param port 0 for any free one */
export async function serve<Vendor extends string>(
  handler: VendorHandler<Vendor>,
  port: number,
  { now, timers, log }: ServerRuntime<Vendor>,
): Promise<VendorServer> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
    void (async () => {
      const { answer, faults, latencyMs, clockOffsetMs, call } = handler.decide(
        await receive(incoming),
        now(),
      );
      log(call);
      await timers.wait(latencyMs);
      response.setHeader('date', new Date(now() + clockOffsetMs).toUTCString());
      if (answer !== undefined) await deliver(answer, faults, response, timers);
    })().catch(() => response.destroy());
  });
  await listen(server, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return { endpoint: `http://${loopback}:${address.port}`, close: () => close(server) };
}

async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const [path = '/', ...query] = (incoming.url ?? '/').split('?');
  return {
    method: incoming.method ?? 'GET',
    path,
    query: query.join('?'),
    headers: incoming.headersDistinct,
    body: Buffer.concat(chunks),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Sends a response with the faults that concern sending. */
async function deliver(
  answer: WireAnswer,
  faults: readonly Fault[],
  response: ServerResponse,
  timers: Timers,
): Promise<void> {
  let headers = answer.headers;
  let body = Buffer.from(answer.body);
  for (const fault of faults) {
    if (fault.kind === 'delay') await timers.wait(fault.ms);
    if (fault.kind === 'content-type') headers = { ...headers, 'content-type': fault.value };
    if (fault.kind === 'truncated') body = body.subarray(0, Math.floor(body.length / 2));
    if (fault.kind === 'huge-body') body = padded(body, fault.bytes);
    if (fault.kind === 'gzip') {
      headers = { ...headers, 'content-encoding': 'gzip' };
      body = gzipSync(body);
    }
  }
  const drop = faults.find((fault) => fault.kind === 'drop');
  if (drop?.afterBytes === 0) {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { ...headers, 'content-length': body.length });
  if (drop !== undefined) {
    response.write(body.subarray(0, drop.afterBytes), () => response.destroy());
    return;
  }
  const drip = faults.find((fault) => fault.kind === 'slow-drip');
  if (drip === undefined) response.end(body);
  else await trickle(body, drip.bytes, drip.everyMs, response, timers);
}

async function trickle(
  body: Buffer,
  bytes: number,
  everyMs: number,
  response: ServerResponse,
  timers: Timers,
): Promise<void> {
  for (let sent = 0; sent < body.length && !response.destroyed; sent += bytes) {
    await timers.wait(everyMs);
    response.write(body.subarray(sent, sent + bytes));
  }
  response.end();
}

/** Appends spaces, which are valid after a JSON text. */
function padded(body: Buffer, bytes: number): Buffer<ArrayBuffer> {
  return Buffer.concat([body, Buffer.alloc(Math.max(0, bytes - body.length), ' ')]);
}

/** Timers that all end when the emulator closes. */
export class Timers {
  readonly #waiting = new Map<NodeJS.Timeout, () => void>();
  #isClosed = false;

  /** Resolves after `ms`, or when the timers are closed. */
  async wait(ms: number): Promise<void> {
    if (this.#isClosed || ms <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(timer);
        resolve();
      }, ms);
      this.#waiting.set(timer, resolve);
    });
  }

  /** Ends all waits, including later ones. */
  close(): void {
    this.#isClosed = true;
    for (const [timer, resolve] of this.#waiting) {
      clearTimeout(timer);
      resolve();
    }
    this.#waiting.clear();
  }
}
