import { describe, expect, it } from 'vitest';
import { UserInputError } from '../../src/domain/errors.ts';
import type { Page } from '../../src/domain/page.ts';
import type { PageArguments } from '../../src/domain/query.ts';
import { ascendingPage } from '../../src/graphql/order.ts';

/** Pages of a list of numbers in descending order; the cursor of a number is its text. */
const descending = (numbers: readonly number[]) => {
  const list = numbers.toSorted((one, other) => other - one);
  return async ({ first, after, last, before }: PageArguments): Promise<Page<number>> => {
    for (const [argument, cursor] of Object.entries({ after, before })) {
      if (cursor !== undefined && !list.includes(Number(cursor))) {
        throw new UserInputError(argument, `\`${argument}\` is not a cursor`);
      }
    }
    const start = after === undefined ? 0 : list.indexOf(Number(after)) + 1;
    const end = before === undefined ? list.length : list.indexOf(Number(before));
    const page = last === undefined ? [start, start + (first ?? 0)] : [Math.max(0, end - last), end];
    const nodes = list.slice(...page);
    return {
      edges: nodes.map((node) => ({ node, cursor: String(node) })),
      hasNextPage: last === undefined ? (page[1] ?? 0) < list.length : before !== undefined,
      hasPreviousPage: last === undefined ? after !== undefined : (page[0] ?? 0) > 0,
      startCursor: nodes[0]?.toString(),
      endCursor: nodes.at(-1)?.toString(),
      coverage: [],
      errors: [],
      totalCount: () => Promise.resolve(list.length),
    };
  };
};

describe('a list in ascending order', () => {
  it.each([1, 2, 3, 7, 10])('has every item once, oldest first, in pages of %i', async (first) => {
    const read = descending([4, 2, 7, 1, 3, 6, 5]);
    const seen: number[] = [];
    for (let after: string | undefined; ;) {
      const page = await ascendingPage({ first, after }, read);
      seen.push(...page.edges.map(({ node }) => node));
      expect(await page.totalCount()).toBe(7);
      if (!page.hasNextPage) break;
      after = page.endCursor;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('can be read backwards from its newest item', async () => {
    const read = descending([1, 2, 3, 4, 5]);
    const newest = await ascendingPage({ last: 2 }, read);
    expect(newest.edges.map(({ node }) => node)).toEqual([4, 5]);
    expect([newest.hasPreviousPage, newest.hasNextPage]).toEqual([true, false]);
    const before = await ascendingPage({ last: 2, before: newest.startCursor }, read);
    expect(before.edges.map(({ node }) => node)).toEqual([2, 3]);
  });

  it('names the argument that the client passed when its cursor is wrong', async () => {
    const wrong = ascendingPage({ first: 1, after: 'nonsense' }, descending([1]));
    await expect(wrong).rejects.toMatchObject({
      argument: 'after',
      message: '`after` is not a cursor',
    });
  });

  it('passes the allowed age on', async () => {
    const asked: PageArguments[] = [];
    const read = descending([1]);
    await ascendingPage({ first: 1, maxAge: 5 }, (page) => {
      asked.push(page);
      return read(page);
    });
    expect(asked).toEqual([{ last: 1, maxAge: 5 }]);
  });
});
