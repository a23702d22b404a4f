import { expect, it } from 'vitest';
import { apiOver } from './api-over.ts';
import { fakeTasks, now, row } from './fake-tasks.ts';

const tasks = fakeTasks([row({ provider: 'main', taskId: '1' }), row({ provider: 'other', taskId: '2' })]);

it('scopes are told with their names and hosts, and how they were found', async () => {
  const { ask } = apiOver(tasks);
  const { errors, data } = await ask(
    '{ providers { scopes { id name domains missingSince } scopeDiscovery { action readAt error { message } } } }',
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    providers: [
      {
        scopes: [
          {
            id: 'zone-1',
            name: 'example.com',
            domains: ['example.com', '*.example.com'],
            missingSince: null,
          },
          { id: 'zone-2', name: null, domains: null, missingSince: new Date(now - 3_600_000).toISOString() },
        ],
        scopeDiscovery: {
          action: 'DescribeZones',
          readAt: new Date(now - 60_000).toISOString(),
          error: null,
        },
      },
      { scopes: [], scopeDiscovery: null },
    ],
  });
});

it('a token that is limited to some providers sees the scopes of these alone', async () => {
  const { ask } = apiOver(tasks, { authenticate: () => ({ name: 'partner', providers: ['main'] }) });
  const { data } = await ask('{ providers { scopes { id } } }', {}, { authorization: 'Bearer t' });
  expect(data).toEqual({ providers: [{ scopes: [{ id: 'zone-1' }, { id: 'zone-2' }] }] });
});
