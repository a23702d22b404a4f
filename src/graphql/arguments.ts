import { UserInputError } from '../domain/errors.ts';
import type { Area, TaskKind, TaskState } from '../domain/task.ts';
import type { PageArguments, TaskQuery } from '../domain/query.ts';
import type { Instant } from '../domain/time.ts';
import { askedProvider } from './context.ts';
import type { Context } from './context.ts';

export const defaultPageSize = 20;
export const maxPageSize = 1_000;

type Given<Value> = Value | null | undefined;

/** Relay's connection arguments as GraphQL gives them. */
export interface GivenPage {
  readonly first?: Given<number>;
  readonly after?: Given<string>;
  readonly last?: Given<number>;
  readonly before?: Given<string>;
}

/** A filter as GraphQL gives it. */
export interface GivenFilter {
  readonly providers?: Given<readonly string[]>;
  readonly vendors?: Given<readonly string[]>;
  readonly kinds?: Given<readonly TaskKind[]>;
  readonly states?: Given<readonly TaskState[]>;
  readonly createdAt?: Given<{ readonly from?: Given<Instant>; readonly to?: Given<Instant> }>;
  readonly url?: Given<string>;
  readonly domain?: Given<string>;
  readonly area?: Given<Area>;
}

/** Throws `UserInputError` unless the arguments ask for one page in one direction. */
export function pageArguments({ first, after, last, before }: GivenPage): PageArguments {
  refuse(
    first != null && last != null,
    'last',
    '`first` and `last` cannot be combined: walk in one direction.',
  );
  refuse(
    after != null && before != null,
    'before',
    '`after` and `before` cannot be combined: walk in one direction.',
  );
  refuse(first != null && before != null, 'before', '`before` goes with `last`; with `first` use `after`.');
  refuse(last != null && after != null, 'after', '`after` goes with `first`; with `last` use `before`.');
  checkPageSize('first', first);
  checkPageSize('last', last);
  if (last != null || before != null) return { last: last ?? defaultPageSize, before: before ?? undefined };
  return { first: first ?? defaultPageSize, after: after ?? undefined };
}

function checkPageSize(argument: string, size: Given<number>): void {
  refuse(
    size != null && (size < 0 || size > maxPageSize),
    argument,
    `\`${argument}\` must lie between 0 and ${maxPageSize}.`,
  );
}

/** Throws `UserInputError` on a filter that nothing could pass, or that names a provider that is not configured. */
export function taskQuery(
  filter: Given<GivenFilter>,
  context: Pick<Context, 'providers' | 'scope'>,
): TaskQuery {
  if (filter == null) return {};
  const { providers, vendors, kinds, states, createdAt, url, domain, area } = filter;
  for (const name of providers ?? []) askedProvider(context, name, 'filter.providers');
  const from = createdAt?.from ?? undefined;
  const to = createdAt?.to ?? undefined;
  refuse(
    from !== undefined && from >= (to ?? context.scope.now),
    'filter.createdAt.from',
    to === undefined
      ? '`from` must be earlier than now.'
      : '`from` must be earlier than `to`: the range includes `from` and ends before `to`.',
  );
  return {
    providers: filled('filter.providers', providers),
    vendors: filled('filter.vendors', vendors),
    kinds: filled('filter.kinds', kinds),
    states: filled('filter.states', states),
    from,
    to,
    url: written('filter.url', url),
    domain: written('filter.domain', domain)?.toLowerCase(),
    area: area ?? undefined,
  };
}

/** Throws `UserInputError` on a filter of rows that nothing could pass. */
export const rowFilter = (
  filter: Given<Pick<GivenFilter, 'states' | 'url'>>,
): Pick<TaskQuery, 'states' | 'url'> => ({
  states: filled('filter.states', filter?.states),
  url: written('filter.url', filter?.url),
});

/** A list of alternatives: absent means all of them, so an empty one is a slip of the caller. */
export function filled<Value>(
  argument: string,
  values: Given<readonly Value[]>,
): readonly Value[] | undefined {
  refuse(
    values?.length === 0,
    argument,
    `\`${argument}\` is empty, which nothing matches. Leave it out for all.`,
  );
  return values ?? undefined;
}

/** Text that names something: absent means any. */
export function written(argument: string, text: Given<string>): string | undefined {
  const trimmed = text?.trim();
  refuse(trimmed === '', argument, `\`${argument}\` is empty. Leave it out for any.`);
  return trimmed;
}

export function refuse(isWrong: boolean, argument: string, message: string): void {
  if (isWrong) throw new UserInputError(argument, message);
}
