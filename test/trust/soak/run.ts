import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startEmulator } from '../../../src/emulator/emulator.ts';
import { seededRandom } from '../../../src/emulator/seeded-random.ts';
import { startServer } from '../server-process.ts';
import type { ServerProcess } from '../server-process.ts';
import { configurationFor } from '../world.ts';
import { busiestSeconds } from './busiest-second.ts';
import type { BusiestSecond } from './busiest-second.ts';
import { Client } from './client.ts';
import { keepAtWork, staff } from './company-at-work.ts';
import { live } from './habits.ts';
import type { ClientParts } from './habits.ts';
import { Judge } from './judge.ts';
import { oddBodies } from './odd-bodies.ts';
import { startStorm } from './storm.ts';
import { Tally } from './tally.ts';

export interface SoakSettings {
  readonly seconds: number;
  readonly clients: number;
  /** The same seed makes the same choices; what becomes of them depends on the machine. */
  readonly seed: number;
}

/** What a soak found. */
export interface SoakReport extends SoakSettings {
  readonly tally: Tally;
  /** How often each kind of fault struck a call. */
  readonly strikes: ReadonlyMap<string, number>;
  readonly vendorCalls: number;
  readonly busiestSeconds: readonly BusiestSecond[];
  /** The longest that the vendors' side, and the clients', stood still, in ms. */
  readonly stall: number;
  /** Bytes in use after a forced collection: when it is warm, in the middle, and at the end. */
  readonly heap: readonly number[];
  /** In ms, from the end of all faults; undefined if it never was. */
  readonly wholeAgainAfter: number | undefined;
  /** Of the server, once it was told to stop. */
  readonly exitCode: number | null;
  /** Lines of its log that tell of what nobody foresaw. */
  readonly unforeseen: readonly string[];
}

/** Parts of the time: until it is warm, until the middle, and until the end. */
const parts = [0.2, 0.4, 0.4];
/** Few, so that the bounds of what is kept are reached soon. */
const mostKept = 5_000;
/** A circuit that opened again and again is tried after half a minute. */
const longestRecovery = 45_000;

/** Lets many clients ask a server in a process of its own whatever clients ask, while its vendors fail in every way. */
export async function soak(settings: SoakSettings): Promise<SoakReport> {
  const { seconds, clients, seed } = settings;
  const random = seededRandom(seed);
  const accounts = staff(Date.now(), random);
  const emulator = await startEmulator({ accounts, maxCallsKept: 1_000_000 });
  const directory = await mkdtemp(join(tmpdir(), 'edgetasks-soak-'));
  const file = join(directory, 'edgetasks.json');
  await writeFile(
    file,
    configurationFor(emulator, {
      accounts,
      configuration: { requestDeadline: 'PT5S', cache: { rows: mostKept } },
    }),
  );
  const bodies = oddBodies(200, seed);
  const server = startServer({
    environment: { EDGETASKS_CONFIG: file, PORT: '0', EDGETASKS_LOG_LEVEL: 'warn' },
  });
  const tally = new Tally();
  const heap: number[] = [];
  const delays = monitorEventLoopDelay({ resolution: 5 });
  const goHome = keepAtWork(emulator, accounts);
  try {
    const url = await server.isUp;
    delays.enable();
    const storm = startStorm(emulator, accounts, random);
    const around: ClientParts = {
      client: new Client(url, tally),
      judge: new Judge({ emulator, hadOddWords: storm.hadOddWords }),
      tally,
      accounts,
      random,
      oddBodies: bodies,
    };
    for (const part of parts) {
      const end = Date.now() + 1_000 * seconds * part;
      const isOver = () => Date.now() >= end;
      await Promise.all(Array.from({ length: clients }, () => live(around, isOver)));
      heap.push(await server.heap());
    }
    storm.end();
    const wholeAgainAfter = await recovery(around);
    const exitCode = await server.stop();
    const stall = Math.ceil(delays.max / 1e6);
    return {
      ...settings,
      tally,
      strikes: storm.strikes,
      vendorCalls: emulator.calls.length,
      busiestSeconds: busiestSeconds(emulator.calls, stall),
      stall,
      heap,
      wholeAgainAfter,
      exitCode,
      unforeseen: unforeseenIn(server),
    };
  } finally {
    goHome();
    await server.stop();
    await emulator.close();
    await rm(directory, { recursive: true });
  }
}

const unforeseenIn = ({ output }: ServerProcess): string[] =>
  output.error.split('\n').filter((line) => line !== '' && !/"level":"(info|warn)"/.test(line));

/** How long it takes until everything is answered without an error. */
async function recovery({ client }: ClientParts): Promise<number | undefined> {
  const began = Date.now();
  while (Date.now() - began < longestRecovery) {
    const { data } = await client.ask<{ tasks: { errors: readonly unknown[] } }>(
      'recovery',
      '{ tasks { errors { message } } }',
      {},
    );
    if (data?.tasks.errors.length === 0) return Date.now() - began;
    await new Promise((resolve) => {
      setTimeout(resolve, 500);
    });
  }
  return undefined;
}
