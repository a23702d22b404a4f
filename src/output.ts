import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from './config/settings.ts';
import type { Milliseconds } from './domain/time.ts';
import type { Log } from './observability/log.ts';
import { escapeControls } from './observability/log.ts';

/** Writes text to stdout or stderr. A slow or closed reader does not end the process, block it, or fill its memory. */
export interface Output {
  write(text: string): void;
  /** Resolves when everything is written, at the latest after `limit`. */
  flush(limit: Milliseconds): Promise<void>;
}

/** How long lines are collected before they are written together. */
const maxDelay: Milliseconds = 100;
const maxGathered = 16_000;

/** How many characters are buffered for a slow reader. Further lines are dropped. */
const maxUnread = 4_000_000;

/** An output of the process. Text for a closed output or a full disk is discarded. */
export function processOutput(stream: Writable, fd: number): Output {
  let gathered = '';
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  // The command line's listener would end the process, and so would an error without a listener.
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

/** Files are written synchronously. A failed write means a full disk, which may have room for the next line. */
function writeToFile(fd: number, text: string): void {
  try {
    writeSync(fd, text);
  } catch {
    // There is nowhere else to report it.
  }
}

const droppedLine = (lines: number): string =>
  `${JSON.stringify({ level: 'warn', lines, msg: 'Lines were dropped, because the output was not read' })}\n`;

/** A log that writes JSON lines. */
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
