import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server on loopback for the length of one test. */
export async function localServer(listener: RequestListener): Promise<{ readonly origin: string }> {
  return { origin: await listening(createServer(listener)) };
}

/** Lets a server listen on loopback for the length of one test; gives its origin. */
export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = addressOf(server.address());
  return `http://127.0.0.1:${port}`;
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address;
}
