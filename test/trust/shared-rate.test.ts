import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { loadSettings } from '../../src/config.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { RedisServer } from '../engine/redis-server.ts';
import { needs } from '../needs.ts';
import { accountNames, company } from './company.ts';
import { busiestSeconds } from './soak/busiest-second.ts';
import { configurationFor } from './world.ts';

needs('redis-server');

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('three instances that share a Redis', () => {
  let redis: RedisServer;

  beforeAll(async () => {
    redis = await RedisServer.prepare();
    await redis.start();
  });

  afterAll(() => redis.remove());

  it('show a vendor no more calls in any second than one instance may', async () => {
    const accounts = company(Date.now());
    const emulator = await startEmulator({ accounts });
    const text = configurationFor(emulator, { accounts });
    const environment = {
      EDGETASKS_CONFIG: 'shared.json',
      PORT: '0',
      EDGETASKS_REDIS_URL: redis.socket,
      EDGETASKS_INSTANCES: '3',
    };
    const settings = loadSettings(vendors, environment, () => text);
    const apps = await Promise.all([1, 2, 3].map(() => createApp(settings, silent)));
    try {
      const provider = accountNames.TENCENT_CDN;
      const lookUp = async (index: number): Promise<string> => {
        const query = `{ task(provider: "${provider}", taskId: "77${index}", kind: PURGE_URL) { __typename } }`;
        const response = await apps[index % 3]?.api.fetch('http://localhost/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        });
        return (await response?.text()) ?? '';
      };
      const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => lookUp(index)));
      expect(answers.filter((answer) => !answer.includes('NotFoundError'))).toEqual([]);
      const [busiest] = busiestSeconds(emulator.calls, 0);
      expect(emulator.calls).toHaveLength(60);
      expect(busiest?.calls).toBeLessThanOrEqual(20);
      expect(emulator.calls.map(({ code }) => code).filter((code) => code !== undefined)).toEqual([]);
    } finally {
      await Promise.all(apps.map((app) => app.close()));
      await emulator.close();
    }
  });
});
