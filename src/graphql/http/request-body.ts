import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';

const tooLarge = (maxBytes: number): GraphQLError =>
  new GraphQLError(`The request body is larger than ${maxBytes} bytes.`, {
    extensions: { code: 'REQUEST_TOO_LARGE', http: { status: 413, headers: { connection: 'close' } } },
  });

const malformed = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });

/**
 * Reads the parameters of a request from at most `maxBytes`. The HTTP parser enforces a `Content-Length`, so only a
 * body without one is counted. (Yoga's own limit copies every body through a stream, a third of the cost of a small
 * request.)
 */
export const requestBody = (maxBytes: number): Plugin => ({
  onRequestParse({ request, requestParser, setRequestParser, fetchAPI }) {
    if (requestParser === undefined) return;
    if (request.method !== 'POST') return setRequestParser((given) => readable(() => requestParser(given)));
    const length = request.headers.get('content-length');
    if (Number(length) > maxBytes) throw tooLarge(maxBytes);
    const read = (given: Request): Promise<string> =>
      length === null ? countedText(given, maxBytes) : given.text();
    if (isJson(request.headers.get('content-type'))) {
      return setRequestParser((given) => read(given).then(jsonParameters));
    }
    setRequestParser(async (given) => {
      const { url, method, headers } = given;
      const body = await read(given);
      return readable(() => requestParser(new fetchAPI.Request(url, { method, headers, body })));
    });
  },
});

const isJson = (contentType: string | null): boolean =>
  contentType !== null && /^application\/(?:graphql\+)?json\s*(?:[;,]|$)/i.test(contentType);

function jsonParameters(text: string): GraphQLParams | GraphQLParams[] {
  let parameters: GraphQLParams | GraphQLParams[] | null;
  try {
    parameters = JSON.parse(text);
  } catch {
    throw malformed('The request body is not valid JSON.');
  }
  if (typeof parameters === 'object' && parameters !== null) return parameters;
  throw malformed('The request body must be a JSON object such as {"query": "{ providers { name } }"}.');
}

/** Parameters of a URL contain JSON too. */
async function readable<Value>(parse: () => Value): Promise<Awaited<Value>> {
  try {
    return await parse();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw malformed('`variables` and `extensions` must be valid JSON objects.');
  }
}

async function countedText(request: Request, maxBytes: number): Promise<string> {
  // The body is not cancelled if it is too large: that would close the connection before the response is sent.
  const reader = request.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const chunk = await reader?.read();
    if (chunk === undefined || chunk.done) return text + decoder.decode();
    size += chunk.value.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    text += decoder.decode(chunk.value, { stream: true });
  }
}
