import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { apiOver } from '../api-over.ts';
import { fakeTasks, row } from '../fake-tasks.ts';

const rows = [row({ provider: 'main', taskId: '1' }), row({ provider: 'aliyun', taskId: '2' })];

describe('GraphiQL', () => {
  const page = { accept: 'text/html' };

  it('is one whole page that asks no other host, with the examples in it', async () => {
    const { api } = apiOver(fakeTasks(rows));
    const response = await api.fetch('http://localhost/graphql', { headers: page });
    const html = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('query Example { providers { name } }');
    expect(html).not.toMatch(/<(?:script|link)[^>]+(?:src|href)="https?:/);
  });

  it('is packed as the browser likes', async () => {
    const { api } = apiOver(fakeTasks(rows));
    const packed = async (accepted: string): Promise<[string | null, Buffer]> => {
      const response = await api.fetch('http://localhost/graphql', {
        headers: { ...page, 'accept-encoding': accepted },
      });
      return [response.headers.get('content-encoding'), Buffer.from(await response.arrayBuffer())];
    };
    const [whole, packedByGzip, packedByBrotli] = await Promise.all([
      packed('identity'),
      packed('gzip'),
      packed('gzip, br'),
    ]);
    expect([whole[0], packedByGzip[0], packedByBrotli[0]]).toEqual([null, 'gzip', 'br']);
    expect(gunzipSync(packedByGzip[1]).equals(whole[1])).toBe(true);
    expect(brotliDecompressSync(packedByBrotli[1]).equals(whole[1])).toBe(true);
    expect((await packed('br;q=0, gzip'))[0]).toBe('gzip');
  });

  it('can be off', async () => {
    const { api } = apiOver(fakeTasks(rows), {}, { isGraphiqlOn: false });
    const response = await api.fetch('http://localhost/graphql', { headers: page });
    expect(response.status).toBe(406);
  });
});
