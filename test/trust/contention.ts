import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { EmulatedAccount, Emulator } from '../../src/emulator/emulator.ts';
import { startServer } from './server-process.ts';
import { configurationFor } from './world.ts';

/** The page that a person sees first, of all accounts. */
const firstPage = '{ tasks(first: 20) { nodes { id state urlCount } errors { __typename message } } }';

/** What the modest client got while the greedy one asked for much. */
export interface FirstPage {
  /** Until its answer was read, in ms. */
  readonly took: number;
  /** How long its slowest vendor call waited for the rate, in ms. */
  readonly waited: number;
  /** How many vendor calls it made, or joined. */
  readonly calls: number;
  readonly tasks: number;
  readonly errors: readonly string[];
}

/** A server in a process of its own with two clients, over vendors that enforce their documented rates. */
export interface Contention {
  readonly emulator: Emulator;
  /** Keeps so many requests of the greedy client in flight until it is stopped. Each needs many calls of each account. */
  flood(requests: number): { stop(): Promise<void> };
  /** Watches the newest tasks of a provider as the greedy client, until the signal aborts. Resolves when all streams have begun. */
  watch(provider: string, count: number, signal: AbortSignal): Promise<void>;
  /** Asks as the modest client again and again, each time when what was read before is not fresh any more. */
  readFirstPages(count: number): Promise<FirstPage[]>;
  close(): Promise<void>;
}

/** The flood has to last, so no limit of a client applies; and a busy machine must not let a deadline pass. */
const configuration = {
  clientLimits: { vendorCallsPerMinute: 1_000_000 },
  requestDeadline: 'PT30S',
  access: {
    tokens: ['greedy', 'modest'].map((name) => ({
      name,
      sha256: createHash('sha256').update(name).digest('hex'),
    })),
  },
};

export async function openContention(accounts: readonly EmulatedAccount[]): Promise<Contention> {
  const emulator = await startEmulator({ accounts });
  const directory = await mkdtemp(join(tmpdir(), 'edgetasks-contention-'));
  const file = join(directory, 'edgetasks.json');
  await writeFile(file, configurationFor(emulator, { accounts, configuration }));
  const server = startServer({
    environment: { EDGETASKS_CONFIG: file, PORT: '0', EDGETASKS_LOG_LEVEL: 'warn' },
  });
  const url = `${await server.isUp}/graphql`;
  const ask = async (client: string, body: object, more: RequestInit = {}, accept = 'application/json') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${client}`, accept };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), ...more });
    if (response.status === 200) return response;
    throw new Error(`${client} got ${response.status}: ${await response.text()}`);
  };
  const query = greedyQuery(accounts);

  return {
    emulator,
    flood(requests) {
      const { signal, stop } = stopping();
      let asked = 0;
      const clients = Array.from({ length: requests }, async () => {
        while (!signal.aborted) {
          asked += 1;
          const response = await ask('greedy', { query, variables: greedyVariables(asked) }, { signal });
          await response.text();
        }
      });
      return {
        async stop() {
          stop();
          const ended = await Promise.allSettled(clients);
          const failed = ended.find((each) => each.status === 'rejected' && !isAbort(each.reason));
          if (failed?.status === 'rejected') throw failed.reason;
        },
      };
    },
    async watch(provider, count, signal) {
      const list = `{ tasks(first: ${count}, filter: { providers: ["${provider}"] }) { nodes { id } } }`;
      const { data } = JSON.parse(await (await ask('greedy', { query: list })).text());
      const ids: string[] = data.tasks.nodes.map(({ id }: { id: string }) => id);
      if (ids.length < count) throw new Error(`There are ${ids.length} tasks to watch`);
      const subscription = 'subscription ($id: ID!) { taskProgress(id: $id) { ... on Task { state } } }';
      for (const id of ids) {
        const body = { query: subscription, variables: { id } };
        const stream = await ask('greedy', body, { signal }, 'text/event-stream');
        stream.text().catch(() => undefined);
      }
    },
    async readFirstPages(count) {
      const pages: FirstPage[] = [];
      while (pages.length < count) {
        await setTimeout(staleAfter);
        pages.push(await readFirstPage(ask));
      }
      return pages;
    },
    async close() {
      await server.stop();
      await emulator.close();
      await rm(directory, { recursive: true });
    },
  };
}

async function readFirstPage(ask: (client: string, body: object) => Promise<Response>): Promise<FirstPage> {
  const began = performance.now();
  const response = await ask('modest', { query: firstPage });
  const text = await response.text();
  const { data, extensions } = JSON.parse(text);
  if (extensions?.vendorCalls === undefined) throw new Error(`The modest client got no page: ${text}`);
  const took = performance.now() - began;
  const calls: { calls: number; shared: number; waitedMs: number }[] = extensions.vendorCalls;
  return {
    took,
    waited: Math.max(0, ...calls.map(({ waitedMs }) => waitedMs)),
    calls: calls.reduce((sum, each) => sum + each.calls + each.shared, 0),
    tasks: data.tasks.nodes.length,
    errors: data.tasks.errors.map((error: { message: string }) => error.message),
  };
}

function stopping() {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return { signal: controller.signal, stop: () => controller.abort() };
}

const isAbort = (reason: unknown): boolean => reason instanceof Error && reason.name === 'AbortError';

/** In ms. */
const staleAfter = 1_600;

const lookups = 30;
const lists = 3;

/** Lookups of tasks and lists of hosts that nobody has, each of which takes vendor calls. */
function greedyQuery(accounts: readonly EmulatedAccount[]): string {
  const names = accounts.map(({ name }) => name);
  const tasks = Array.from(
    { length: lookups },
    (_, index) =>
      `t${index}: task(provider: "${names[index % names.length]}", taskId: $t${index}) { __typename }`,
  );
  const urls = Array.from(
    { length: lists },
    (_, index) => `l${index}: urlDetails(filter: { domains: [$l${index}] }) { nodes { id } }`,
  );
  const declared = [
    ...tasks.map((_, index) => `$t${index}: String!`),
    ...urls.map((_, index) => `$l${index}: String!`),
  ];
  return `query (${declared.join(' ')}) { ${[...urls, ...tasks].join(' ')} }`;
}

const greedyVariables = (request: number): Record<string, string> =>
  Object.fromEntries([
    ...Array.from({ length: lookups }, (_, index) => [`t${index}`, `1${request}000${index}`]),
    ...Array.from({ length: lists }, (_, index) => [`l${index}`, `h${request}-${index}.example.com`]),
  ]);
