import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { EmulatedAccount, Emulator } from '../../src/emulator/emulator.ts';
import { heapProbe, startServer } from './server-process.ts';
import { configurationFor } from './world.ts';

const stallProbe = new URL('stall-probe.ts', import.meta.url).href;

/** What a request cost the server. */
export interface Cost {
  readonly status: number;
  readonly text: string;
  /** The longest that the server answered nobody else, in ms. */
  readonly stall: number;
  /** The longest that `/healthz`, asked every 25 ms meanwhile, took to answer, in ms. Other programs' work counts too. */
  readonly healthWait: number;
  /** Calls that the vendors received. */
  readonly calls: number;
}

/** A server in a process of its own, whose answers are measured. */
export interface MeasuredServer {
  readonly emulator: Emulator;
  cost(body: string): Promise<Cost>;
  /** Bytes in use after a forced collection. */
  heap(): Promise<number>;
  /** Lines of its log about what nobody foresaw. */
  readonly unforeseen: readonly string[];
  close(): Promise<void>;
}

/** No limit of a client applies: what one request costs is limited by the request's own limits. */
const clientLimits = { vendorCallsPerMinute: 1_000_000, concurrentRequests: 1_000 };

export async function openMeasuredServer(accounts: readonly EmulatedAccount[]): Promise<MeasuredServer> {
  const emulator = await startEmulator({ accounts });
  const directory = await mkdtemp(join(tmpdir(), 'edgetasks-cost-'));
  const file = join(directory, 'edgetasks.json');
  const configuration = { clientLimits };
  await writeFile(file, configurationFor(emulator, { accounts, configuration, requestsPerSecond: 100_000 }));
  const server = startServer({
    environment: { EDGETASKS_CONFIG: file, PORT: '0', EDGETASKS_LOG_LEVEL: 'warn' },
    preloaded: [heapProbe, stallProbe],
  });
  const url = await server.isUp;
  return {
    emulator,
    async cost(body) {
      emulator.clearCalls();
      await server.stall();
      const health = pollHealth(url);
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const text = await response.text();
      const healthWait = await health.stop();
      const { length: calls } = emulator.calls;
      return { status: response.status, text, stall: await server.stall(), healthWait, calls };
    },
    heap: () => server.heap(),
    get unforeseen() {
      return server.output.error
        .split('\n')
        .filter((line) => line !== '' && !/"level":"(info|warn)"/.test(line));
    },
    async close() {
      await server.stop();
      await emulator.close();
      await rm(directory, { recursive: true });
    },
  };
}

/** Asks for `/healthz` every 25 ms until it is stopped, and gives the longest wait. */
function pollHealth(url: string): { stop(): Promise<number> } {
  const polls: Promise<number>[] = [];
  const poll = async (): Promise<number> => {
    const began = performance.now();
    const { status } = await fetch(`${url}/healthz`);
    return status === 200 ? performance.now() - began : Infinity;
  };
  const timer = setInterval(() => polls.push(poll()), 25);
  return {
    async stop() {
      clearInterval(timer);
      return Math.max(0, ...(await Promise.all(polls)));
    },
  };
}
