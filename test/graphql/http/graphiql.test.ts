import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { apiOver } from '../api-over.ts';
import { fakeTasks, row } from '../fake-tasks.ts';

const rows = [row({ provider: 'main', taskId: '1' }), row({ provider: 'aliyun', taskId: '2' })];
const page = { accept: 'text/html' };
const hostile = `</script><script>alert(1)</script><!-- <script> \u2028 &lt;`;

describe('GraphiQL', () => {
  it('contains the examples and sends no request to another host', async () => {
    const { api } = apiOver(fakeTasks(rows));
    const response = await api.fetch('http://localhost/graphql', { headers: page });
    const html = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('query Example { providers { name } }');
    expect(html).not.toMatch(/<(?:script|link)[^>]+(?:src|href)="(?:https?:|\/)/);
  });

  it('embeds data that cannot leave their element, and executes its own script alone', async () => {
    const examples = async () => [{ query: '{ a }', variables: JSON.stringify({ url: hostile }) }];
    let nonces = 0;
    const { api } = apiOver(fakeTasks(rows), { examples, newId: () => `nonce-${(nonces += 1)}` });
    const response = await api.fetch('http://localhost/graphql', { headers: page });
    const html = await response.text();
    const [, embedded = ''] = /id="options">(.*?)<\/script>/s.exec(html) ?? [];
    expect(embedded).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(embedded)).toMatchObject({
      defaultTabs: [{ variables: JSON.stringify({ url: hostile }) }],
    });
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'nonce-nonce-1';");
    expect(html.match(/<script(?! type="application\/json")[^>]*>/g)).toEqual([
      '<script nonce="nonce-1" src="graphql/graphiql.js">',
    ]);
    const again = await api.fetch('http://localhost/graphql', { headers: page });
    expect(again.headers.get('content-security-policy')).toContain("'nonce-nonce-2'");
  });

  it('loads a script and a style, compressed as the browser accepts', async () => {
    const { api } = apiOver(fakeTasks(rows));
    const loaded = async (name: string, accepted: string) => {
      const url = `http://localhost/graphql/${name}`;
      const response = await api.fetch(url, { headers: { 'accept-encoding': accepted } });
      return {
        body: Buffer.from(await response.arrayBuffer()),
        encoding: response.headers.get('content-encoding'),
        type: response.headers.get('content-type'),
      };
    };
    const plain = await loaded('graphiql.js', 'identity');
    const [gzip, brotli] = [await loaded('graphiql.js', 'gzip'), await loaded('graphiql.js', 'gzip, br')];
    expect([plain.encoding, gzip.encoding, brotli.encoding]).toEqual([null, 'gzip', 'br']);
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    expect(plain.type).toBe('text/javascript; charset=utf-8');
    expect((await loaded('graphiql.js', 'br;q=0, gzip')).encoding).toBe('gzip');
    expect((await loaded('graphiql.css', 'br')).type).toBe('text/css; charset=utf-8');
  });

  it('tries again for examples that could not be found', async () => {
    let attempts = 0;
    const examples = async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('not yet');
      return [{ query: 'query Found { a }' }];
    };
    const { api } = apiOver(fakeTasks(rows), { examples });
    const html = async () => (await api.fetch('http://localhost/graphql', { headers: page })).text();
    expect(await html()).not.toContain('Found');
    expect(await html()).toContain('Found');
  });

  it('can be turned off', async () => {
    const { api } = apiOver(fakeTasks(rows), {}, { isGraphiqlOn: false });
    const response = await api.fetch('http://localhost/graphql', { headers: page });
    expect(response.status).toBe(406);
    expect((await api.fetch('http://localhost/graphql/graphiql.js')).status).toBe(404);
  });
});
