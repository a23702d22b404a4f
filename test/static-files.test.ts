import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { Routes } from '../src/observability/route.ts';
import { dashboardRoutes } from '../src/static-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'edgetasks-dashboard-'));
const script = 'console.log("a script long enough to be worth packing");'.repeat(20);
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
writeFileSync(join(folder, 'main.js'), script);
writeFileSync(join(folder, 'secret.txt'), 'hush');
const built = dashboardRoutes(pathToFileURL(`${folder}/`));

afterAll(() => rmSync(folder, { recursive: true }));

async function get(routes: Routes, path: string, headers: Record<string, string> = {}) {
  const answer = await routes.get(path)?.((name) => headers[name]);
  if (answer === undefined) throw new Error(`There is no ${path}`);
  return answer;
}

const packed = (accepted: string) => get(built, '/main.js', { 'accept-encoding': accepted });

describe('the files of the dashboard', () => {
  it('are served only by fixed names, if they were built', () => {
    expect([...built.keys()]).toEqual(['/', '/main.js']);
  });

  it('are compressed as the browser accepts', async () => {
    const [plain, zipped, smallest] = [
      await packed(''),
      await packed('gzip'),
      await packed('gzip, deflate, br'),
    ];
    expect(Buffer.from(plain.body).toString()).toBe(script);
    expect(gunzipSync(zipped.body).toString()).toBe(script);
    expect(brotliDecompressSync(smallest.body).toString()).toBe(script);
    expect([plain, zipped, smallest].map(({ headers }) => headers['content-encoding'])).toEqual([
      undefined,
      'gzip',
      'br',
    ]);
    expect(new Set([plain, zipped, smallest].map(({ headers }) => headers['etag'])).size).toBe(3);
  });

  it('are not sent again if they have not changed', async () => {
    const { headers } = await get(built, '/');
    const etag = headers['etag'] ?? '';
    expect(await get(built, '/', { 'if-none-match': `"other", ${etag}` })).toMatchObject({
      status: 304,
      body: '',
      headers: { etag },
    });
    expect((await get(built, '/', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('may load nothing of other origins, and may not be in a frame', async () => {
    const { headers } = await get(built, '/');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).toMatch(/^default-src 'self'; .*frame-ancestors 'none'/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  it('are replaced by a page with a link to the API if they were not built', async () => {
    const { status, body } = await get(dashboardRoutes(pathToFileURL('/nowhere/')), '/');
    expect(status).toBe(200);
    expect(body).toContain('href="graphql"');
  });
});
