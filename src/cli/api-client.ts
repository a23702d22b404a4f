import type { Command } from 'commander';
import { createClient, NetworkError } from 'graphql-sse';
import type { Environment } from '../config/settings.ts';
import { SECOND } from '../domain/time.ts';
import type { Milliseconds } from '../domain/time.ts';
import type { Schedule } from '../engine/runtime.ts';
import { clientSchema, schemaHeader } from '../graphql/http/request-headers.ts';
import { UsageError } from './command.ts';
import type { CommandContext } from './command.ts';
import { NoStreams, Refused, responseOf, responseOfText, Unreachable } from './response.ts';
import type { GraphqlResponse } from './response.ts';

/** The address of a server, and the token that it may require. */
export interface Endpoint {
  readonly url: string;
  readonly token?: string | undefined;
}

/** The options of commands that ask a server. */
export interface EndpointOptions {
  readonly server?: string | undefined;
  readonly token?: string | undefined;
}

const environmentNames = { url: 'EDGETASKS_URL', token: 'EDGETASKS_TOKEN' } as const;
const defaultUrl = 'http://127.0.0.1:4000/graphql';

export const withEndpointOptions = (command: Command): Command =>
  command
    .option(
      '--server <address>',
      `Address of the server. Default: ${environmentNames.url}, otherwise ${defaultUrl}.`,
    )
    .option(
      '--token <token>',
      `Access token, if the server requires one. Default: ${environmentNames.token}, which other users of the machine cannot see.`,
    );

/** Throws `UsageError`, which never contains the token. */
export const endpointOf = (options: EndpointOptions, environment: Environment): Endpoint => ({
  url: urlOf(
    options.server ?? (environment[environmentNames.url]?.trim() || defaultUrl),
    options.server === undefined ? environmentNames.url : '--server',
  ),
  token: tokenOf(
    options.token ?? (environment[environmentNames.token]?.trim() || undefined),
    options.token === undefined ? environmentNames.token : '--token',
  ),
});

function urlOf(text: string, source: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`${source} must be the address of a server, such as ${defaultUrl}.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(`${source} must not contain a user name or a password: give a token instead.`);
  }
  if (url.pathname === '/') url.pathname = '/graphql';
  return url.href;
}

function tokenOf(token: string | undefined, source: string): string | undefined {
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return token;
  throw new UsageError(`${source} contains characters that no token can have, such as spaces.`);
}

/** A client of the API. Every method throws `Unreachable` and `Refused`. */
export interface ApiClient {
  readonly query: (document: string, variables: object, signal: AbortSignal) => Promise<GraphqlResponse>;
  /** Ends when the server completes the subscription. A stream that is cut is `Unreachable`. Throws `NoStreams` too. */
  readonly subscribe: (
    document: string,
    variables: object,
    signal: AbortSignal,
  ) => AsyncGenerator<GraphqlResponse, void, undefined>;
}

/** The server answers within its own deadline, ten seconds by default, and reports vendors that do not. */
const answerTimeout = 60 * SECOND;
/** A stream reports the state of a task at once. If nothing arrives for this long, a proxy holds the stream back. */
const firstEventTimeout = 30 * SECOND;
/** A live server sends something every twelve seconds. */
const idleTimeout = 45 * SECOND;

const json = 'application/graphql-response+json, application/json';
const events = 'text/event-stream';

export function createApiClient(
  { url, token }: Endpoint,
  context: Pick<CommandContext, 'fetch' | 'schedule'>,
): ApiClient {
  const post = (body: string, accept: string, signal: AbortSignal): Promise<Response> =>
    context
      .fetch(url, {
        method: 'POST',
        // A token must not follow a redirect to another host.
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          [schemaHeader]: clientSchema,
          accept,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body,
        signal,
      })
      .catch((error: unknown) => {
        // A timeout has its own message.
        signal.throwIfAborted();
        throw new Unreachable(`${url} cannot be reached${codeOf(error)}.`, { cause: error });
      });
  const textOf = (response: Response, signal: AbortSignal): Promise<string> =>
    response.text().catch((error: unknown) => {
      signal.throwIfAborted();
      throw new Unreachable(`${url} closed the connection.`, { cause: error });
    });

  return {
    async query(query, variables, outer) {
      const { signal, expect, end } = timeouts(outer, context.schedule);
      expect(answerTimeout, new Unreachable(`${url} did not answer within ${answerTimeout / SECOND} s.`));
      try {
        const response = await post(JSON.stringify({ query, variables }), json, signal);
        return responseOfText(await textOf(response, signal), response, url);
      } finally {
        end();
      }
    },

    async *subscribe(query, variables, outer) {
      const { signal, expect, end } = timeouts(outer, context.schedule);
      expect(firstEventTimeout, new NoStreams(`${url} did not start a stream.`));
      const heard = (): void => expect(idleTimeout, new Unreachable(`${url} stopped sending.`));
      let failure: unknown;
      let head: Response | undefined;
      const open = async (_url: string, request: RequestInit): Promise<Response> => {
        try {
          const either = request.signal == null ? signal : AbortSignal.any([signal, request.signal]);
          head = await post(JSON.stringify({ query, variables }), events, either);
          if (head.headers.get('content-type')?.startsWith(events) !== true || head.body === null) {
            responseOfText(await textOf(head, signal), head, url);
            throw new NoStreams(`${url} sent a single response instead of a stream.`);
          }
          const body = head.body.pipeThrough(tapped(heard), { signal: either });
          return new Response(body, { headers: head.headers });
        } catch (error) {
          // graphql-sse keeps only the message of an error.
          failure = error;
          throw error;
        }
      };
      const client = createClient({ url, retryAttempts: 0, fetchFn: open });
      const dispose = (): void => client.dispose();
      signal.addEventListener('abort', dispose);
      try {
        for await (const event of client.iterate({ query, variables: { ...variables } })) {
          yield responseOf(event, head ?? Response.error(), url);
        }
        // Disposing of the client ends the iteration without an error.
        signal.throwIfAborted();
      } catch (error) {
        signal.throwIfAborted();
        if (failure !== undefined) throw failure;
        if (error instanceof NetworkError) {
          throw new Unreachable(`${url} closed the connection.`, { cause: error });
        }
        if (error instanceof Unreachable || error instanceof Refused) throw error;
        throw new NoStreams(`${url} sent a malformed stream.`, { cause: error });
      } finally {
        signal.removeEventListener('abort', dispose);
        dispose();
        end();
      }
    },
  };
}

/** Passes a stream through and reports each chunk, including those that only keep the connection open. */
const tapped = (heard: () => void): TransformStream<Uint8Array, Uint8Array> =>
  new TransformStream({
    transform: (chunk, controller) => {
      heard();
      controller.enqueue(chunk);
    },
  });

interface Timeouts {
  /** Aborts when the outer signal does, or with the error of a timeout that passed. */
  readonly signal: AbortSignal;
  /** Starts a timeout and replaces the one before. */
  readonly expect: (within: Milliseconds, otherwise: Error) => void;
  readonly end: () => void;
}

function timeouts(outer: AbortSignal, schedule: Schedule): Timeouts {
  const passed = new AbortController();
  let cancel: (() => void) | undefined;
  return {
    signal: AbortSignal.any([outer, passed.signal]),
    expect: (within, otherwise) => {
      cancel?.();
      cancel = schedule(within, () => passed.abort(otherwise));
    },
    end: () => cancel?.(),
  };
}

/** The code of an error, such as ` (ECONNREFUSED)`; empty if the error has none. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
}
