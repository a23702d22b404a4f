import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as z from 'zod';
import { placed } from './machine.ts';
import type { Place } from './machine.ts';

/** A program of its own that can be asked about itself, by the questions of `contestants/probe.mjs`. */
export interface Child {
  readonly name: string;
  /** Rejects when the program fails, ends, or takes longer than a minute and a half. */
  ask<Answer>(question: string, schema: z.ZodType<Answer>, given?: unknown): Promise<Answer>;
  /** Microseconds of processor time, of all its threads, since it began. */
  cpu(): Promise<number>;
  end(): Promise<void>;
}

/** What to run, and where. */
export interface Program {
  readonly name: string;
  /** From this folder. TypeScript runs by tsx. */
  readonly script: string;
  readonly parameters?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly place: Place;
  /** A file for what it writes to its standard error, as those who run a server keep its log. */
  readonly logPath: string;
}

const patienceMs = 90_000;
const reply = z.object({ id: z.number(), answer: z.unknown().optional(), failure: z.string().optional() });
const probe = fileURLToPath(new URL('./contestants/probe.mjs', import.meta.url));

/** Starts it. The end of its log tells why it failed, if it fails. */
export function startChild(program: Program): Child {
  const { name, script, parameters = [], environment = {}, place, logPath } = program;
  const loaders = [
    '--import',
    pathToFileURL(probe).href,
    ...(script.endsWith('.ts') ? ['--import', 'tsx'] : []),
  ];
  const path = fileURLToPath(new URL(script, import.meta.url));
  const log = openSync(logPath, 'w');
  const child = spawn(...placed(place, process.execPath, [...loaders, path, ...parameters]), {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'ignore', log, 'ipc'],
  });
  closeSync(log);
  const questions = new Questions(name, child, () => readFileSync(logPath, 'utf8').slice(-4_000));
  return {
    name,
    ask: async (question, schema, given) => schema.parse(await questions.ask(question, given)),
    cpu: async () => z.number().parse(await questions.ask('cpu', undefined)),
    end: () => end(child),
  };
}

type Settle = { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void };

class Questions {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #complaint: () => string;
  readonly #open = new Map<number, Settle>();
  #last = 0;

  constructor(name: string, child: ChildProcess, complaint: () => string) {
    this.#name = name;
    this.#child = child;
    this.#complaint = complaint;
    child.on('message', (message) => this.#settle(message));
    child.once('close', () => {
      for (const { reject } of this.#open.values()) reject(this.#over());
    });
  }

  async ask(name: string, given: unknown): Promise<unknown> {
    const id = (this.#last += 1);
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`${this.#name} does not answer ${name}`)), patienceMs);
        this.#open.set(id, { resolve, reject });
        this.#child.send({ id, name, given }, (error) => {
          if (error !== null) reject(this.#over());
        });
      });
    } finally {
      clearTimeout(timer);
      this.#open.delete(id);
    }
  }

  #over(): Error {
    const { exitCode, signalCode } = this.#child;
    return new Error(`${this.#name} has ended (${exitCode ?? signalCode}): ${this.#complaint()}`);
  }

  #settle(message: unknown): void {
    const { id, answer, failure } = reply.parse(message);
    const question = this.#open.get(id);
    if (failure === undefined) question?.resolve(answer);
    else question?.reject(new Error(`${this.#name}: ${failure}`));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const isClosed = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  child.kill('SIGKILL');
  await isClosed;
}

/** A port that nobody listens at just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
}
