import type { Command } from 'commander';
import { durationOption, pastInstantOption } from './arguments.ts';
import type { AddCommand, CommandContext } from './command.ts';
import { environmentWith, withConfigOption } from './server-commands.ts';
import type { ServerOptions } from './server-commands.ts';

interface PruneOptions extends ServerOptions {
  readonly keep?: string | undefined;
}

interface ExportOptions extends ServerOptions {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

type End = Parameters<AddCommand>[2];

/** `edgetasks history`, which works on the configured database whether or not a server is using it. */
export const addHistory: AddCommand = (program, context, end) => {
  const history = program
    .command('history')
    .description('Show, prune or export the history that the configuration names.')
    .helpCommand(false)
    .addHelpText(
      'after',
      `
\`edgetasks history <command> --help\` describes a command.

Examples:
  edgetasks history status --config edgetasks.yaml
  edgetasks history prune --keep 14d
  edgetasks history export --since 30d | gzip > tasks.jsonl.gz`,
    );
  addStatus(history, context, end);
  addPrune(history, context, end);
  addExport(history, context, end);
};

const exitCodeHelp = `
Exit codes:
  0  Done.
  1  The configuration is wrong or names no history, or the database cannot be used; the
     output says why.
  3  Wrong arguments.`;

const contextWith = (context: CommandContext, options: ServerOptions): CommandContext => ({
  ...context,
  environment: environmentWith(options, context.environment),
});

function addStatus(history: Command, context: CommandContext, end: End): void {
  withConfigOption(
    history
      .command('status')
      .description('Show since when each feed is kept, rows, ranges, gaps, late rows and size.'),
  )
    .option('--json', 'Print one JSON object a line on a terminal too.')
    .addHelpText(
      'after',
      `
Output:
  On a terminal, a table and the size. Elsewhere, one JSON object a line: the database,
  then each feed. A gap is a part between SINCE and UNTIL that was not read; late rows are
  those that a vendor showed after their time had been read and had settled. It changes
  nothing: migrations that the next start would run are named.
${exitCodeHelp}

Examples:
  edgetasks history status --config edgetasks.yaml`,
    )
    .action(async (options: ServerOptions & { readonly json?: boolean }) => {
      const { showStatus } = await import('../history-commands.ts');
      end(await showStatus(contextWith(context, options), options.json === true));
    });
}

function addPrune(history: Command, context: CommandContext, end: End): void {
  withConfigOption(
    history
      .command('prune')
      .description(
        'Forget what was created longer ago than the history is to keep. Servers do so once a day.',
      ),
  )
    .option('--keep <duration>', 'Keep what is younger, such as 30d. Default: history.keepFor.')
    .addHelpText(
      'after',
      `${exitCodeHelp}

Examples:
  edgetasks history prune --keep 14d`,
    )
    .action(async ({ keep, ...options }: PruneOptions) => {
      const length = durationOption('keep', keep, Infinity);
      const { pruneHistory } = await import('../history-commands.ts');
      end(await pruneHistory(contextWith(context, options), length));
    });
}

function addExport(history: Command, context: CommandContext, end: End): void {
  withConfigOption(
    history.command('export').description('Print all rows as JSON lines, oldest first within each feed.'),
  )
    .option(
      '--since <when>',
      'Created since then: a duration ago (1h, 30d) or an ISO 8601 date or time. Default: the beginning.',
    )
    .option('--until <when>', 'Created before then, written like --since. Default: now.')
    .addHelpText(
      'after',
      `
Output:
  One JSON object for each URL of each task, with times in ISO 8601, the vendor's row in
  \`raw\`, and when it was first and last seen.
${exitCodeHelp}

Examples:
  edgetasks history export --since 30d | gzip > tasks.jsonl.gz`,
    )
    .action(async ({ since, until, ...options }: ExportOptions) => {
      const now = context.clock();
      const window = {
        from: since === undefined ? 0 : pastInstantOption('since', since, now),
        to: until === undefined ? Infinity : pastInstantOption('until', until, now),
      };
      const { exportHistory } = await import('../history-commands.ts');
      end(await exportHistory(contextWith(context, options), window));
    });
}
