import { expect, test } from 'vitest';
import { DAY } from '../../src/domain/time.ts';
import { memoryCache, type Cache } from '../../src/engine/keep.ts';
import { oneList, rowOf, rowsApart } from './one-list.ts';
import { NOW } from './scenario.ts';

const query = { from: NOW - DAY };

test('a list without order that has moved is read again from its vendor, not from what is kept', async () => {
  const rows = rowsApart(6);
  const kept = memoryCache(1_000, () => NOW);
  let isForgetful = false;
  const keep: Cache = {
    ...kept,
    get: (key) => (isForgetful && key.includes('"offset":0') ? undefined : kept.get(key)),
  };
  const list = oneList({ rows, maxPageSize: 2, isNewestFirst: false, keep });
  await list.tasks.urlDetails(query, { first: 20 }, list.scope());
  rows.unshift(rowOf('new', 0));
  isForgetful = true;
  const page = await list.tasks.urlDetails(query, { first: 20 }, list.scope());
  expect(page.edges.map(({ node }) => node.taskId).toSorted()).toEqual([
    '00000',
    '00001',
    '00002',
    '00003',
    '00004',
    '00005',
    'new',
  ]);
});
