import { expect, it } from 'vitest';
import { runApp } from './running-app.ts';

it('an app with a history shows its lag in /readyz, in the metrics and in Provider.health', async () => {
  const running = await runApp({ file: { history: { url: 'file::memory:' }, metrics: true } });
  try {
    const health = async (): Promise<unknown> => {
      const answer = await running.ask('{ providers { name health { historySince historyLag } } }');
      return answer.json();
    };
    await expect.poll(health, { timeout: 30_000, interval: 200 }).toMatchObject({
      data: {
        providers: [
          { health: { historySince: expect.any(String), historyLag: expect.stringMatching(/^PT[\d.]+S$/) } },
        ],
      },
    });
    expect(JSON.parse((await running.read('/readyz'))?.text ?? '')).toMatchObject({
      status: 'ready',
      providers: [{ name: 'main', history: { lagSeconds: expect.any(Number) } }],
    });
    expect((await running.read('/metrics'))?.text).toMatch(
      /^edgetasks_history_lag_seconds\{provider="main"\} \d/m,
    );
    expect((await running.read('/metrics'))?.text).toMatch(/^# TYPE edgetasks_tasks_open gauge$/m);
  } finally {
    await running.close();
  }
});

it('an app without a history shows none', async () => {
  const running = await runApp({ file: { metrics: true } });
  try {
    const answer = await running.ask('{ providers { health { historySince historyLag } } }');
    expect(await answer.json()).toEqual({
      data: { providers: [{ health: { historySince: null, historyLag: null } }] },
    });
    expect((await running.read('/readyz'))?.text).not.toContain('history');
    expect((await running.read('/metrics'))?.text).not.toContain('edgetasks_history');
  } finally {
    await running.close();
  }
});
