import { describe, expect, it } from 'vitest';
import type { TaskRowFragment } from '../../src/dashboard/gql/graphql.ts';
import { groupsOf, undecided } from '../../src/dashboard/groups.ts';
import { taskRow } from './task-row.ts';

const second = '2026-03-01T12:00:00';
const idsOf = (tasks: readonly TaskRowFragment[], urlSets = new Map<string, string>()) =>
  groupsOf(tasks, urlSets).map((group) => group.map(({ id }) => id));

describe('tasks of one release', () => {
  it('are one group: the same second, kind and URL on several providers', () => {
    const tasks = [
      taskRow('a', 'tencent', { createdAt: `${second}.900Z` }),
      taskRow('other', 'tencent', { createdAt: `${second}.500Z`, url: 'https://www.example.com/other.js' }),
      taskRow('b', 'aliyun', { createdAt: `${second}.000Z`, url: 'http://www.example.com/app.js' }),
    ];
    expect(idsOf(tasks)).toEqual([['a', 'b'], ['other']]);
  });

  it.each([
    ['another second', { createdAt: '2026-03-01T12:00:01.000Z' }],
    ['another kind', { kind: 'PURGE_URL' }],
    ['another URL', { url: 'https://www.example.com/b.js' }],
    ['another number of URLs', { urlCount: 2 }],
  ] as const)('are not grouped with a task of %s', (_, difference) => {
    expect(idsOf([taskRow('a', 'tencent'), taskRow('b', 'aliyun', difference)])).toEqual([['a'], ['b']]);
  });

  it('are not two tasks of one provider', () => {
    expect(idsOf([taskRow('a', 'tencent'), taskRow('b', 'tencent')])).toEqual([['a'], ['b']]);
  });

  it('of many URLs are grouped only when all URLs were compared and are the same', () => {
    const tasks = ['tencent', 'edge', 'aliyun'].map((name) => taskRow(name, name, { urlCount: 3 }));
    expect(undecided(tasks).map(({ id }) => id)).toEqual(['tencent', 'edge', 'aliyun']);
    expect(idsOf(tasks)).toEqual([['tencent'], ['edge'], ['aliyun']]);
    const compared = new Map([
      ['tencent', 'a b c'],
      ['edge', 'a x c'],
      ['aliyun', 'a b c'],
    ]);
    expect(idsOf(tasks, compared)).toEqual([['tencent', 'aliyun'], ['edge']]);
  });

  it('need no comparison where no other provider has a similar task', () => {
    expect(
      undecided([taskRow('a', 'tencent', { urlCount: 3 }), taskRow('b', 'edge', { urlCount: 4 })]),
    ).toEqual([]);
    expect(
      undecided([taskRow('a', 'tencent', { urlCount: 3 }), taskRow('b', 'tencent', { urlCount: 3 })]),
    ).toEqual([]);
  });
});
