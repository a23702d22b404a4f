import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';

import { deliver } from './delivery.ts';
import type { ReceivedCall } from './received-call.ts';
import type { Timers } from './timers.ts';
import type { VendorDesk } from './vendor-desk.ts';
import type { ReceivedRequest } from './vendor-side.ts';

/** A vendor listening on loopback. */
export interface VendorServer {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** Ends every connection, also those that wait for an answer. */
  close(): Promise<void>;
}

/** What a server needs beside its desk. */
export interface ServerSurroundings<Vendor extends string> {
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: (call: ReceivedCall<Vendor>) => void;
}

const loopback = '127.0.0.1';

/** @param port 0 for any free one */
export async function serve<Vendor extends string>(
  desk: VendorDesk<Vendor>,
  port: number,
  { now, timers, log }: ServerSurroundings<Vendor>,
): Promise<VendorServer> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
    void (async () => {
      const { answer, faults, latencyMs, clockOffsetMs, call } = desk.decide(await receive(incoming), now());
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
