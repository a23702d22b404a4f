import type { Command } from 'commander';
import { createApiClient, endpointOf, withEndpointOptions } from './api-client.ts';
import type { ApiClient, EndpointOptions } from './api-client.ts';
import { durationOption, durationText } from './arguments.ts';
import { exitCodes, printJson, printLine, UsageError } from './command.ts';
import type { AddCommand, CommandContext } from './command.ts';
import { filterOf, withFilterOptions } from './filter-options.ts';
import type { FilterOptions } from './filter-options.ts';
import { taskList, urlList } from './list-documents.ts';
import type { ListDocument, ListPage } from './list-documents.ts';
import { Refused, Unreachable } from './response.ts';
import { createTable } from './table.ts';
import type { Table } from './table.ts';

interface ListOptions extends EndpointOptions, FilterOptions {
  readonly maxAge?: string | undefined;
  readonly first?: string | undefined;
  readonly all?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `edgetasks tasks`. */
export const addTasks: AddCommand = (program, context, end) => {
  const command = program.command('tasks').description('List the tasks of all providers, newest first.');
  addList(command, taskList, context, end);
};

/** `edgetasks urls`. */
export const addUrls: AddCommand = (program, context, end) => {
  const command = program
    .command('urls')
    .description('List the URLs of all tasks of all providers, newest first.');
  addList(command, urlList, context, end);
};

function addList<Node extends object>(
  command: Command,
  list: ListDocument<Node>,
  context: CommandContext,
  end: (exitCode: number) => void,
): void {
  withFilterOptions(withEndpointOptions(command), list.noun)
    .option(
      '--max-age <duration>',
      'Accept readings of the history that are up to so old, such as 30s, without vendor calls. Default: ask the vendors.',
    )
    .option('--first <number>', `How many ${list.noun} to print. Default: 20.`)
    .option('--all', `Print all ${list.noun} of the period.`)
    .option('--json', 'Print one JSON object a line on a terminal too.')
    .addHelpText('after', helpOf(command.name(), list.noun))
    .action(async (options: ListOptions) => {
      const api = createApiClient(endpointOf(options, context.environment), context);
      const filter = filterOf(options, context.clock());
      end(
        await printList(
          list,
          {
            filter,
            maxAge: durationText(durationOption('max-age', options.maxAge)),
            limit: limitOf(options),
            isJson: options.json === true,
          },
          api,
          context,
        ),
      );
    });
}

const helpOf = (name: string, noun: string): string => `
--provider, --vendor, --kind, --state, --url and --domain may be given many times, and all
but --url with a list, such as --state FAILED,TIMED_OUT.

Output:
  On a terminal, a table that fits its width, with times in UTC. Elsewhere, one JSON
  object a line. Providers that could not answer are named on stderr.

Exit codes:
  0  All ${noun} that were asked for are printed.
  1  Some may be missing, because a provider could not answer, or not in full. The
     others' ${noun} are printed.
  3  Wrong arguments; or the server cannot be reached or refuses.

Examples:
  edgetasks ${name} --state FAILED --since 1d
  edgetasks ${name} --domain www.example.com --kind PREFETCH --first 100
  edgetasks ${name} --all --since 7d | jq -r .taskId`;

interface ListRequest {
  /** A `TaskFilter` of the API. */
  readonly filter: object;
  /** A `Duration` of the API. */
  readonly maxAge: string | undefined;
  /** The most rows to print. */
  readonly limit: number;
  readonly isJson: boolean;
}

const defaultLimit = 20;
const rowsPerRequest = 100;
/** A page without rows may be followed by more: the call budget of its request was used up. */
const mostEmptyPages = 10;

function limitOf({ first, all }: ListOptions): number {
  if (all === true && first !== undefined) throw new UsageError('--all and --first cannot be combined.');
  if (all === true) return Infinity;
  if (first === undefined) return defaultLimit;
  if (/^[1-9]\d{0,8}$/.test(first)) return Number(first);
  throw new UsageError(`--first ${first} is not a number of rows: write 1 or more.`);
}

/** Prints the pages as they arrive. Resolves with the exit code. */
async function printList<Node extends object>(
  list: ListDocument<Node>,
  { isJson, ...request }: ListRequest,
  api: ApiClient,
  context: CommandContext,
): Promise<number> {
  const { output, errors } = context;
  const printRows = isJson || output.terminal === undefined ? jsonRows(context) : tableRows(list, context);
  const reported = new Set<string>();
  const report = (message: string): void => {
    if (!reported.has(message)) printLine(errors, `edgetasks ${list.command}: ${message}`);
    reported.add(message);
  };
  let [isComplete, emptyPages] = [true, 0];
  try {
    for await (const page of pagesOf(list, request, api)) {
      printRows(page.nodes);
      const missing = isFull(page) ? [] : page.errors;
      for (const { message, provider } of missing) {
        const isNamed = provider === null || message.includes(provider.name);
        report(isNamed ? message : `${provider.name}: ${message}`);
      }
      if (missing.length > 0) isComplete = false;
      emptyPages = page.nodes.length === 0 && page.pageInfo.hasNextPage ? emptyPages + 1 : 0;
      if (emptyPages < mostEmptyPages) continue;
      report(`${emptyPages} pages in a row were empty. Narrow the period or the filter to see the rest.`);
      return exitCodes.failed;
    }
    return isComplete ? exitCodes.done : exitCodes.failed;
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
    report(error.message);
    return exitCodes.error;
  }
}

/** Whether nothing is missing. Rows that the call budget did not reach are not missing: they are in the next page. */
const isFull = ({ errors, pageInfo }: ListPage<unknown>): boolean =>
  errors.every(({ type }) => type === 'CallBudgetError' && pageInfo.hasNextPage);

/** Follows the cursors up to the limit. */
async function* pagesOf<Node extends object>(
  list: ListDocument<Node>,
  { filter, maxAge, limit }: Omit<ListRequest, 'isJson'>,
  api: ApiClient,
): AsyncGenerator<ListPage<Node>, void, undefined> {
  const never = new AbortController().signal;
  let left = limit;
  for (let after: string | undefined; left > 0;) {
    const variables = { filter, maxAge, first: Math.min(left, rowsPerRequest), after };
    const page = list.pageOf(await api.query(list.document, variables, never));
    yield page;
    if (!page.pageInfo.hasNextPage || page.pageInfo.endCursor === null) return;
    left -= page.nodes.length;
    after = page.pageInfo.endCursor;
  }
}

const jsonRows =
  ({ output }: CommandContext) =>
  (nodes: readonly object[]): void => {
    for (const node of nodes) printJson(output, node);
  };

function tableRows<Node extends object>(
  { columns, noun }: ListDocument<Node>,
  { output, errors }: CommandContext,
): (nodes: readonly Node[]) => void {
  let table: Table<Node> | undefined;
  return (nodes) => {
    const isFirst = table === undefined;
    const { hasColors = false, size } = output.terminal ?? {};
    table ??= createTable(columns, nodes, { width: size?.().columns ?? 80, hasColors });
    if (isFirst && nodes.length === 0) printLine(errors, `No ${noun} found.`);
    if (isFirst && nodes.length > 0) output.write(`${table.header}\n`);
    // The cells are already printable, and the text between them contains colour codes.
    for (const node of nodes) output.write(`${table.line(node)}\n`);
  };
}
