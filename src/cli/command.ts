import type { Command } from 'commander';
import type { Environment } from '../config/settings.ts';
import { printable, printableJson } from './text.ts';
import type { Clock } from '../domain/time.ts';
import type { Schedule } from '../engine/runtime.ts';

/** How a command ends, for the script that ran it. The help of each command says which it uses. */
export const exitCodes = {
  /** Success. `wait`: all targets succeeded. Lists: every provider answered completely. */
  done: 0,
  /**
   * `wait`: a target failed. Lists: a provider could not answer, or only in part. `check`: a provider does not answer.
   */
  failed: 1,
  /** `wait`: the timeout passed. */
  timedOut: 2,
  /** Wrong arguments, an unreachable server or one that refuses, or a target whose state cannot be known. */
  error: 3,
} as const;

/** A terminal that can be drawn on. */
export interface Terminal {
  /** In characters. Read again for each drawing, because windows are resized. */
  readonly size: () => { readonly columns: number; readonly rows: number };
  readonly hasColors: boolean;
}

/** A stream of text. */
export interface CommandOutput {
  readonly write: (text: string) => void;
  /** Absent for a file, a pipe, or a terminal that only prints. */
  readonly terminal?: Terminal | undefined;
}

/** Everything outside the program that a command uses. */
export interface CommandContext {
  readonly environment: Environment;
  readonly output: CommandOutput;
  readonly errors: CommandOutput;
  readonly fetch: (url: string, request: RequestInit) => Promise<Response>;
  readonly clock: Clock;
  readonly schedule: Schedule;
  /**
   * After this call, SIGINT and SIGTERM abort this signal, with the exit code as its reason, instead of ending the
   * process. A second signal ends the process.
   */
  readonly interruption: () => AbortSignal;
}

/**
 * Adds a command to the program. Its action passes its exit code to `end`, or undefined while something keeps running that
 * sets its own.
 */
export type AddCommand = (
  program: Command,
  context: CommandContext,
  end: (exitCode: number | undefined) => void,
) => void;

/** An argument that cannot be used. The message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Parses an option that may be given many times. */
export const repeated = (value: string, previous: readonly string[] = []): readonly string[] => [
  ...previous,
  value,
];

/** Prints one line. Values in it may come from anywhere: see `printable`. */
export const printLine = (output: CommandOutput, text: string): void => output.write(`${printable(text)}\n`);

/** Prints one JSON value on one line. */
export const printJson = (output: CommandOutput, value: object): void =>
  output.write(`${printableJson(JSON.stringify(value))}\n`);
