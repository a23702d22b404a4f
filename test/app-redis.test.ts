import { expect, it, vi } from 'vitest';
import { connectRedis } from '../src/engine/redis-connection.ts';
import { RedisServer } from './engine/redis-server.ts';
import { runApp } from './observability/running-app.ts';

async function keysIn({ socket }: RedisServer): Promise<string[]> {
  const connection = await connectRedis(socket, () => undefined);
  const keys = await connection.keys('*');
  connection.disconnect();
  return keys;
}

it('shares rates through Redis, and reports when Redis cannot be reached any more', async () => {
  const redis = await RedisServer.prepare();
  try {
    await redis.start();
    const running = await runApp({ environment: { EDGETASKS_REDIS_URL: redis.socket } });
    try {
      await (await running.ask('{ tasks(first: 1) { nodes { taskId } } }')).text();
      expect((await running.read('/metrics'))?.text).toContain(
        'edgetasks_rate_budget_state{state="shared"} 1',
      );
      await vi.waitFor(async () =>
        expect(await keysIn(redis)).toEqual(
          expect.arrayContaining([expect.stringMatching(/^edgetasks:rate:/)]),
        ),
      );
      await redis.kill();
      await vi.waitFor(() => expect(running.logged.join()).toContain('"state":"alone"'));
      expect(JSON.parse((await running.read('/readyz'))?.text ?? '')).toMatchObject({
        status: 'ready',
        rateBudget: 'alone',
      });
    } finally {
      await running.close();
    }
  } finally {
    await redis.remove();
  }
});
