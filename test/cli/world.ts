import type { CommandContext, Terminal } from '../../src/cli/command.ts';
import { run } from '../../src/cli/run.ts';
import { taskWatch } from '../../src/engine/watch.ts';
import { pause } from '../../src/engine/runtime.ts';
import type { ApiParts } from '../../src/graphql/http/api.ts';
import type { Tasks } from '../../src/domain/tasks.ts';
import { settled, VirtualTime } from '../engine/virtual-time.ts';
import { apiOver } from '../graphql/api-over.ts';
import { now } from '../graphql/fake-tasks.ts';
import { scopeWith } from '../scope-with.ts';

type Fetch = CommandContext['fetch'];

/** A request that the command sent. */
export interface Asked {
  readonly url: string;
  readonly request: RequestInit;
  readonly body: string;
  /** In seconds since the command began. */
  readonly at: number;
}

/** Runs a command with a fake network and virtual time. */
export interface World {
  readonly time: VirtualTime;
  /** The requests that were sent, in their order. */
  readonly asked: Asked[];
  /** Presses Ctrl-C. */
  readonly interrupt: () => void;
  /** Runs a command line to its end. */
  readonly run: (commandLine: string) => Promise<Ended>;
}

export interface Ended {
  readonly exitCode: number | undefined;
  readonly output: string;
  readonly errors: string;
  /** Seconds that passed. */
  readonly seconds: number;
}

export interface WorldParts {
  readonly fetch: Fetch;
  readonly time?: VirtualTime | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly terminal?: Terminal | undefined;
}

export function worldWith({
  fetch,
  time = new VirtualTime(now),
  environment = {},
  terminal,
}: WorldParts): World {
  const asked: Asked[] = [];
  const interruption = new AbortController();
  return {
    time,
    asked,
    interrupt: () => interruption.abort(130),
    run: async (commandLine) => {
      const began = time.now;
      const printed = { output: '', errors: '' };
      const exitCode = await passing(
        time,
        run(wordsOf(commandLine), {
          environment,
          output: { write: (text) => void (printed.output += text), terminal },
          errors: { write: (text) => void (printed.errors += text) },
          fetch: (url, request) => {
            const body = typeof request.body === 'string' ? request.body : '';
            asked.push({ url, request, body, at: (time.now - began) / 1_000 });
            return fetch(url, request);
          },
          clock: () => time.now,
          schedule: time.schedule,
          interruption: () => interruption.signal,
        }),
      );
      return { exitCode, ...printed, seconds: (time.now - began) / 1_000 };
    },
  };
}

/** As a shell splits a line without quotation marks. */
const wordsOf = (commandLine: string): readonly string[] =>
  commandLine.split(' ').filter((word) => word !== '');

/** Advances the time second by second until the promise is settled. */
async function passing<Value>(time: VirtualTime, ending: Promise<Value>): Promise<Value> {
  const over = new AbortController();
  const ended = ending.finally(() => over.abort());
  ended.catch(() => undefined);
  while (!over.signal.aborted) {
    // A response takes a few turns of the event loop and no virtual time.
    for (let turn = 0; turn < 15 && !over.signal.aborted; turn++) await settled();
    if (!over.signal.aborted) await time.advance(1_000);
  }
  return ended;
}

/** The real server over fake tasks, in the same virtual time. */
export function serverOver(tasks: Tasks, time: VirtualTime, parts: Partial<ApiParts> = {}): Fetch {
  const { api } = apiOver(tasks, {
    clock: () => time.now,
    watch: taskWatch({
      tasks,
      clock: () => time.now,
      openScope: (signal) => ({
        scope: scopeWith({ now: time.now, signal }),
        dispose: () => {},
      }),
      sleep: (length, signal) => pause(length, time, signal),
    }),
    ...parts,
  });
  return async (url, request) => {
    const { body, status, headers } = await api.fetch(url, request);
    return new Response(body === null ? null : cutBy(request.signal, body), { status, headers });
  };
}

/** As over a network: a reader who aborts the request gets no more of the response. */
function cutBy(
  signal: AbortSignal | null | undefined,
  body: ReadableStream<Uint8Array>,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      signal?.addEventListener('abort', () => {
        controller.error(signal.reason);
        void reader.cancel();
      });
    },
    pull: async (controller) => {
      const chunk = await reader.read();
      if (signal?.aborted === true) return;
      if (chunk.done) controller.close();
      else controller.enqueue(chunk.value);
    },
    cancel: () => reader.cancel(),
  });
}
