import { describe, expect, it } from 'vitest';
import { apiOver } from './api-over.ts';
import { down, rows } from './fake-rows.ts';
import { fakeTasks } from './fake-tasks.ts';

describe('a report on a URL', () => {
  it('tells for each provider what last covered it', async () => {
    const { ask } = apiOver(fakeTasks(rows, { edge: down }));
    const { data } = await ask(`{ urlReport(url: "https://img.example.com/a.png") { url state
      providers { provider { name } latest { state url } error { __typename } } } }`);
    expect(data).toEqual({
      urlReport: {
        url: 'https://img.example.com/a.png',
        state: 'FAILED',
        providers: [
          { provider: { name: 'main' }, latest: null, error: { __typename: 'UnavailableError' } },
          {
            provider: { name: 'aliyun' },
            latest: { state: 'FAILED', url: 'https://img.example.com/a.png' },
            error: { __typename: 'UnavailableError' },
          },
          { provider: { name: 'edge' }, latest: null, error: { __typename: 'UnavailableError' } },
        ],
      },
    });
  });
});
