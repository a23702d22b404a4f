import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';

/** The port that a server listens at. */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens at no port');
  return address.port;
}

/** A port of loopback that nothing uses now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  return port;
}
