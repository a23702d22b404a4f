import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'graphql-yoga';

/** A tab that GraphiQL opens with. */
export interface Example {
  /** With its comments, which say what it is for. */
  readonly query: string;
  /** As JSON. */
  readonly variables?: string | undefined;
}

type Bytes = Uint8Array<ArrayBuffer>;

const packers: Record<'br' | 'gzip', (page: Bytes) => Promise<Bytes>> = {
  // The page is nine megabytes: the best quality would take half a minute.
  br: async (page) =>
    new Uint8Array(
      await promisify(brotliCompress)(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
    ),
  gzip: async (page) => new Uint8Array(await promisify(gzip)(page)),
};

type Encoding = keyof typeof packers;

/** GraphiQL, whole and by itself: it asks nothing of any other host. Built and packed once, when it is first asked for. */
export function graphiql(endpoint: string, examples: () => Promise<readonly Example[]>): Plugin {
  const page = once(async () => new TextEncoder().encode(await render(endpoint, await examples())));
  const packed: Record<Encoding, () => Promise<Bytes>> = {
    br: once(async () => packers.br(await page())),
    gzip: once(async () => packers.gzip(await page())),
  };
  return {
    async onRequest(asked) {
      const { request, url, fetchAPI } = asked;
      if (request.method !== 'GET' || request.headers.get('accept')?.includes('text/html') !== true) return;
      if (url.pathname !== endpoint) return;
      const encoding = acceptable(request.headers.get('accept-encoding') ?? '');
      const body = await (encoding === undefined ? page() : packed[encoding]());
      const headers = {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        vary: 'accept, accept-encoding',
        'x-frame-options': 'DENY',
        ...(encoding && { 'content-encoding': encoding }),
      };
      asked.endResponse(new fetchAPI.Response(body, { headers }));
    },
  };
}

const acceptable = (accepted: string): Encoding | undefined =>
  (['br', 'gzip'] as const).find((encoding) =>
    new RegExp(`\\b${encoding}\\b(?!;q=0(?:\\.0*)?\\b)`).test(accepted),
  );

async function render(endpoint: string, examples: readonly Example[]): Promise<string> {
  // Nobody else pays for loading it.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const page = renderGraphiQL({
    title: 'Edgetasks',
    endpoint,
    defaultTabs: examples.map(({ query, variables }) => ({ query, variables: variables ?? null })),
    defaultEditorToolsVisibility: 'variables',
    subscriptionsProtocol: 'SSE',
    // Subscriptions go by GET, which is answered only with a header that no foreign page can send.
    additionalHeaders: { 'x-graphql-yoga-csrf': 'graphiql' },
  });
  return page.replace('</head>', `<style>${tabsStayPut}</style></head>`);
}

/** GraphiQL animates its tabs into place; a tab that is pressed jumps away from under the pointer, and is not opened. */
const tabsStayPut = '.graphiql-tab { transform: none !important; }';

/** Makes a thing when it is first asked for; a failure is not kept. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
