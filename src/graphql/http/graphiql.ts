import type { Plugin } from 'graphql-yoga';
import { compressedOnce, once } from './compress.ts';
import { graphiqlAssets, graphiqlPage } from './graphiql-page.ts';
import type { Example } from './graphiql-page.ts';

export interface GraphiqlParts {
  /** The URL path of the API. */
  readonly endpoint: string;
  /** Called when GraphiQL is first opened. */
  readonly examples: () => Promise<readonly Example[]>;
  /** A new secret for each page. */
  readonly newNonce: () => string;
}

type OnRequest = NonNullable<Plugin['onRequest']>;

/** The script has nine megabytes. The best quality would take half a minute. */
const brotliQuality = 4;

/** Allows only its own script and requests to its own server. The editor needs inline styles and workers from blobs. */
const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    "connect-src 'self'",
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const guards = {
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** Serves GraphiQL without requests to other hosts. Created when it is first opened. */
export function graphiql({ endpoint, examples, newNonce }: GraphiqlParts): Plugin {
  const assets = once(graphiqlAssets);
  const tabs = once(examples);
  const file = (name: 'script' | 'style') =>
    compressedOnce(async () => new TextEncoder().encode((await assets())[name]), brotliQuality);
  const files = new Map([
    [`${endpoint}/graphiql.js`, { content: file('script'), type: 'text/javascript; charset=utf-8' }],
    [`${endpoint}/graphiql.css`, { content: file('style'), type: 'text/css; charset=utf-8' }],
  ]);
  // Relative to the page, which has no slash at its end.
  const folder = endpoint.slice(endpoint.lastIndexOf('/') + 1);
  const page = async (nonce: string): Promise<string> =>
    graphiqlPage(await assets(), { examples: await tabs().catch(() => []), folder, nonce });
  const answerGet: OnRequest = async (asked) => {
    const { request, url, fetchAPI } = asked;
    const found = files.get(url.pathname);
    if (found !== undefined) {
      const { body, encoding } = await found.content(request.headers.get('accept-encoding'));
      const headers = {
        ...guards,
        'content-type': found.type,
        vary: 'accept-encoding',
        ...(encoding && { 'content-encoding': encoding }),
      };
      asked.endResponse(new fetchAPI.Response(body, { headers }));
    } else if (url.pathname === endpoint && acceptsPage(request)) {
      const nonce = newNonce();
      const headers = {
        ...guards,
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': contentSecurityPolicy(nonce),
        vary: 'accept',
      };
      asked.endResponse(new fetchAPI.Response(await page(nonce), { headers }));
    }
  };
  return {
    // Returns no promise for other methods: yoga would await it, and everything after it.
    onRequest: (asked) => (asked.request.method === 'GET' ? answerGet(asked) : undefined),
  };
}

/** Whether the request is a browser's navigation to a page. */
export const acceptsPage = ({ headers }: Request): boolean =>
  headers.get('accept')?.includes('text/html') === true;
