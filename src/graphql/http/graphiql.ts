import type { Plugin } from 'graphql-yoga';
import { compressedOnce } from './compress.ts';

/** A tab that GraphiQL opens with. */
export interface Example {
  /** With its comments, which say what it is for. */
  readonly query: string;
  /** As JSON. */
  readonly variables?: string | undefined;
}

/** The page is nine megabytes: the best quality would take half a minute. */
const brotliQuality = 4;

/** GraphiQL, whole and by itself: it asks nothing of any other host. Built and packed once, when it is first asked for. */
export function graphiql(endpoint: string, examples: () => Promise<readonly Example[]>): Plugin {
  const page = compressedOnce(
    async () => new TextEncoder().encode(await render(endpoint, await examples().catch(() => []))),
    brotliQuality,
  );
  return {
    async onRequest(asked) {
      const { request, url, fetchAPI } = asked;
      if (request.method !== 'GET' || request.headers.get('accept')?.includes('text/html') !== true) return;
      if (url.pathname !== endpoint) return;
      const { body, encoding } = await page(request.headers.get('accept-encoding') ?? '');
      const headers = {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        vary: 'accept, accept-encoding',
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        ...(encoding && { 'content-encoding': encoding }),
      };
      asked.endResponse(new fetchAPI.Response(body, { headers }));
    },
  };
}

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
