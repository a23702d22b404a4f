import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { getOperationAST, OperationTypeNode } from 'graphql';
import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import { processRegularResult } from 'graphql-yoga';
import type { FetchAPI } from 'graphql-yoga';
import type { CallTotals } from '../../domain/request-scope.ts';
import type { Milliseconds } from '../../domain/time.ts';
import type { WhenGone } from '../../engine/call/deadline.ts';
import type { Context } from '../context.ts';
import type { Execute } from './compiled.ts';
import { bearerToken } from './access.ts';
import type { Authenticate, Grant } from './access.ts';
import type { LeaveOf } from './cors.ts';
import { deadlineHeader, deadlineOf } from './deadline.ts';
import type { KnownDocuments } from './known-documents.ts';
import { withoutStatuses } from './partial-answers.ts';
import { plainMediaType, readText } from './plain-post.ts';
import type { MediaType } from './plain-post.ts';
import { withCalls } from './vendor-calls.ts';

/** Who looks on while one plain query is answered. */
export interface QueryWatch {
  /** The request's id, which the answer tells. */
  readonly id: string;
  sentBy(client: string): void;
  executed(given: ExecutionArgs, result: ExecutionResult, calls: readonly CallTotals[]): void;
  failed(errors: readonly GraphQLError[]): void;
  /** The last that is told. */
  answered(status: number): void;
}

/** Begins to look on. `isAborted` tells whether the client has gone. */
export type WatchQuery = (request: IncomingMessage, isAborted: () => boolean) => QueryWatch;

export interface PlainQueryParts {
  readonly endpoint: string;
  readonly mostBodyBytes: number;
  readonly schema: GraphQLSchema;
  readonly documents: Pick<KnownDocuments, 'get'>;
  readonly execute: Execute;
  readonly authenticate: Authenticate | undefined;
  readonly longestDeadline: Milliseconds;
  readonly contextOf: (
    grant: Grant | undefined,
    client: string,
    deadlineMs: Milliseconds,
    whenGone: WhenGone,
  ) => Context;
  readonly isTooLarge: (
    query: Pick<ExecutionArgs, 'document' | 'operationName' | 'variableValues'>,
  ) => boolean;
  readonly maskError: (error: unknown) => GraphQLError;
  readonly leaveOf: LeaveOf;
  readonly watch: WatchQuery;
  readonly fetchAPI: FetchAPI;
  /** Answers everything else. */
  readonly otherwise: RequestListener;
}

/** What is needed to execute, all of it in order. */
interface PlainQuery {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variableValues: Readonly<Record<string, unknown>> | undefined;
  readonly grant: Grant | undefined;
  readonly deadlineMs: Milliseconds;
}

/**
 * Answers the request that nearly all are: a query in a POST of JSON, allowed, and known to be sound from an earlier one.
 * It saves yoga's `Request`, `Response` and hooks, which cost three times what is left. Whatever is not exactly so goes on
 * to yoga, refusals included, so that there is one judge of requests and one wording.
 */
export function plainQueries(parts: PlainQueryParts): RequestListener {
  const { endpoint, mostBodyBytes, otherwise, maskError } = parts;
  return (request, response) => {
    const mediaType = plainMediaType(request, endpoint, mostBodyBytes);
    if (mediaType === undefined) return otherwise(request, response);
    const answered = async (body: string): Promise<void> => {
      const query = plainQueryOf(request, body, parts);
      if (query === undefined) return otherwise(withBody(request, body), response);
      await answer(request, response, query, mediaType, parts);
    };
    const failed = (error: unknown): void => {
      const told = { errors: [maskError(error)] };
      if (!response.headersSent) write(response, 500, { 'content-type': mediaType }, JSON.stringify(told));
      response.end();
    };
    readText(request, (body) => void answered(body).catch(failed));
  };
}

/** A request whose body was read, for somebody who would read it; where frameworks leave a body, yoga finds it. */
const withBody = (request: IncomingMessage, text: string): IncomingMessage =>
  Object.assign(request, { body: Readable.from([Buffer.from(text)]) });

function plainQueryOf(
  { headers }: IncomingMessage,
  body: string,
  { documents, authenticate, longestDeadline, isTooLarge }: PlainQueryParts,
): PlainQuery | undefined {
  const token = authenticate === undefined ? undefined : bearerToken(headers.authorization);
  const grant = token === undefined ? undefined : authenticate?.(token);
  if (authenticate !== undefined && grant === undefined) return undefined;
  const asked = plainParameters(body);
  const document = asked && documents.get(asked.query);
  if (asked === undefined || document === undefined) return undefined;
  const { operationName, variableValues } = asked;
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.QUERY) return undefined;
  if (isTooLarge({ document, operationName, variableValues })) return undefined;
  try {
    const deadlineMs = deadlineOf(headers[deadlineHeader]?.toString(), longestDeadline);
    return { document, operationName, variableValues, grant, deadlineMs };
  } catch {
    return undefined;
  }
}

interface Parameters {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variableValues: Readonly<Record<string, unknown>> | undefined;
}

/** The parameters of a query that is sent in full; undefined where anything about them is not as usual. */
function plainParameters(body: string): Parameters | undefined {
  const given = parsed(body);
  if (!isObject(given)) return undefined;
  const { query, operationName = null, variables = null, extensions = null } = given;
  if (typeof query !== 'string') return undefined;
  if (operationName !== null && typeof operationName !== 'string') return undefined;
  if (variables !== null && !isObject(variables)) return undefined;
  if (extensions !== null && (!isObject(extensions) || 'persistedQuery' in extensions)) return undefined;
  if (Object.keys(given).some((name) => !parameterNames.has(name))) return undefined;
  return { query, operationName: operationName ?? undefined, variableValues: variables ?? undefined };
}

const parameterNames: ReadonlySet<string> = new Set(['query', 'operationName', 'variables', 'extensions']);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { document, operationName, variableValues, grant, deadlineMs }: PlainQuery,
  mediaType: MediaType,
  parts: PlainQueryParts,
): Promise<void> {
  const watch = parts.watch(request, () => hasGone(response));
  if (grant !== undefined) watch.sentBy(grant.name);
  const contextValue = parts.contextOf(
    grant,
    grant?.name ?? request.socket.remoteAddress ?? '',
    deadlineMs,
    whenGone(response),
  );
  const given: ExecutionArgs = {
    schema: parts.schema,
    document,
    contextValue,
    operationName: operationName ?? null,
    variableValues: variableValues ?? null,
  };
  const result = await executed(given, parts);
  contextValue.closeScope();
  const calls = contextValue.scope.calls.totals;
  watch.executed(given, result, calls);
  const errors = result.errors?.map(parts.maskError);
  if (errors !== undefined) watch.failed(errors);
  const whole = withCalls(errors === undefined ? result : { ...result, errors }, calls);
  const headers = { 'x-request-id': watch.id, ...parts.leaveOf(request.headers.origin) };
  const status =
    errors === undefined
      ? write(
          response,
          200,
          { 'content-type': `${mediaType}; charset=utf-8`, ...headers },
          JSON.stringify(whole),
        )
      : await writeErrors(response, withoutStatuses(whole), mediaType, headers, parts.fetchAPI);
  watch.answered(status);
}

const hasGone = (response: ServerResponse): boolean => response.closed && !response.writableFinished;

const whenGone =
  (response: ServerResponse): WhenGone =>
  (leave) => {
    const closed = (): void => leave(new DOMException('The client has gone.', 'AbortError'));
    response.once('close', closed);
    if (hasGone(response)) closed();
    return () => response.off('close', closed);
  };

async function executed(given: ExecutionArgs, parts: PlainQueryParts): Promise<ExecutionResult> {
  try {
    return await parts.execute(given);
  } catch (error) {
    return { errors: [parts.maskError(error)] };
  }
}

function write(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): number {
  const bytes = Buffer.byteLength(body);
  response.writeHead(status, { ...headers, 'content-length': bytes });
  // As many bytes as characters: plain ASCII, which goes out as it lies in memory.
  response.end(body, bytes === body.length ? 'latin1' : 'utf8');
  return status;
}

/** Which status an error comes to, and what of it is shown, is yoga's to say. */
async function writeErrors(
  response: ServerResponse,
  result: ExecutionResult,
  mediaType: MediaType,
  headers: Readonly<Record<string, string>>,
  fetchAPI: FetchAPI,
): Promise<number> {
  const rendered = processRegularResult(result, fetchAPI, mediaType);
  const all = { ...Object.fromEntries(rendered.headers), ...headers };
  return write(response, rendered.status, all, await rendered.text());
}
