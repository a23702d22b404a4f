import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerOptions, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { SECOND } from './domain/time.ts';
import type { Milliseconds } from './domain/time.ts';
import { plainText } from './observability/route.ts';
import type { Answer, Route, Routes } from './observability/route.ts';

/** Answers requests to upgrade a connection to a WebSocket. */
export interface UpgradeHandler {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes the open WebSockets. */
  close(): void;
}

/** A listening server. */
export interface Listening {
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /**
   * Accepts no new connections, ends event streams, waits up to `grace` for requests in flight, then closes all
   * connections.
   */
  close(grace: Milliseconds): Promise<void>;
}

/** An address to listen on. */
export interface ListenAddress {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

/** The routes and upgrades that the server answers in addition to the listener. */
export interface Beside {
  /** Take precedence over the listener. */
  readonly routes?: Routes;
  /** Whether requests with this `Host` header are answered. Default: all are. */
  readonly isHostAllowed?: (host: string | undefined) => boolean;
  /** Answers requests to upgrade a connection to a WebSocket, by path. Default: they are refused. */
  readonly webSockets?: ReadonlyMap<string, UpgradeHandler>;
}

/** The address is in use or not allowed. The message says what to change. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

/** Answers 404 to everything that has no route. */
export const nothingElse: RequestListener = (request, response) =>
  write(request, response, plainText(404, 'There is nothing here.'));

/** The time limits for clients. */
const timeouts = {
  headersTimeout: 10 * SECOND,
  requestTimeout: 30 * SECOND,
  // Node checks for slow connections every 30 s by default.
  connectionsCheckingInterval: SECOND,
  // Longer than load balancers keep idle connections (usually 60 s), or they would send requests on a closing connection.
  keepAliveTimeout: 65 * SECOND,
};

/** Throws `CannotListen`. */
export async function listen(
  listener: RequestListener,
  { host, port }: ListenAddress,
  { routes = new Map(), isHostAllowed = () => true, webSockets = new Map() }: Beside = {},
  options: ServerOptions = timeouts,
): Promise<Listening> {
  const responses = new Set<ServerResponse>();
  const server = createServer(options, (request, response) => {
    responses.add(response);
    response.once('close', () => responses.delete(response));
    response.setHeader('x-content-type-options', 'nosniff');
    if (!server.listening) response.setHeader('connection', 'close');
    const route = routes.get(pathOf(request));
    if (!isReadable(request)) write(request, response, unreadable);
    else if (!isHostAllowed(request.headers.host)) write(request, response, foreignHost);
    else if (route === undefined) listener(request, response);
    else void answer(route, request, response);
  });
  server.on('upgrade', (request, socket, head) => {
    // A client may disconnect at any time.
    socket.on('error', () => socket.destroy());
    const found = webSockets.get(pathOf(request));
    if (found !== undefined && isHostAllowed(request.headers.host)) found.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new CannotListen(explained(error), { cause: error })),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens at no port');
  return {
    url: urlOf(address),
    close: (grace) => {
      for (const each of webSockets.values()) each.close();
      return close(server, responses, grace);
    },
  };
}

/** What to change, by the error code of the attempt to listen. */
const remedies: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Another process listens there: choose another port with PORT or --port.',
  EACCES: 'The port is not allowed: choose one from 1024 on with PORT or --port.',
  EADDRNOTAVAIL: 'This machine has no such address: choose another with HOST or --host.',
};

const explained = ({ message, code = '' }: NodeJS.ErrnoException): string =>
  [message, remedies[code]].filter((part) => part !== undefined).join('. ');

const urlOf = ({ address, port, family }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? url;

/** Whether host and path form a valid URL, which later code parses without checking. */
function isReadable({ headers: { host = '' }, url = '/' }: IncomingMessage): boolean {
  const isPlain = plainPath.test(url);
  if (isPlain && host === validHost) return true;
  const isValid = URL.canParse(`http://${host}${url}`);
  if (isPlain && isValid) validHost = host;
  return isValid;
}

/** The last host that formed a valid URL. It forms one with every plain path. */
let validHost: string | undefined;
const plainPath = /^\/[\w/-]*$/;

const unreadable = plainText(400, 'The Host header and the path do not form a valid URL.');

const foreignHost = plainText(
  403,
  'Without access tokens this server answers only requests to localhost and 127.0.0.1, because a web page could reach it by another name. Configure access.tokens, or access.open: true.',
);

async function answer(route: Route, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, headers } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    return write(request, response, plainText(405, 'Only GET is answered here.', { allow: 'GET, HEAD' }));
  }
  try {
    const answered = await route((name) => headers[name]?.toString());
    write(request, response, answered);
  } catch {
    write(request, response, plainText(500, 'An unexpected error occurred.'));
  }
}

function write(
  { method }: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Answer,
): void {
  const length = status === 304 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length });
  response.end(method === 'HEAD' ? undefined : body);
}

/** How often idle connections are closed. */
const idleCheckInterval: Milliseconds = 50;

/** A connection that becomes idle after `close` was called would otherwise stay open until its keep-alive ends. */
async function close(
  server: Server,
  responses: ReadonlySet<ServerResponse>,
  grace: Milliseconds,
): Promise<void> {
  const closeIdle = (): void => {
    for (const response of responses) if (isEventStream(response)) endStream(response);
    server.closeIdleConnections();
  };
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  for (const response of responses) if (!response.headersSent) response.setHeader('connection', 'close');
  closeIdle();
  const timer = setInterval(closeIdle, idleCheckInterval);
  const hard = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearInterval(timer);
  clearTimeout(hard);
}

const isEventStream = (response: ServerResponse): boolean =>
  !response.writableEnded && String(response.getHeader('content-type')).startsWith('text/event-stream');

/**
 * Ends the stream without a `complete` event, so that the client reconnects to another instance. The source of the
 * stream is notified only by an error of the request.
 */
function endStream(response: ServerResponse): void {
  const { req: request } = response;
  request.on('error', () => undefined);
  response.end(() => request.destroy(new Error('The server stops.')));
}
