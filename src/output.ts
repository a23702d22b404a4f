import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from './config/settings.ts';
import type { Milliseconds } from './domain/time.ts';
import type { Log } from './observability/log.ts';
import { escapeControls } from './observability/log.ts';

/** Text for stdout or stderr. Nothing that happens to the reader ends, blocks or fills the process. */
export interface Output {
  write(text: string): void;
  /** Resolves once everything is written, and after `limit` at the latest. */
  flush(limit: Milliseconds): Promise<void>;
}

/** How long text may wait to be written together with more: a write costs more than a line. */
const maxDelay: Milliseconds = 100;
const maxGathered = 16_000;

/** How much is kept for a reader who is slow. What comes beyond it is dropped. */
const maxUnread = 4_000_000;

/** An output of the process. A closed one takes everything and writes nothing, as does a full disk. */
export function processOutput(stream: Writable, fd: number): Output {
  let gathered = '';
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  // The command line's listener would end the process, and no listener at all too.
  stream.removeAllListeners('error').on('error', () => undefined);

  const isSlow = (): boolean => stream.writableLength > maxUnread;

  const writeOut = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const text = gathered;
    gathered = '';
    if (text === '' || stream.destroyed) return;
    if (stream instanceof Socket) stream.write(text);
    else writeToFile(fd, text);
  };

  return {
    write(text) {
      if (isSlow()) {
        dropped += 1;
        return;
      }
      if (dropped > 0) gathered += droppedLine(dropped);
      dropped = 0;
      gathered += text;
      if (gathered.length >= maxGathered) writeOut();
      else timer ??= setTimeout(writeOut, maxDelay);
    },
    flush(limit) {
      writeOut();
      if (stream.writableLength === 0 || stream.destroyed) return Promise.resolve();
      return new Promise((resolve) => {
        const late = setTimeout(resolve, limit);
        const done = (): void => {
          clearTimeout(late);
          resolve();
        };
        stream.once('drain', done).once('close', done);
        stream.write('', done);
      });
    },
  };
}

/** Files are written at once. Where that fails the disk is full, and may have room for the next line. */
function writeToFile(fd: number, text: string): void {
  try {
    writeSync(fd, text);
  } catch {
    // There is no other place to report it.
  }
}

const droppedLine = (lines: number): string =>
  `${JSON.stringify({ level: 'warn', lines, msg: 'Lines were dropped, because the output was not read' })}\n`;

/** JSON lines, for machines. */
export const logTo = (output: Output, level: LogLevel): Log =>
  pino(
    {
      base: null,
      level,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (name) => ({ level: name }) },
    },
    { write: (line) => output.write(escapeControls(line)) },
  );
