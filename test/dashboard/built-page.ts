import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the dashboard as the package does, in a folder of its own, and gives that folder. */
export function buildPage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'edgetasks-dashboard-'));
  const script = ['run', '--silent', 'build:dashboard', '--', `--outdir=${folder}`];
  execFileSync('npm', script, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  return folder;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** A file of the page with its headers, the strict ones that it must be able to live with; undefined where it has none. */
export function pageFile(folder: string, url: string) {
  const path = url.replace(/\?.*$/, '');
  const file = new URL(path === '/' ? 'index.html' : path.slice(1), pathToFileURL(`${folder}/`));
  const type = types[extname(file.pathname)];
  if (type === undefined || !existsSync(file)) return undefined;
  return {
    headers: {
      'content-type': type,
      'content-security-policy':
        "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    },
    body: readFileSync(file),
  };
}
