import { readFileSync } from 'node:fs';
import { check } from './check.ts';
import { exitCodes } from './command.ts';
import type { Command, ClientParts } from './command.ts';
import { helpOf, overview } from './help.ts';
import { nearest } from './nearest.ts';
import { isGiven, readOptions, UsageError } from './options.ts';
import type { Options } from './options.ts';
import { schema } from './schema.ts';
import { serve } from './serve.ts';
import { wait } from './wait.ts';

export const commands: readonly Command[] = [serve, check, wait, schema];

/** What every command takes. */
const common: Options = {
  help: { short: 'h', meaning: 'Print this text.' },
  version: { short: 'v', meaning: 'Print the version.' },
};

/** Runs a command line, without the words that name the program. Resolves with the exit code. */
export async function run(
  commandLine: readonly string[],
  surroundings: ClientParts,
): Promise<number | undefined> {
  const [word = '', ...rest] = commandLine;
  const command = commands.find(({ name }) => name === word);
  try {
    return await (command === undefined
      ? runBare(commandLine, surroundings)
      : runCommand(command, rest, surroundings));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const name = command === undefined ? 'edgetasks' : `edgetasks ${command.name}`;
    surroundings.errors.write(`${name}: ${error.message}\n${name} --help tells what there is.\n`);
    return exitCodes.error;
  }
}

async function runCommand(
  command: Command,
  commandLine: readonly string[],
  surroundings: ClientParts,
): Promise<number | undefined> {
  const given = readOptions(commandLine, { ...command.options, ...common });
  if (isGiven(given, 'help')) return print(helpOf(command, common), surroundings);
  if (isGiven(given, 'version')) return print(`${version()}\n`, surroundings);
  const [word] = given.words;
  if (word !== undefined && !command.takesWords) {
    throw new UsageError(`${JSON.stringify(word)} means nothing here: this command takes options only.`);
  }
  return command.run(given, surroundings);
}

async function runBare(commandLine: readonly string[], surroundings: ClientParts): Promise<number> {
  const [word] = commandLine;
  if (word !== undefined && !word.startsWith('-')) {
    const names = commands.map(({ name }) => name);
    const meant = nearest(word, names);
    const advice = meant === undefined ? `There are: ${names.join(', ')}.` : `Is ${meant} meant?`;
    throw new UsageError(`There is no command ${JSON.stringify(word)}. ${advice}`);
  }
  const given = readOptions(commandLine, common);
  if (isGiven(given, 'version')) return print(`${version()}\n`, surroundings);
  const text = overview(commands, common);
  if (isGiven(given, 'help')) return print(text, surroundings);
  surroundings.errors.write(text);
  return exitCodes.error;
}

function print(text: string, { output }: ClientParts): number {
  output.write(text);
  return exitCodes.done;
}

/** Of the package, which stands two folders above this file, built or not. */
function version(): string {
  const manifest: { version?: unknown } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return typeof manifest.version === 'string' ? manifest.version : 'unknown';
}
