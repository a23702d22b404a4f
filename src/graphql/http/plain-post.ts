import type { IncomingMessage } from 'node:http';

/** How an answer may be written. */
export type MediaType = 'application/json' | 'application/graphql-response+json';

/** The `Accept` headers that clients send, without blanks, and what each comes to. */
const mediaTypes: ReadonlyMap<string, MediaType> = new Map([
  ['*/*', 'application/json'],
  ['application/json', 'application/json'],
  ['application/json,*/*', 'application/json'],
  ['application/graphql-response+json', 'application/graphql-response+json'],
  ['application/graphql-response+json,application/json', 'application/graphql-response+json'],
  ['application/graphql-response+json,application/json;q=0.9', 'application/graphql-response+json'],
  [
    'application/graphql-response+json,application/graphql+json,application/json,text/event-stream,multipart/mixed',
    'application/graphql-response+json',
  ],
]);

/** How to answer a POST of JSON that says how long it is; undefined for every other request. */
export function plainMediaType(
  { method, url, headers }: IncomingMessage,
  endpoint: string,
  mostBytes: number,
): MediaType | undefined {
  if (method !== 'POST' || url !== endpoint) return undefined;
  if (!isJson(headers['content-type']) || headers['content-encoding'] !== undefined) return undefined;
  // Not a number where it is absent, which no comparison lets through.
  if (!(Number(headers['content-length']) <= mostBytes)) return undefined;
  return mediaTypes.get(headers.accept?.replaceAll(' ', '') ?? '*/*');
}

const isJson = (contentType: string | undefined): boolean =>
  contentType === 'application/json' || contentType === 'application/json; charset=utf-8';

/** Reads the body to its end. Never tells of a client that goes away in the middle: nobody waits for an answer then. */
export function readText(request: IncomingMessage, done: (text: string) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.once('end', () => {
    const [only] = chunks;
    done((chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)).toString('utf8'));
  });
}
