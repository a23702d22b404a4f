import { readFileSync } from 'node:fs';
import { compressedOnce } from './graphql/http/compress.ts';
import type { Answer, Route, Routes } from './observability/route.ts';
import { sha256Hex } from './transport/digest.ts';

/** A file of a page and where it is served. */
interface StaticFile {
  readonly path: string;
  readonly name: string;
  readonly contentType: string;
}

/** The only files that are served. Other paths are never looked up on the disk. */
const dashboardFiles: readonly StaticFile[] = [
  { path: '/', name: 'index.html', contentType: 'text/html; charset=utf-8' },
  { path: '/main.js', name: 'main.js', contentType: 'text/javascript; charset=utf-8' },
  { path: '/main.css', name: 'main.css', contentType: 'text/css; charset=utf-8' },
  { path: '/icon.svg', name: 'icon.svg', contentType: 'image/svg+xml' },
];

/** The files without which the dashboard cannot be shown. Others may be missing. */
const necessary = ['index.html', 'main.js'];

/** The folder where `npm run build` writes the dashboard. The path is the same from `src` and from `dist`. */
const builtDashboard = new URL('../dist/dashboard/', import.meta.url);

/** Allows only content of this origin, and no frames, plug-ins or forms to other origins. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const guards = {
  'content-security-policy': contentSecurityPolicy,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Routes of the dashboard's files, which are read once. If it was not built, a page says so. */
export function dashboardRoutes(directory: URL = builtDashboard): Routes {
  const contents = new Map(dashboardFiles.map(({ name }) => [name, contentOf(new URL(name, directory))]));
  if (necessary.some((name) => contents.get(name) === undefined)) return new Map([['/', () => notBuilt]]);
  return new Map(
    dashboardFiles.flatMap((file): [string, Route][] => {
      const content = contents.get(file.name);
      return content === undefined ? [] : [[file.path, fileRoute(file, content)]];
    }),
  );
}

/** Without the dashboard, `/` redirects to the API. */
export const rootRoutes: Routes = new Map([
  ['/', (): Answer => ({ status: 302, headers: { location: 'graphql' }, body: '' })],
]);

function contentOf(file: URL): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Compressed once at the start, so a high quality is affordable. */
const brotliQuality = 9;

function fileRoute({ contentType }: StaticFile, content: string): Route {
  const pack = compressedOnce(async () => new TextEncoder().encode(content), brotliQuality);
  const tag = sha256Hex(content).slice(0, 16);
  return async (header) => {
    const { body, encoding } = await pack(header('accept-encoding') ?? '');
    const etag = `"${tag}${encoding === undefined ? '' : `-${encoding}`}"`;
    const headers = {
      ...guards,
      'content-type': contentType,
      // File names do not change with a release, so browsers must revalidate.
      'cache-control': 'no-cache',
      vary: 'accept-encoding',
      etag,
      ...(encoding && { 'content-encoding': encoding }),
    };
    const isKnown = header('if-none-match')?.includes(etag) === true;
    return isKnown ? { status: 304, headers, body: '' } : { status: 200, headers, body };
  };
}

const notBuilt: Answer = {
  status: 200,
  headers: { ...guards, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body: `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Edgetasks</title></head>
  <body><p>The dashboard was not built: run <code>npm run build</code>. The API is at <a href="graphql">/graphql</a>.</p></body>
</html>
`,
};
