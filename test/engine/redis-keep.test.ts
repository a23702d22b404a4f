import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RowPage } from '../../src/domain/source.ts';
import { FINAL_LIFETIME, memoryCache, type Cache } from '../../src/engine/keep.ts';
import { connectRedis } from '../../src/engine/redis-connection.ts';
import { redisKeep } from '../../src/engine/redis-keep.ts';
import { needs } from '../needs.ts';
import { RedisServer } from './redis-server.ts';

const page: RowPage = {
  rows: [
    {
      provider: 'edge',
      kind: 'PREFETCH',
      taskId: 'job1',
      url: 'https://www.example.com/ä?b=%20',
      domain: 'www.example.com',
      state: 'SUCCEEDED',
      createdAt: 1,
      observedAt: 2,
      raw: { JobId: 'job1', FailType: null },
    },
  ],
  rowsAnswered: 1,
  totalCount: 1,
};

describe.skipIf(!needs('redis-server'))('the store of final rows in Redis', () => {
  let server: RedisServer;
  const ends: (() => void)[] = [];

  beforeEach(async () => {
    server = await RedisServer.prepare();
    await server.start();
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) end();
    await server.remove();
  });

  async function instance(): Promise<Cache> {
    const redis = await connectRedis(server.socket, () => undefined);
    ends.push(() => redis.disconnect());
    return redisKeep({
      redis,
      memory: memoryCache(100, Date.now),
      fingerprint: (text) => `hash of ${text}`,
    });
  }

  test('gives one instance what another has read', async () => {
    const [one, other] = [await instance(), await instance()];
    one.set('a call', page, FINAL_LIFETIME);
    await expect.poll(() => other.get('a call')).toEqual(page);
    expect(await other.get('another call')).toBeUndefined();
  });

  test('does not share what is in progress', async () => {
    const [one, other] = [await instance(), await instance()];
    one.set('short', page, FINAL_LIFETIME - 1);
    one.set('long', page, FINAL_LIFETIME);
    await expect.poll(() => other.get('long')).toEqual(page);
    expect(await other.get('short')).toBeUndefined();
    expect(await one.get('short')).toEqual(page);
  });

  test('is each for itself while Redis is away', async () => {
    const one = await instance();
    await server.kill();
    one.set('a call', page, FINAL_LIFETIME);
    expect(await one.get('a call')).toEqual(page);
    expect(await one.get('another call')).toBeUndefined();
  });

  test('takes nothing that another program left there', async () => {
    const one = await instance();
    await server.command('set', 'edgetasks:1:rows:hash of a call', '{"key":"a call","page":{"rows":3}}');
    expect(await one.get('a call')).toBeUndefined();
    await server.command('set', 'edgetasks:1:rows:hash of a call', 'not JSON');
    expect(await one.get('a call')).toBeUndefined();
  });
});
