import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator, type EmulatedAccount, type Emulator } from '../../src/emulator/emulator.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { leaseLength } from '../../src/history/lease.ts';
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
/** Starts one more. */
let start: () => Promise<void>;

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
  start = async () => {
    const instance = spawn(process.execPath, ['--import', 'tsx', program, configuration], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    instances.push(instance);
    const [code] = await Promise.race([once(instance.stdout, 'data'), once(instance, 'exit')]);
    if (typeof code === 'number') throw new Error(`An instance ended with ${code}.`);
  };
  await Promise.all([start(), start(), start()]);
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

  // Which process has the lease is not known before it is killed.
  let takeover: number | undefined;
  for (const instance of instances.slice(0, 3)) {
    const before = await lease();
    if (before === undefined) throw new Error('There is no lease.');
    if (instance === instances[2]) await start();
    const gone = once(instance, 'exit');
    instance.kill('SIGKILL');
    await gone;
    const killedAt = Date.now();
    const after = await renewedLease(killedAt);
    if (after.holder === before.holder) continue;
    takeover = after.expires_at - leaseLength - killedAt;
    expect(after.fence).toBe(before.fence + 1);
    break;
  }
  expect(takeover).toBeLessThanOrEqual(5_000);
  emulator.clearCalls();
  await expect.poll(() => emulator.calls.length, { timeout: 60_000 }).toBeGreaterThan(0);
});

/** The lease as it is taken or renewed for the first time when any that was held before an instant must have expired. */
async function renewedLease(since: number) {
  for (;;) {
    const current = await lease();
    if (current !== undefined && current.expires_at > since + leaseLength) return current;
    await sleep(20);
  }
}
