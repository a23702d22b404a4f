import { UserInputError } from '../domain/errors.ts';
import type { Area, TaskKind, TaskState } from '../domain/task.ts';
import type { PageArguments, TaskQuery } from '../domain/query.ts';
import type { TaskHistory } from '../domain/history.ts';
import { DAY, type Instant, type Milliseconds } from '../domain/time.ts';
import { askedProvider } from './context.ts';
import type { Context } from './context.ts';

export const defaultPageSize = 20;
export const maxPageSize = 1_000;

/** The most values that a list argument may have. */
export const maxValues = 1_000;

/** An argument as GraphQL gives it: null and absent mean the same. */
export type Given<Value> = Value | null | undefined;

/** Relay's connection arguments and `maxAge`, as GraphQL gives them. */
export interface GivenPage {
  readonly first?: Given<number>;
  readonly after?: Given<string>;
  readonly last?: Given<number>;
  readonly before?: Given<string>;
  readonly maxAge?: Given<Milliseconds>;
}

/** A filter as GraphQL gives it. */
export interface GivenFilter {
  readonly providers?: Given<readonly string[]>;
  readonly vendors?: Given<readonly string[]>;
  readonly kinds?: Given<readonly TaskKind[]>;
  readonly states?: Given<readonly TaskState[]>;
  readonly createdAt?: Given<{ readonly from?: Given<Instant>; readonly to?: Given<Instant> }>;
  readonly url?: Given<string>;
  readonly urls?: Given<readonly string[]>;
  readonly domain?: Given<string>;
  readonly domains?: Given<readonly string[]>;
  readonly area?: Given<Area>;
}

/** Throws `UserInputError` unless the arguments ask for one page in one direction and `maxAge` is possible. */
export function pageArguments(
  { first, after, last, before, maxAge }: GivenPage,
  history?: KeepingHistory,
): PageArguments {
  assertInput(
    first == null || last == null,
    'last',
    '`first` and `last` cannot be combined: page in one direction.',
  );
  assertInput(
    after == null || before == null,
    'before',
    '`after` and `before` cannot be combined: page in one direction.',
  );
  assertInput(
    first == null || before == null,
    'before',
    '`before` goes with `last`; with `first` use `after`.',
  );
  assertInput(last == null || after == null, 'after', '`after` goes with `first`; with `last` use `before`.');
  assertPageSize('first', first);
  assertPageSize('last', last);
  const age = maxAgeOf(maxAge, history);
  if (last != null || before != null) {
    return { last: last ?? defaultPageSize, before: before ?? undefined, maxAge: age };
  }
  return { first: first ?? defaultPageSize, after: after ?? undefined, maxAge: age };
}

function assertPageSize(argument: string, size: Given<number>): void {
  assertInput(
    size == null || (size >= 0 && size <= maxPageSize),
    argument,
    `\`${argument}\` must be between 0 and ${maxPageSize}.`,
  );
}

/** How long the history keeps what it has read. */
export type KeepingHistory = Pick<TaskHistory, 'keepFor'> | undefined;

/** Throws `UserInputError` on a negative duration, or one that is longer than the history keeps anything. */
export function maxAgeOf(maxAge: Given<Milliseconds>, history: KeepingHistory): Milliseconds | undefined {
  assertInput(
    maxAge == null || maxAge >= 0,
    'maxAge',
    '`maxAge` must not be negative. Write it like "PT30S"; "PT0S" always asks the vendors.',
  );
  assertInput(
    maxAge == null || history === undefined || maxAge <= history.keepFor,
    'maxAge',
    `\`maxAge\` must not be longer than the history keeps tasks, which is ${Math.floor((history?.keepFor ?? 0) / DAY)} days (\`history.keepFor\` in the configuration). Seconds are usual, such as "PT30S".`,
  );
  return maxAge ?? undefined;
}

/** Throws `UserInputError` on a filter that nothing could match, or that names a provider that is not configured. */
export function taskQuery(
  filter: Given<GivenFilter>,
  context: Pick<Context, 'providers' | 'scope'>,
): TaskQuery {
  if (filter == null) return {};
  const { vendors, kinds, states, createdAt, area } = filter;
  const providers = nonEmpty('filter.providers', filter.providers);
  for (const name of providers ?? []) askedProvider(context, name, 'filter.providers');
  const from = createdAt?.from ?? undefined;
  const to = createdAt?.to ?? undefined;
  assertInput(
    from === undefined || from < (to ?? context.scope.now),
    'filter.createdAt.from',
    to === undefined
      ? '`from` must be earlier than now.'
      : '`from` must be earlier than `to`: the range includes `from` and ends before `to`.',
  );
  return {
    providers,
    vendors: nonEmpty('filter.vendors', vendors),
    kinds: nonEmpty('filter.kinds', kinds),
    states: nonEmpty('filter.states', states),
    from,
    to,
    urls: urlsOf(filter),
    domains: texts('domain', filter.domain, filter.domains)?.map((name) => name.toLowerCase()),
    area: area ?? undefined,
  };
}

/** The part of a filter that concerns the URLs of one task. Throws `UserInputError` if nothing could match it. */
export const urlDetailQuery = (
  filter: Given<Pick<GivenFilter, 'states' | 'url' | 'urls'>>,
): Pick<TaskQuery, 'states' | 'urls'> => ({
  states: nonEmpty('filter.states', filter?.states),
  urls: filter == null ? undefined : urlsOf(filter),
});

const urlsOf = ({ url, urls }: Pick<GivenFilter, 'url' | 'urls'>): readonly string[] | undefined =>
  texts('url', url, urls);

/** A filter field that exists for one value and, in the plural, for several. */
function texts(
  field: 'url' | 'domain',
  one: Given<string>,
  several: Given<readonly string[]>,
): readonly string[] | undefined {
  const [argument, arguments_] = [`filter.${field}`, `filter.${field}s`];
  assertInput(
    one == null || several == null,
    arguments_,
    `\`${argument}\` and \`${arguments_}\` cannot be combined: put all values into \`${arguments_}\`.`,
  );
  if (one != null) return [nonBlank(argument, one)];
  return nonEmpty(arguments_, several)?.map((text) => nonBlank(arguments_, text));
}

/** A list of alternatives. Absent means all; an empty list matches nothing and is refused as a mistake. */
export function nonEmpty<Value>(
  argument: string,
  values: Given<readonly Value[]>,
): readonly Value[] | undefined {
  assertInput(
    values?.length !== 0,
    argument,
    `\`${argument}\` is empty, so nothing matches it. Leave it out to match everything.`,
  );
  assertInput(
    values == null || values.length <= maxValues,
    argument,
    `\`${argument}\` has ${values?.length} values; at most ${maxValues} are allowed.`,
  );
  return values ?? undefined;
}

/** Trims a text. Throws `UserInputError` if nothing is left. */
function nonBlank(argument: string, text: string): string {
  const trimmed = text.trim();
  assertInput(trimmed !== '', argument, `\`${argument}\` is empty. Leave it out to match everything.`);
  return trimmed;
}

/** Throws `UserInputError` unless the condition holds. */
export function assertInput(condition: boolean, argument: string, message: string): asserts condition {
  if (!condition) throw new UserInputError(argument, message);
}
