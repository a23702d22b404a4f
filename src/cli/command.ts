import type { Environment } from '../config/settings.ts';
import type { Clock } from '../domain/time.ts';
import type { Schedule } from '../engine/runtime.ts';
import type { Given, Options } from './options.ts';

/** How a command ends, for the script that ran it. `serve` and `check` have codes of their own for what they find. */
export const exitCodes = {
  /** Done; of `wait`: all that was waited for succeeded. */
  done: 0,
  /** Something that was waited for ended and did not succeed. */
  failed: 1,
  /** The time was over before all was. */
  timedOut: 2,
  /** Wrong arguments, a server that cannot be reached or refuses, or something that cannot be known. */
  error: 3,
} as const;

/** A terminal that can be drawn on. */
export interface Terminal {
  /** In characters; read anew for each drawing, for windows change. */
  readonly size: () => { readonly columns: number; readonly rows: number };
  readonly hasColors: boolean;
}

/** Where text goes. */
export interface Output {
  readonly write: (text: string) => void;
  /** Absent where it is a file, a pipe or a terminal that only prints. */
  readonly terminal?: Terminal | undefined;
}

/** All that a command knows of the world. */
export interface ClientParts {
  readonly environment: Environment;
  readonly output: Output;
  readonly errors: Output;
  readonly fetch: (url: string, request: RequestInit) => Promise<Response>;
  readonly clock: Clock;
  readonly after: Schedule;
  /**
   * From now on, a signal to stop does not end the process but aborts this, with the exit code as its reason. A second one
   * ends the process.
   */
  readonly interruption: () => AbortSignal;
}

/** A paragraph or list of a help text. */
export interface HelpSection {
  readonly title: string;
  /** Each a term and what it means; without a term, a paragraph. */
  readonly entries: readonly (readonly [term: string, meaning: string])[];
}

/** One of the words that can follow `edgetasks`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What stands after `edgetasks <name>`, one for each way to use it. */
  readonly usage: readonly string[];
  readonly options: Options;
  readonly sections?: readonly HelpSection[] | undefined;
  /** Lines for a shell. */
  readonly examples: readonly string[];
  /** Whether words that are no options may follow. */
  readonly takesWords: boolean;
  /** The exit code; undefined while something goes on running that will set its own. */
  readonly run: (given: Given, surroundings: ClientParts) => Promise<number | undefined>;
}
