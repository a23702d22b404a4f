import { GraphQLError } from 'graphql';
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { acceptedEncoding, compress } from './compress.ts';
import type { Encoding } from './compress.ts';

/** The longest response, in characters of JSON. */
const maxCharacters = 10_000_000;

/** A result, and its JSON if it was already created. */
type WrittenResult = ExecutionResult & { readonly stringify?: () => string };

/**
 * Replaces a result whose JSON is too long by an error, and sets the right status. Must come before plugins that record
 * results, so that they see what is sent.
 */
export const responseResults = (): Plugin => ({
  onResultProcess(processed) {
    const { result } = processed;
    if (Symbol.asyncIterator in result) return;
    if (!Array.isArray(result)) {
      processed.setResult(bounded(withoutStatuses(result), maxCharacters));
      return;
    }
    let left = maxCharacters;
    processed.setResult(
      result.map((each: ExecutionResult) => {
        const written = bounded(each, left);
        left -= written.stringify?.().length ?? 0;
        return written;
      }),
    );
  },
});

/** The result, or an error if its JSON is too long. */
export const boundedResult = (result: ExecutionResult): ExecutionResult => bounded(result, maxCharacters);

/** The JSON is reused for sending, unless the result has errors, of which not all properties are sent. */
function bounded(result: ExecutionResult, most: number): WrittenResult {
  const hasErrors = result.errors !== undefined;
  const text = JSON.stringify(hasErrors ? (result.data ?? null) : result);
  if (text.length > most) return { errors: [tooLarge(text.length)] };
  return hasErrors ? result : { ...result, stringify: () => text };
}

const tooLarge = (characters: number): GraphQLError =>
  new GraphQLError(
    `The response would be ${characters} characters long; at most ${maxCharacters} are sent. Ask for fewer rows or fields.`,
    { extensions: { code: 'RESPONSE_TOO_LARGE', http: { spec: true, status: 400 } } },
  );

/**
 * A result with data is a success, whatever its errors (GraphQL over HTTP, application/graphql-response+json): the status of
 * one error does not become the status of the response.
 */
const withoutStatuses = (result: ExecutionResult): ExecutionResult =>
  result.data === undefined || result.data === null || result.errors === undefined
    ? result
    : { ...result, errors: result.errors.map(withoutStatus) };

function withoutStatus(error: GraphQLError): GraphQLError {
  const { http: status, ...extensions } = error.extensions;
  if (status === undefined) return error;
  const { nodes = null, source = null, positions = null, path = null, originalError = null } = error;
  return new GraphQLError(error.message, { nodes, source, positions, path, originalError, extensions });
}

/** The smallest response that is compressed, in bytes. Shorter ones fit into one packet anyway. */
const minCompressed = 1_400;

/** The quality of Brotli for responses, each of which is compressed separately. */
const quality = 4;

/** Compresses JSON for clients that accept it, and tells proxies not to buffer event streams. */
export const responseEncoding = (): Plugin => ({
  // Returns no promise for most responses: yoga would await it, and everything after it.
  onResponse(sent) {
    const { headers } = sent.response;
    const type = headers.get('content-type');
    if (type?.startsWith('text/event-stream') === true) headers.set('x-accel-buffering', 'no');
    const encoding = acceptedEncoding(sent.request.headers.get('accept-encoding'));
    if (encoding === undefined || type === null || !/^application\/[\w+-]*json/.test(type)) return undefined;
    if (!(Number(headers.get('content-length')) >= minCompressed)) return undefined;
    return compressResponse(sent, encoding);
  },
});

type SentResponse = Parameters<NonNullable<Plugin['onResponse']>>[0];

async function compressResponse(sent: SentResponse, encoding: Encoding): Promise<void> {
  const { headers, status, statusText } = sent.response;
  const body = await compress(Buffer.from(await sent.response.text()), encoding, quality);
  headers.append('vary', 'accept-encoding');
  headers.set('content-encoding', encoding);
  headers.delete('content-length');
  sent.setResponse(new sent.fetchAPI.Response(body, { status, statusText, headers }));
}
