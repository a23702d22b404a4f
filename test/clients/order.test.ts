import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { accountsWith, deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';

let open: Deployment;

beforeAll(async () => {
  open = await deploy(accountsWith(30));
});

afterAll(() => open.close());

interface List {
  readonly list: {
    readonly nodes: readonly { readonly id: string; readonly createdAt: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** The ids of a whole list, read in pages. */
async function walked(field: string, direction: string, first: number): Promise<string[]> {
  const query = `query ($first: Int, $after: String) {
    list: ${field}(orderBy: { field: CREATED_AT, direction: ${direction} }, first: $first, after: $after) {
      nodes { id createdAt } pageInfo { hasNextPage endCursor } } }`;
  const read = async (after: string | null): Promise<List['list'] | undefined> => {
    const { data, errors } = await ask<List>(open.url, { query, variables: { first, after } });
    expect(errors).toBeUndefined();
    return data?.list;
  };
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const page = await read(after);
    ids.push(...(page?.nodes.map(({ id }) => id) ?? []));
    if (page?.pageInfo.hasNextPage !== true) return ids;
    after = page.pageInfo.endCursor;
  }
}

it.each(['tasks', 'urlDetails'])('%s are the same in ascending order, from the other end', async (field) => {
  const newestFirst = await walked(field, 'DESC', 1_000);
  expect(newestFirst.length).toBeGreaterThan(80);
  expect(await walked(field, 'ASC', 17)).toEqual(newestFirst.toReversed());
});
