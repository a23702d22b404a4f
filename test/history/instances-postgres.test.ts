import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator, type EmulatedAccount, type Emulator } from '../../src/emulator/emulator.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { openHistory } from './opening.ts';
import { PostgresServer } from './postgres-server.ts';

const account: EmulatedAccount = {
  vendor: 'TENCENT_CDN',
  name: 'main',
  id: 'id',
  secret: 'secret',
  zones: [],
  history: [],
};
const interval = 5_000;

let server: PostgresServer;
let emulator: Emulator;
let history: DatabaseHistory;
const instances: ChildProcess[] = [];

beforeAll(async () => {
  server = await PostgresServer.prepare();
  await server.start();
  emulator = await startEmulator({ accounts: [account] });
  const url = await server.createDatabase();
  history = await openHistory({ url, clock: Date.now });
  const configuration = JSON.stringify({
    // The configuration takes URLs that every parser reads.
    history: { url: url.replace('edgetasks@', '').replace('?', '?user=edgetasks&'), interval: 'PT5S' },
    providers: [
      {
        name: 'main',
        vendor: 'TENCENT_CDN',
        endpoint: emulator.endpoint('TENCENT_CDN'),
        credentials: { secretId: 'id', secretKey: 'secret' },
      },
    ],
  });
  const program = fileURLToPath(new URL('instance.ts', import.meta.url));
  for (let index = 0; index < 3; index++) {
    const child = spawn(process.execPath, ['--import', 'tsx', program, configuration], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    instances.push(child);
  }
  await Promise.all(
    instances.map(async (instance) => {
      const [code] = await Promise.race([once(instance.stdout ?? instance, 'data'), once(instance, 'exit')]);
      if (typeof code === 'number') throw new Error(`An instance ended with ${code}.`);
    }),
  );
});
afterAll(async () => {
  for (const instance of instances) instance.kill('SIGKILL');
  await history.close();
  await emulator.close();
  await server.remove();
});

const sleep = (length: number) => new Promise((resolve) => void setTimeout(resolve, length));

const lease = () =>
  history.connection.database
    .selectFrom('lease')
    .select(['holder', 'fence', 'expires_at'])
    .where('name', '=', 'collector')
    .executeTakeFirst();

test('one of three instances collects, and another follows when it is killed', async () => {
  await expect.poll(() => emulator.calls.length, { timeout: 60_000 }).toBeGreaterThan(0);
  // The older rounds are over.
  await sleep(2 * interval);
  emulator.clearCalls();
  const began = Date.now();
  await sleep(4 * interval);
  const rounds = (Date.now() - began) / interval + 1;
  const calls = emulator.calls.filter(({ action }) => action === 'DescribePushTasks').length;
  expect(calls).toBeGreaterThan(0);
  expect(calls).toBeLessThanOrEqual(rounds);

  // Whichever is killed, the lease is held by one that lives; the second kill leaves one instance.
  const holders = new Set<string>();
  for (const instance of instances.slice(0, 2)) {
    const before = await lease();
    if (before !== undefined) holders.add(before.holder);
    const gone = once(instance, 'exit');
    instance.kill('SIGKILL');
    await gone;
    const killedAt = Date.now();
    emulator.clearCalls();
    // Renewed after the last renewal of the killed one must have expired.
    await expect
      .poll(async () => (await lease())?.expires_at ?? 0, { timeout: 60_000 })
      .toBeGreaterThan(killedAt + 4_000);
    await expect.poll(() => emulator.calls.length, { timeout: 60_000 }).toBeGreaterThan(0);
  }
  const last = await lease();
  expect(last?.fence).toBeGreaterThanOrEqual(holders.size);
});
