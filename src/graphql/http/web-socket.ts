import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { buildSchema, GraphQLError, parse } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import type { SubscribePayload } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { Caller, Identify } from './access.ts';
import type { ClientLimiter } from './client-limits.ts';
import { deadlineHeader } from './request-headers.ts';

/** Answers requests to upgrade a connection to a WebSocket. */
export interface WebSockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Asks clients to reconnect elsewhere, and terminates connections that stay open. */
  close(): void;
}

/** A client that has opened a connection. */
export interface Connection {
  readonly caller: Caller;
  readonly headers: Headers;
  /** Aborts when the connection is closed. */
  readonly signal: AbortSignal;
}

type Result = ExecutionResult | AsyncIterable<ExecutionResult>;

export interface WebSocketParts {
  readonly identify: Identify;
  readonly limiter: ClientLimiter;
  /** Other origins whose pages may connect. */
  readonly corsOrigins: readonly string[];
  readonly maxMessageBytes: number;
  /** Executes an operation as over HTTP. Throws if the payload contains no valid operation. */
  readonly answer: (payload: SubscribePayload, connection: Connection) => Promise<Result>;
  readonly maskError: (error: unknown) => GraphQLError;
}

/** How long a client may take to close its connection, in milliseconds. */
const closeTimeout = 500;

/** A placeholder that the library requires. The API itself determines the operation. */
const anyOperation = { schema: buildSchema('type Query { any: ID }'), document: parse('{ any }') };

/** The protocol of graphql-ws, with the tokens, deadlines and limits of requests over HTTP. */
export function webSockets({ identify, limiter, answer, maskError, ...parts }: WebSocketParts): WebSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: parts.maxMessageBytes });
  const connections = new WeakMap<object, Connection & { readonly gone: AbortController }>();
  const operations = new WeakMap<object, () => Promise<Result>>();

  const limited = async (payload: SubscribePayload, connection: Connection): Promise<Result> => {
    try {
      const release = limiter.startRequest(connection.caller.client);
      try {
        return await answer(payload, connection);
      } finally {
        release();
      }
    } catch (error) {
      return { errors: [maskError(error)] };
    }
  };
  useServer(
    {
      onConnect({ extra: { request, socket }, connectionParams }) {
        const headers = connectionHeaders(request, connectionParams);
        const gone = new AbortController();
        try {
          const caller = identify(headers.get('authorization'), request.socket.remoteAddress ?? '');
          connections.set(socket, { caller, headers, signal: gone.signal, gone });
          return true;
        } catch (error) {
          if (!(error instanceof GraphQLError)) throw error;
          return false;
        }
      },
      onSubscribe({ extra: { socket } }, _id, payload) {
        const connection = connections.get(socket);
        if (connection === undefined) throw new Error('A WebSocket without a connection');
        const operation = { ...anyOperation };
        operations.set(operation, () => limited(payload, connection));
        return operation;
      },
      execute(operation) {
        const start = operations.get(operation);
        if (start === undefined) throw new Error('An operation without a connection');
        return start();
      },
      onDisconnect: ({ extra: { socket } }) =>
        connections.get(socket)?.gone.abort(new DOMException('The client has gone.', 'AbortError')),
    },
    server,
  );
  return {
    upgrade(request, socket, head) {
      if (isOriginAllowed(request, parts.corsOrigins)) {
        server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request));
      } else {
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      }
    },
    close() {
      for (const client of server.clients) {
        client.close(1_001, 'The server stops.');
        setTimeout(() => client.terminate(), closeTimeout).unref();
      }
    },
  };
}

/** Browsers cannot set headers of a WebSocket, so the connection parameters can contain them. */
function connectionHeaders(
  { headers }: IncomingMessage,
  given: Readonly<Record<string, unknown>> = {},
): Headers {
  const parameters = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const named = ['authorization', deadlineHeader].flatMap((name): [string, string][] => {
    const value = parameters.get(name) ?? headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return new Headers(named);
}

/**
 * Browsers open WebSockets to any host from any page, so pages of other origins must be listed. Other clients send no
 * origin.
 */
const isOriginAllowed = (
  { headers: { origin, host } }: IncomingMessage,
  listed: readonly string[],
): boolean =>
  origin === undefined || listed.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host);
