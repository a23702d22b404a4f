import type { Command } from 'commander';
import { taskKinds, taskStates } from '../domain/task.ts';
import { DAY } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import { pastInstantOption } from './arguments.ts';
import { repeated, UsageError } from './command.ts';

/** The options that select tasks. */
export interface FilterOptions {
  readonly provider?: readonly string[] | undefined;
  readonly vendor?: readonly string[] | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly state?: readonly string[] | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly url?: readonly string[] | undefined;
  readonly domain?: readonly string[] | undefined;
}

/** Adds the filter options. `noun` is what `--state` refers to: the tasks or the URLs. */
export const withFilterOptions = (command: Command, noun: string): Command =>
  command
    .option('--provider <name>', 'Only this provider.', repeated)
    .option('--vendor <vendor>', 'Only providers of this vendor, such as TENCENT_CDN.', repeated)
    .option('--kind <kind>', 'Only tasks of this kind, such as PREFETCH.', repeated)
    .option('--state <state>', `Only ${noun} in this state, such as FAILED.`, repeated)
    .option(
      '--since <when>',
      'Created since then: a duration ago (15m, 1h, 1d) or an ISO 8601 date or time. Default: 1d before --until.',
    )
    .option('--until <when>', 'Created before then, written like --since. Default: now.')
    .option('--url <url>', 'Only this URL, directory, host or tag, as the vendor spells it.', repeated)
    .option('--domain <host>', 'Only this host name, such as www.example.com.', repeated);

/** A `TaskFilter` of the API. Throws `UsageError`. The server validates the names of vendors and providers, which this program need not know. */
export function filterOf(options: FilterOptions, now: Instant): object {
  const until = options.until === undefined ? undefined : pastInstantOption('until', options.until, now);
  const since =
    options.since === undefined ? (until ?? now) - DAY : pastInstantOption('since', options.since, now);
  if (since >= (until ?? now)) throw new UsageError('--since must be earlier than --until.');
  const lists = {
    providers: split(options.provider),
    vendors: split(options.vendor).map((vendor) => vendor.toUpperCase()),
    kinds: split(options.kind).map((kind) => oneOf('kind', kind, taskKinds)),
    states: split(options.state).map((state) => oneOf('state', state, taskStates)),
    // A URL may contain commas.
    urls: options.url ?? [],
    domains: split(options.domain),
  };
  return {
    ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
    createdAt: { from: textOf(since), ...(until !== undefined && { to: textOf(until) }) },
  };
}

const textOf = (instant: Instant): string => new Date(instant).toISOString();

/** Values that were given many times or as a list. */
export const split = (values: readonly string[] = []): readonly string[] =>
  values.flatMap((value) => value.split(',')).filter((value) => value !== '');

/** One of the known words, in any case. Throws `UsageError`. */
export function oneOf(option: string, value: string, known: readonly string[]): string {
  const found = value.toUpperCase();
  if (known.includes(found)) return found;
  throw new UsageError(`--${option} ${value} is not known. Write one of: ${known.join(', ')}.`);
}
