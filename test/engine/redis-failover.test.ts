import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { connectRedis } from '../../src/engine/redis-connection.ts';
import { freePort, portOf } from '../free-port.ts';
import { needs } from '../needs.ts';
import { RedisServer } from './redis-server.ts';

needs('redis-server');

/** What a test started, newest last. */
const started: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const part of started.splice(0).toReversed()) await part.close();
});

interface Node {
  readonly redis: RedisServer;
  readonly port: number;
}

async function startNode(...options: string[]): Promise<Node> {
  const [redis, port] = [await RedisServer.prepare(), await freePort()];
  started.push({ close: () => redis.remove() });
  await redis.start('--port', String(port), '--bind', '127.0.0.1', ...options);
  return { redis, port };
}

/** The address of the primary, as a virtual IP or a proxy gives it: open connections stay where they are. */
async function addressOf(primary: Node) {
  let target = primary.port;
  let connections = 0;
  const server = createServer((client) => {
    connections += 1;
    const upstream = connect(target, '127.0.0.1');
    client.pipe(upstream).pipe(client);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const)
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    started.push({ close: () => Promise.resolve(client.destroy()) });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  started.push({ close: () => new Promise((resolve) => server.close(resolve)) });
  return {
    url: `redis://127.0.0.1:${portOf(server)}`,
    connections: () => connections,
    moveTo: (node: Node) => {
      target = node.port;
    },
  };
}

it.each(['written to', 'only read', 'not used'])(
  'after a failover the connection leaves the old primary within five seconds when it is %s',
  async (use) => {
    const primary = await startNode();
    const replica = await startNode('--replicaof', `127.0.0.1 ${primary.port}`);
    const address = await addressOf(primary);
    const redis = await connectRedis(address.url, () => undefined);
    started.push({ close: () => Promise.resolve(redis.disconnect()) });
    await redis.set('before', '1');

    await replica.redis.command('REPLICAOF', 'NO', 'ONE');
    await primary.redis.command('REPLICAOF', '127.0.0.1', String(replica.port));
    address.moveTo(replica);
    const began = performance.now();
    const isOnNewPrimary = async (): Promise<void> => {
      if (use === 'written to') await redis.set('after', '1').catch(() => undefined);
      if (use === 'only read') await redis.get('before').catch(() => undefined);
      expect(address.connections()).toBe(2);
      expect(redis.status).toBe('ready');
    };
    await vi.waitFor(isOnNewPrimary, { timeout: 10_000, interval: 50 });
    expect(performance.now() - began).toBeLessThan(5_000);
    await redis.set('after', '2');
    expect(await redis.call('ROLE')).toEqual(expect.arrayContaining(['master']));
  },
);
