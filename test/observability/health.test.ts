import { describe, expect, it } from 'vitest';
import { health, type WatchedProvider } from '../../src/observability/health.ts';
import type { CircuitState } from '../../src/engine/runtime.ts';

const now = Date.UTC(2026, 2, 1, 12);

/** Two providers, of which the first has two lists. Nothing is available unless said so. */
function watch(available: readonly string[] = []) {
  const provider = (name: string, ...actions: string[]): WatchedProvider => ({
    name,
    actions,
    isAvailable: () => available.includes(name),
  });
  const watched = health(() => now);
  watched.setProviders([
    provider('tencent', 'DescribePushTasks', 'DescribePurgeTasks'),
    provider('aliyun', 'DescribeRefreshTasks'),
  ]);
  const circuit = (place: string, action: string, state: CircuitState): void =>
    watched.observe({ type: 'circuit', provider: place, action, state });
  const ask = async (path: string) => {
    const answer = await watched.routes.get(path)?.(() => undefined);
    if (answer === undefined) throw new Error(`There is no ${path}`);
    return { status: answer.status, body: String(answer.body) };
  };
  const readiness = async (): Promise<{ status: number; body: unknown }> => {
    const { status, body } = await ask('/readyz');
    return { status, body: JSON.parse(body) };
  };
  return { ...watched, circuit, ask, readiness };
}

describe('an instance', () => {
  it('is alive regardless of its vendors, and while it stops', async () => {
    const { ask, circuit, stop } = watch();
    circuit('aliyun', 'DescribeRefreshTasks', 'open');
    stop();
    expect(await ask('/healthz')).toEqual({ status: 200, body: 'alive\n' });
  });

  it('is ready while one list of one provider can be read, and names what is open', async () => {
    const { circuit, readiness } = watch();
    circuit('aliyun', 'DescribeRefreshTasks', 'open');
    circuit('tencent', 'DescribePushTasks', 'open');
    circuit('tencent', 'DescribePushTasks', 'half-open');
    const since = '2026-03-01T12:00:00.000Z';
    expect(await readiness()).toEqual({
      status: 200,
      body: {
        status: 'ready',
        providers: [
          {
            name: 'tencent',
            canAnswer: true,
            openCircuits: [{ action: 'DescribePushTasks', state: 'half-open', since }],
          },
          {
            name: 'aliyun',
            canAnswer: false,
            openCircuits: [{ action: 'DescribeRefreshTasks', state: 'open', since }],
          },
        ],
      },
    });
  });

  it('is not ready when no provider can answer, and is again when one can', async () => {
    const { circuit, readiness } = watch();
    circuit('aliyun', 'DescribeRefreshTasks', 'open');
    circuit('tencent', 'DescribePushTasks', 'open');
    circuit('tencent', 'DescribePurgeTasks', 'open');
    expect(await readiness()).toMatchObject({ status: 503, body: { status: 'no provider can answer' } });
    circuit('tencent', 'DescribePurgeTasks', 'closed');
    expect(await readiness()).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  it('is ready if an open circuit allows the next call, because otherwise no client would try', async () => {
    const { circuit, readiness } = watch(['aliyun']);
    circuit('aliyun', 'DescribeRefreshTasks', 'open');
    circuit('tencent', 'DescribePushTasks', 'open');
    circuit('tencent', 'DescribePurgeTasks', 'open');
    expect(await readiness()).toMatchObject({ status: 200 });
  });

  it('is not ready from the moment that it stops', async () => {
    const { stop, readiness } = watch(['aliyun', 'tencent']);
    expect((await readiness()).status).toBe(200);
    stop();
    expect(await readiness()).toMatchObject({ status: 503, body: { status: 'stopping' } });
  });

  it('says whether it shares the rates with others', async () => {
    const { observe, readiness } = watch();
    observe({ type: 'rate-budget', state: 'alone', reason: 'Redis cannot be reached.' });
    expect(await readiness()).toMatchObject({ status: 200, body: { rateBudget: 'alone' } });
  });
});
