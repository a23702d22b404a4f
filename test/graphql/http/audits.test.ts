import { serverAudits } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import { apiOver } from '../api-over.ts';
import { fakeTasks, row } from '../fake-tasks.ts';

const { api } = apiOver(fakeTasks([row({ provider: 'main', taskId: '1' })]));

const audits = serverAudits({
  url: 'http://localhost/graphql',
  fetchFn: (input: string, init: RequestInit) => api.fetch(input, init),
});

describe('GraphQL over HTTP', () => {
  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (name, audit) => {
    const { status, ...result } = await audit.fn();
    const why = 'reason' in result ? result.reason : '';
    // What a server MAY do, the header against foreign pages forbids to some requests by GET.
    expect(`${status} ${why}`).toMatch(name.startsWith('MAY') ? /^(?:ok|notice|warn) / : /^ok /);
  });
});
