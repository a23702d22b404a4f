import { Duration } from 'luxon';
import { z } from 'zod';
import { statisticsKeys } from '../domain/history.ts';
import type { StatisticsKey } from '../domain/history.ts';
import { createApiClient, endpointOf, withEndpointOptions } from './api-client.ts';
import type { EndpointOptions } from './api-client.ts';
import { clockText } from './arguments.ts';
import { exitCodes, printJson, printLine, repeated } from './command.ts';
import type { AddCommand, CommandContext } from './command.ts';
import { filterOf, oneOf, split, withFilterOptions } from './filter-options.ts';
import type { FilterOptions } from './filter-options.ts';
import { decoded, Refused, Unreachable } from './response.ts';
import { createTable } from './table.ts';
import type { Column } from './table.ts';

interface StatsOptions extends EndpointOptions, FilterOptions {
  readonly by?: readonly string[] | undefined;
  readonly json?: boolean | undefined;
}

export const statisticsDocument = `query Stats($filter: TaskFilter, $by: [StatisticsKey!]!) {
  statistics(filter: $filter, by: $by) {
    groups {
      provider { name }
      vendor
      kind
      domain
      from
      tasks
      urls
      stateCounts { state count }
      successShare
      timeToDone { p50 p95 max isUpperBound }
    }
    coverage { error { message } }
  }
}`;

const groupShape = z
  .object({
    provider: z.object({ name: z.string() }).nullable(),
    vendor: z.string().nullable(),
    kind: z.string().nullable(),
    domain: z.string().nullable(),
    from: z.string().nullable(),
    tasks: z.number(),
    urls: z.number(),
    stateCounts: z.array(z.object({ state: z.string(), count: z.number() })),
    successShare: z.number().nullable(),
    timeToDone: z
      .object({ p50: z.string(), p95: z.string(), max: z.string(), isUpperBound: z.boolean() })
      .nullable(),
  })
  .transform(({ provider, ...group }) => ({ provider: provider?.name ?? null, ...group }));

const reportShape = z.object({
  statistics: z.object({
    groups: z.array(groupShape),
    coverage: z.array(z.object({ error: z.object({ message: z.string() }).nullable() })),
  }),
});

type Group = z.infer<typeof groupShape>;

/** `edgetasks stats`. */
export const addStats: AddCommand = (program, context, end) => {
  const command = program
    .command('stats')
    .description('Count tasks, their outcomes and how long they took, by group. Needs a history.');
  withFilterOptions(withEndpointOptions(command), 'tasks')
    .option(
      '--by <key>',
      `What to group by: ${statisticsKeys.join(', ').toLowerCase()}. Default: provider.`,
      repeated,
    )
    .option('--json', 'Print one JSON object a line on a terminal too.')
    .addHelpText('after', help)
    .action(async (options: StatsOptions) => {
      const api = createApiClient(endpointOf(options, context.environment), context);
      const keys = split(options.by).map((key) => oneOf('by', key, statisticsKeys));
      const by = keys.length === 0 ? ['PROVIDER'] : [...new Set(keys)];
      const variables = { filter: filterOf(options, context.clock()), by };
      try {
        const response = await api.query(statisticsDocument, variables, new AbortController().signal);
        const { groups, coverage } = decoded(reportShape, response.data).statistics;
        printGroups(groups, by, options.json === true, context);
        const problems = new Set(coverage.flatMap(({ error }) => error?.message ?? []));
        for (const problem of problems) printLine(context.errors, `edgetasks stats: ${problem}`);
        end(problems.size === 0 ? exitCodes.done : exitCodes.failed);
      } catch (error) {
        if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
        printLine(context.errors, `edgetasks stats: ${error.message}`);
        end(exitCodes.error);
      }
    });
};

const help = `
--by, --provider, --vendor, --kind and --state may be given many times or with a list,
such as --by provider,day.

Output:
  On a terminal, a table that fits its width. Elsewhere, one JSON object a line.
  SUCCEEDED is the share of the tasks that have ended; P50, P95 and MAX say how long the
  successful ones took, as minutes and seconds. With ≤ they are upper bounds, because the
  vendor reports no end.

Exit codes:
  0  The figures cover the whole period.
  1  The history does not contain all of it; the output on stderr says what is missing.
  3  Wrong arguments; or the server cannot be reached, refuses, or has no history.

Examples:
  edgetasks stats --since 30d
  edgetasks stats --by domain --kind PREFETCH --since 7d
  edgetasks stats --by provider,day --since 30d --json`;

function printGroups(
  groups: readonly Group[],
  by: readonly string[],
  isJson: boolean,
  { output, errors }: CommandContext,
): void {
  if (isJson || output.terminal === undefined) {
    for (const group of groups) printJson(output, group);
    return;
  }
  if (groups.length === 0) return printLine(errors, 'No tasks found.');
  const columns = [...keyColumns.filter(({ key }) => by.includes(key)), ...figureColumns];
  const { size, hasColors } = output.terminal;
  const table = createTable(columns, groups, { width: size().columns, hasColors });
  // The cells are already printable, and the text between them contains colour codes.
  for (const line of [table.header, ...groups.map((group) => table.line(group))]) output.write(`${line}\n`);
}

const keyColumns: readonly (Column<Group> & { readonly key: StatisticsKey })[] = [
  { key: 'DAY', title: 'DAY (UTC)', value: ({ from }) => from?.slice(0, 10) ?? '' },
  { key: 'HOUR', title: 'HOUR (UTC)', value: ({ from }) => from?.slice(0, 16).replace('T', ' ') ?? '' },
  { key: 'PROVIDER', title: 'PROVIDER', value: ({ provider }) => provider ?? '', least: 8 },
  { key: 'VENDOR', title: 'VENDOR', value: ({ vendor }) => vendor ?? '' },
  { key: 'KIND', title: 'KIND', value: ({ kind }) => kind ?? '' },
  { key: 'DOMAIN', title: 'HOST', value: ({ domain }) => domain ?? '', least: 16 },
];

type Length = 'p50' | 'p95' | 'max';

const lengthColumn = (title: string, length: Length, leaveOut?: number): Column<Group> => ({
  title,
  value: ({ timeToDone }) =>
    timeToDone === null
      ? ''
      : `${timeToDone.isUpperBound ? '≤ ' : ''}${clockText(Duration.fromISO(timeToDone[length]).toMillis())}`,
  align: 'right',
  leaveOut,
});

const figureColumns: readonly Column<Group>[] = [
  { title: 'TASKS', value: ({ tasks }) => String(tasks), align: 'right' },
  { title: 'URLS', value: ({ urls }) => String(urls), align: 'right', leaveOut: 2 },
  {
    title: 'SUCCEEDED',
    value: ({ successShare }) =>
      // Rounds down, so that only everything is shown as 100 %.
      successShare === null ? '' : `${Math.floor(successShare * 1_000) / 10} %`,
    align: 'right',
  },
  lengthColumn('P50', 'p50'),
  lengthColumn('P95', 'p95', 1),
  lengthColumn('MAX', 'max', 3),
];
