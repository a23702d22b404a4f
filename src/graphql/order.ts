import { UserInputError } from '../domain/errors.ts';
import type { Page } from '../domain/page.ts';
import type { PageArguments } from '../domain/query.ts';
import { builder } from './builder.ts';

const OrderDirectionEnum = builder.enumType('OrderDirection', {
  description: 'The direction of an order.',
  values: {
    ASC: { description: 'Ascending: oldest first.' },
    DESC: { description: 'Descending: newest first.' },
  },
});

const ListOrderFieldEnum = builder.enumType('ListOrderField', {
  description: 'What a list can be ordered by.',
  values: { CREATED_AT: { description: 'When the task was submitted.' } },
});

/** An `orderBy` argument as GraphQL gives it. */
export interface GivenOrder {
  readonly field: 'CREATED_AT';
  readonly direction: 'ASC' | 'DESC';
}

export const ListOrderInput = builder.inputType('ListOrder', {
  description: 'The order of a list. Items of the same time are ordered by provider, task id and URL.',
  fields: (t) => ({
    field: t.field({
      type: ListOrderFieldEnum,
      required: true,
      description: 'The field to order by.',
    }),
    direction: t.field({ type: OrderDirectionEnum, required: true, description: 'The direction.' }),
  }),
});

/** The page of the descending list that contains the same items as a page of the ascending list, in reverse. */
export const mirrored = ({ first, after, last, before, ...others }: PageArguments): PageArguments => ({
  first: last,
  after: before,
  last: first,
  before: after,
  ...others,
});

/** Reads one page of the list in ascending order. */
export async function ascendingPage<Node>(
  asked: PageArguments,
  read: (page: PageArguments) => Promise<Page<Node>>,
): Promise<Page<Node>> {
  const page = await read(mirrored(asked)).catch((error: unknown) => {
    throw error instanceof UserInputError ? inTermsOfClient(error) : error;
  });
  return {
    edges: page.edges.toReversed(),
    hasNextPage: page.hasPreviousPage,
    hasPreviousPage: page.hasNextPage,
    startCursor: page.endCursor,
    endCursor: page.startCursor,
    coverage: page.coverage,
    errors: page.errors,
    totalCount: () => page.totalCount(),
  };
}

/** In ascending order the client's `after` is the list's `before`, and vice versa. */
function inTermsOfClient(error: UserInputError): UserInputError {
  const names: Readonly<Record<string, string>> = { after: 'before', before: 'after' };
  const name = names[error.argument];
  return name === undefined
    ? error
    : new UserInputError(name, error.message.replaceAll(`\`${error.argument}\``, `\`${name}\``));
}
