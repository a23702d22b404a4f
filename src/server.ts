import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SECOND } from './domain/time.ts';
import type { Milliseconds } from './domain/time.ts';

/** A server that listens. */
export interface Listening {
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Takes no new requests, lets those in flight end within the grace, then ends streams and connections. */
  close(grace: Milliseconds): Promise<void>;
}

export interface Place {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
}

/** Listens with limits for clients that dribble. Rejects where the place is taken or not allowed. */
export async function listen(listener: RequestListener, { host, port }: Place): Promise<Listening> {
  const server = createServer(
    { headersTimeout: 10 * SECOND, requestTimeout: 30 * SECOND },
    (request, response) => {
      if (request.url === '/') response.writeHead(302, { location: '/graphql' }).end();
      else listener(request, response);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens at no port');
  return { url: urlOf(address), close: (grace) => close(server, grace) };
}

const urlOf = ({ address, port, family }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

/** A connection that goes idle after the call to `close` would else stay open until its keep-alive ends. */
async function close(server: Server, grace: Milliseconds): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const hard = setTimeout(() => server.closeAllConnections(), grace);
  await new Promise<void>((closed) => {
    server.close(() => closed());
  });
  clearInterval(idle);
  clearTimeout(hard);
}
