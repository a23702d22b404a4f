import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

const tooLarge = (most: number): GraphQLError =>
  new GraphQLError(`The request is larger than the ${most} bytes that are read.`, {
    extensions: { code: 'REQUEST_TOO_LARGE', http: { status: 413, headers: { connection: 'close' } } },
  });

/**
 * Refuses bodies of more bytes. What tells its length is believed, for the HTTP parser holds it to that; only what does not
 * is counted. (Yoga's own limit copies every body through a stream, a third of the cost of a small request.)
 */
export const bodyLimit = (most: number): Plugin => ({
  onRequestParse({ request, requestParser, setRequestParser, fetchAPI }) {
    if (request.method !== 'POST' || requestParser === undefined) return;
    const length = request.headers.get('content-length');
    if (length !== null) {
      if (Number(length) > most) throw tooLarge(most);
      return;
    }
    setRequestParser(async (streamed) => {
      const { url, method, headers } = streamed;
      const body = await bodyWithin(most, streamed);
      return requestParser(new fetchAPI.Request(url, { method, headers, body }));
    });
  },
});

async function bodyWithin(most: number, request: Request): Promise<string> {
  // Left alone when it is too large: to cancel it would cut the connection before the answer is out.
  const reader = request.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let read = 0;
  for (;;) {
    const chunk = await reader?.read();
    if (chunk === undefined || chunk.done) return text + decoder.decode();
    read += chunk.value.byteLength;
    if (read > most) throw tooLarge(most);
    text += decoder.decode(chunk.value, { stream: true });
  }
}
