import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import * as z from 'zod';
import { authorization, tokenSha256 } from './access.ts';
import { wideProvider } from './accounts.ts';
import { freePort, startChild } from './child.ts';
import type { Child, Program } from './child.ts';
import { stepAside } from './machine.ts';

/** A program that listens. */
export interface Served {
  readonly name: string;
  readonly child: Child;
  readonly url: string;
  /** From its start to its first answer. */
  readonly startMs: number;
}

/** What listens: a script, how it is called in the table, and how it is told what to be. */
export interface Listener {
  readonly name: string;
  readonly script: string;
  readonly parameters?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** The vendors, the clients, and the way to put contestants between them. */
export interface Stage {
  readonly emulator: Child;
  readonly load: Child;
  /** When the histories end. */
  readonly now: number;
  serve(listener: Listener): Promise<Served>;
  /** A contestant that is asked directly. */
  open(listener: Listener): Child;
  /** Sets how long the vendors take to answer. */
  setLatency(latencyMs: number): Promise<void>;
  /** The vendor calls since this was asked last. Rejects when one was refused: then something is wrong with the question. */
  callsSince(): Promise<number>;
  close(): Promise<void>;
}

const world = z.object({
  now: z.number(),
  accounts: z.array(
    z.object({
      vendor: z.string(),
      name: z.string(),
      id: z.string(),
      secret: z.string(),
      zones: z.array(z.string()).optional(),
      endpoint: z.string(),
    }),
  ),
});
type World = z.output<typeof world>;

const callCount = z.object({ calls: z.number(), refused: z.number() });

export async function openStage(): Promise<Stage> {
  stepAside();
  const directory = mkdtempSync(join(tmpdir(), 'edgetasks-bench-'));
  const children: Child[] = [];
  const start = (program: Omit<Program, 'logPath'>): Child => {
    const child = startChild({ ...program, logPath: join(directory, `${children.length}.log`) });
    children.push(child);
    return child;
  };
  const emulator = start({ name: 'the emulator', script: './emulator-process.ts', place: 'around' });
  const load = start({ name: 'the load', script: './load-process.ts', place: 'around' });
  const told = await emulator.ask('world', world);
  const configuration = join(directory, 'edgetasks.json');
  writeFileSync(configuration, JSON.stringify(configurationOf(told)));
  const surroundings = { BENCH_WORLD: JSON.stringify(told), EDGETASKS_CONFIG: configuration };

  const open = ({ environment, ...listener }: Listener, port = 0): Child => {
    const own = { ...surroundings, ...environment, PORT: String(port) };
    return start({ ...listener, environment: own, place: 'measured' });
  };

  return {
    emulator,
    load,
    now: told.now,
    open: (listener) => open(listener),
    async serve(listener) {
      const port = await freePort();
      const began = performance.now();
      const child = open(listener, port);
      const url = `http://127.0.0.1:${port}`;
      await firstAnswer(url, child);
      return { name: listener.name, child, url, startMs: performance.now() - began };
    },
    async setLatency(latencyMs) {
      await emulator.ask('latency', z.unknown(), latencyMs);
    },
    async callsSince() {
      const { calls, refused } = await emulator.ask('calls', callCount);
      if (refused > 0) throw new Error(`${refused} of ${calls} vendor calls were refused`);
      return calls;
    },
    async close() {
      await Promise.all(children.map((child) => child.end()));
      rmSync(directory, { recursive: true });
    },
  };
}

/** All limits at their defaults, a token asked for, and only the rates raised: the emulated vendors set none. */
const configurationOf = ({ accounts }: World) => ({
  access: { tokens: [{ name: 'bench', sha256: tokenSha256 }] },
  providers: [
    ...accounts.map(provider),
    ...accounts
      .filter(({ name }) => name === 'tencent')
      .map((account) => ({ ...provider(account), name: wideProvider, maxPageSize: 1_000 })),
  ],
});

const provider = ({ vendor, name, id, secret, zones, endpoint }: World['accounts'][number]) => ({
  name,
  vendor,
  endpoint,
  requestsPerSecond: 100_000,
  credentials: vendor.startsWith('TENCENT')
    ? { secretId: id, secretKey: secret }
    : { accessKeyId: id, accessKeySecret: secret },
  ...(zones === undefined ? {} : { zones }),
});

const longestStartMs = 60_000;

/** Asks until there is an answer. */
async function firstAnswer(url: string, child: Child): Promise<void> {
  const body = JSON.stringify({ query: '{ __typename }' });
  const headers = { 'content-type': 'application/json', authorization };
  const giveUp = performance.now() + longestStartMs;
  for (;;) {
    const status = await request(`${url}/graphql`, { method: 'POST', headers, body }).then(
      async (response) => {
        await response.body.dump();
        return response.statusCode;
      },
      () => undefined,
    );
    if (status === 200) return;
    // A program that has ended says here why.
    if (status === undefined) await child.cpu();
    if (performance.now() > giveUp) throw new Error(`${child.name} does not answer`);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}
