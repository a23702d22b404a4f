import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { exitCodes, printJson, printLine, UsageError } from './command.ts';
import type { CommandContext } from './command.ts';
import { addHistory } from './history.ts';
import { addTasks, addUrls } from './list.ts';
import { addCheck, addSchema, addServe } from './server-commands.ts';
import { addStats } from './stats.ts';
import { addWait } from './wait.ts';

const widestHelp = 90;

/** Runs a command line without the name of the program. Resolves with the exit code. */
export async function run(
  commandLine: readonly string[],
  context: CommandContext,
): Promise<number | undefined> {
  let exitCode: number | undefined;
  const program = programFor(context, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...commandLine], { from: 'user' });
    return exitCode;
  } catch (error) {
    return ended(error, commandLine, program, context);
  }
}

const commands = [addServe, addCheck, addWait, addTasks, addUrls, addStats, addHistory, addSchema];

/** The program with all its commands. */
export function programFor(context: CommandContext, end: (exitCode: number | undefined) => void): Command {
  const { output, errors } = context;
  const program = new Command('edgetasks')
    .description('One GraphQL API over the cache tasks (prefetch and purge) of the CDNs that a company uses.')
    .version(version(), '-v, --version', 'Print the version.')
    .helpOption('-h, --help', 'Print this text.')
    .helpCommand(false)
    .configureHelp({ helpWidth: Math.min(output.terminal?.size().columns ?? widestHelp, widestHelp) })
    // Errors are printed below, with the name of the command.
    .configureOutput({ writeOut: output.write, writeErr: errors.write, outputError: () => {} })
    .exitOverride()
    .hook('preAction', (_program, command) => checkValues(command))
    .addHelpText('after', '\n`edgetasks <command> --help` describes a command.');
  for (const add of commands) add(program, context, end);
  return program;
}

/**
 * Rejects options without a value: an empty variable in a script, or a forgotten value before the next option, must not
 * widen the selection.
 */
function checkValues(command: Command): void {
  const values = command.opts<Record<string, unknown>>();
  for (const option of command.options) {
    const given = [values[option.attributeName()]].flat();
    if (given.some((value) => value === '' || (typeof value === 'string' && value.startsWith('--')))) {
      throw new UsageError(`${option.long} needs a value: ${option.flags}.`);
    }
  }
}

/** Commander throws an error for help and versions too. */
function ended(
  error: unknown,
  commandLine: readonly string[],
  program: Command,
  { output, errors, clock }: CommandContext,
): number {
  if (!(error instanceof CommanderError || error instanceof UsageError)) throw error;
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
  // No command was given, and commander printed the help.
  if (error instanceof CommanderError && error.code === 'commander.help') return exitCodes.error;
  const message = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
  const command = program.commands.find((each) => each.name() === commandLine[0])?.name();
  const name = command === undefined ? program.name() : `${program.name()} ${command}`;
  printLine(errors, `${name}: ${message}`);
  printLine(errors, `${name} --help describes the arguments.`);
  if (command === 'wait' && commandLine.includes('--json')) {
    const at = new Date(clock()).toISOString();
    const nothing = { seconds: 0, subjects: [], failedUrls: [] };
    printJson(output, {
      type: 'result',
      at,
      outcome: 'error',
      exitCode: exitCodes.error,
      message,
      ...nothing,
    });
  }
  return exitCodes.error;
}

/** The version of the package, whose folder is two levels above this file, built or not. */
function version(): string {
  const manifest: { version?: unknown } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return typeof manifest.version === 'string' ? manifest.version : 'unknown';
}
