#!/usr/bin/env node
import process from 'node:process';
import type { WriteStream } from 'node:tty';
import { scheduleInRealTime } from '../engine/runtime.ts';
import type { CommandContext, CommandOutput } from './command.ts';
import { run } from './run.ts';

/** By convention 128 plus the number of the signal. */
const signalCodes = { SIGINT: 130, SIGTERM: 143 } as const;

function interruption(): AbortSignal {
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort(signalCodes.SIGINT));
  process.once('SIGTERM', () => stopping.abort(signalCodes.SIGTERM));
  return stopping.signal;
}

function outputOf(stream: WriteStream): CommandOutput {
  // The reader may close the pipe early, as in `edgetasks schema | head`.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  const canDraw = stream.isTTY && process.env['TERM'] !== 'dumb';
  return {
    write: (text) => void stream.write(text),
    terminal: canDraw
      ? {
          // Some terminals do not report their size.
          size: () => ({ columns: stream.columns || 80, rows: stream.rows || 24 }),
          hasColors: stream.hasColors(),
        }
      : undefined,
  };
}

const context: CommandContext = {
  environment: process.env,
  output: outputOf(process.stdout),
  errors: outputOf(process.stderr),
  fetch: globalThis.fetch,
  clock: Date.now,
  schedule: scheduleInRealTime,
  interruption,
};

process.exitCode = await run(process.argv.slice(2), context);
