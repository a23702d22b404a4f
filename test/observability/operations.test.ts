import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { runApp } from './running-app.ts';

it('logs requests after their responses, each once and with its own id', async () => {
  const running = await runApp();
  try {
    const ask = (id: string) =>
      running.app.api.fetch('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-request-id': id },
        body: '{"query":"{ __typename }"}',
      });
    await Promise.all([ask('first'), ask('second')]);
    expect(running.logged).toEqual([]);
    await setImmediate();
    const ids = running.logged.map((line) => String(JSON.parse(line).requestId));
    expect(ids.toSorted()).toEqual(['first', 'second']);
  } finally {
    await running.close();
  }
});
