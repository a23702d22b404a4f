import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { apiOver } from '../api-over.ts';
import { fakeTasks, row } from '../fake-tasks.ts';

const rows = Array.from({ length: 100 }, (_, index) => row({ provider: 'main', taskId: String(index) }));
const large = JSON.stringify({ query: '{ urlDetails(first: 100) { nodes { url createdAt } } }' });
const small = JSON.stringify({ query: '{ providers { name } }' });

const answer = async (body: string, accepted?: string) => {
  const { post } = apiOver(fakeTasks(rows));
  const response = await post(body, accepted === undefined ? {} : { 'accept-encoding': accepted });
  const { headers } = response;
  return {
    encoding: headers.get('content-encoding'),
    vary: headers.get('vary'),
    type: headers.get('content-type'),
    bytes: Buffer.from(await response.arrayBuffer()),
  };
};

describe('a large response', () => {
  it('is compressed as the client accepts, and is the same', async () => {
    const plain = await answer(large);
    const [gzip, brotli] = [await answer(large, 'gzip, deflate'), await answer(large, 'gzip, deflate, br')];
    expect([plain.encoding, gzip.encoding, brotli.encoding]).toEqual([null, 'gzip', 'br']);
    expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
    expect(brotliDecompressSync(brotli.bytes).equals(plain.bytes)).toBe(true);
    for (const { vary, type } of [gzip, brotli]) {
      expect([vary, type]).toEqual(['accept-encoding', 'application/json; charset=utf-8']);
    }
    expect(brotli.bytes.length).toBeLessThan(plain.bytes.length / 5);
  });

  it.each(['identity', 'br;q=0, gzip;q=0', 'zstd'])('is not compressed for %s', async (accepted) => {
    expect((await answer(large, accepted)).encoding).toBeNull();
  });
});

describe('a small response', () => {
  it('is never compressed', async () => {
    expect(await answer(small, 'br')).toMatchObject({ encoding: null, vary: null });
  });
});

describe('an event stream', () => {
  it('is neither compressed nor buffered by proxies, and begins with a comment', async () => {
    const { post } = apiOver(fakeTasks([row({ provider: 'main', taskId: '1' })]));
    const query = 'subscription { taskProgress(id: "nonsense") { __typename } }';
    const response = await post(JSON.stringify({ query }), {
      accept: 'text/event-stream',
      'accept-encoding': 'br',
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(await response.text()).toMatch(/^:\n\n/);
  });
});
