import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { App } from '../../src/app.ts';
import { loadSettings } from '../../src/config.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { RedisServer } from '../engine/redis-server.ts';
import { needs } from '../needs.ts';
import { accountNames, company } from './company.ts';
import { busiestSeconds } from './soak/busiest-second.ts';
import { configurationFor } from './world.ts';

needs('redis-server');

/** The flood is one client's. */
const clientLimits = { concurrentRequests: 1_000, vendorCallsPerMinute: 1_000_000 };

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const runs = Number(process.env['RATE_RUNS'] ?? 1);
const seconds = Number(process.env['RATE_SECONDS'] ?? 4);

const provider = accountNames.TENCENT_CDN;

/** Calls of one action in any second, as documented. */
const rate = 20;

describe.each([2, 3])(
  `%i instances that share a Redis (RATE_RUNS=${runs} RATE_SECONDS=${seconds})`,
  (count) => {
    let redis: RedisServer;

    beforeAll(async () => {
      redis = await RedisServer.prepare();
      await redis.start();
    });

    afterAll(() => redis.remove());

    it('are never rejected, and never call more often in any second than one instance may', async () => {
      for (let run = 0; run < runs; run += 1) {
        const { rejected, calls } = await flooded(redis, count, run);
        expect(rejected).toEqual([]);
        expect(
          busiestSeconds(calls, 0).find(({ place }) => place.includes('Purge'))?.calls,
        ).toBeLessThanOrEqual(rate);
        // More was asked for than one second allows.
        expect(calls.length).toBeGreaterThan(rate);
      }
    });
  },
);

/** Lets every instance ask for more than the rate allows, while answers take 0 to 400 ms. */
async function flooded(redis: RedisServer, count: number, run: number) {
  const accounts = company(Date.now());
  const emulator = await startEmulator({ accounts });
  for (const seed of [1, 2, 3, 4]) {
    emulator.inject({ fault: { kind: 'delay', ms: 100 }, probability: 0.5, seed: seed + 10 * run });
  }
  const text = configurationFor(emulator, { accounts, configuration: { clientLimits } });
  const environment = {
    EDGETASKS_CONFIG: 'shared.json',
    PORT: '0',
    EDGETASKS_REDIS_URL: redis.socket,
    EDGETASKS_INSTANCES: String(count),
  };
  const settings = loadSettings(vendors, environment, () => text);
  const apps = await Promise.all(Array.from({ length: count }, () => createApp(settings, silent)));
  const end = Date.now() + seconds * 1_000;
  let asked = 0;
  const client = async (app: App): Promise<void> => {
    while (Date.now() < end) {
      asked += 1;
      const query = `{ task(provider: "${provider}", taskId: "77${asked}", kind: PURGE_URL) { __typename } }`;
      const response = await app.api.fetch('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      await response.text();
    }
  };
  try {
    await Promise.all(apps.flatMap((app) => Array.from({ length: rate }, () => client(app))));
    const rejected = emulator.calls.flatMap(({ code }) => code ?? []);
    return { rejected, calls: emulator.calls };
  } finally {
    await Promise.all(apps.map((app) => app.close()));
    await emulator.close();
  }
}
