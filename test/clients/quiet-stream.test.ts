import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { taskId } from '../../src/graphql/global-id.ts';
import { serverOver } from '../cli/world.ts';
import { VirtualTime } from '../engine/virtual-time.ts';
import { fakeTasks, now, row } from '../graphql/fake-tasks.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

it('a stream in which nothing happens is kept open by a ping every twelve seconds', async () => {
  // Yoga is hasty where it thinks that it is tested itself.
  vi.stubEnv('NODE_ENV', 'production');
  vi.useFakeTimers({ toFake: ['setInterval'] });
  const fetch = serverOver(
    fakeTasks([row({ provider: 'main', taskId: '1', state: 'PROCESSING' })]),
    new VirtualTime(now),
  );
  const ending = new AbortController();
  const response = await fetch('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({
      query: 'subscription ($id: ID!) { taskProgress(id: $id) { ... on Task { state } } }',
      variables: { id: taskId({ provider: 'main', kind: 'PREFETCH', taskId: '1' }) },
    }),
    signal: ending.signal,
  });
  const heard: string[] = [];
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const reading = (async () => {
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      heard.push(part.value);
    }
  })().catch(() => undefined);
  while (!heard.join('').includes('PROCESSING')) await pause(1);
  await pause(50);
  heard.length = 0;
  vi.advanceTimersByTime(11_900);
  await pause(50);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(100);
  while (heard.length === 0) await pause(1);
  expect(heard.join('')).toBe(':\n\n');
  ending.abort();
  await reading;
});
