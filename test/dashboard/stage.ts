import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/app.ts';
import type { App } from '../../src/app.ts';
import { loadSettings } from '../../src/config.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { EmulatedAccount, Emulator } from '../../src/emulator/emulator.ts';
import { vendorNamed, vendors } from '../../src/vendors/registry.ts';
import { pageFile } from './built-page.ts';

/** The server with its dashboard, over vendors that a test holds in its hand. */
export interface Stage {
  readonly url: string;
  readonly emulator: Emulator;
  close(): Promise<void>;
}

/** What to set up. */
export interface StageSettings {
  readonly accounts: readonly EmulatedAccount[];
  /** The folder that the page was built in. */
  readonly page: string;
  /** The only token that is accepted; absent: everybody may ask. */
  readonly token?: string;
  readonly maxVendorCallsPerRequest?: number;
  /** Default: any free one. */
  readonly port?: number;
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };

export async function openStage({
  accounts,
  page,
  token,
  maxVendorCallsPerRequest = 50,
  port = 0,
}: StageSettings): Promise<Stage> {
  const emulator = await startEmulator({ accounts });
  const configuration = JSON.stringify({
    maxVendorCallsPerRequest,
    providers: accounts.map((account) => providerOf(account, emulator)),
    ...(token !== undefined && { access: { tokens: [{ name: 'test', sha256: sha256(token) }] } }),
  });
  const settings = loadSettings(
    vendors,
    { EDGETASKS_CONFIG: 'test.json', PORT: `${port}` },
    () => configuration,
  );
  const app = await createApp(settings, silent);
  const server = await serve(app, page, port);
  return {
    url: urlOf(server),
    emulator,
    async close() {
      server.closeAllConnections();
      server.close();
      await app.close();
      await emulator.close();
    },
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function providerOf({ vendor, name, id, secret, zones }: EmulatedAccount, emulator: Emulator) {
  const [identity, proof] = vendorNamed(vendor)?.credentials ?? [];
  if (identity === undefined || proof === undefined) throw new RangeError(`There is no vendor ${vendor}`);
  return {
    name,
    vendor,
    endpoint: emulator.endpoint(vendor),
    credentials: { [identity.name]: id, [proof.name]: secret },
    ...(zones !== undefined && { zones }),
  };
}

async function serve({ api }: App, folder: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const file = pageFile(folder, request.url ?? '/');
    if (file === undefined) void api(request, response);
    else response.writeHead(200, file.headers).end(file.body);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function urlOf(server: Server): string {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens at no port');
  return `http://127.0.0.1:${address.port}/`;
}
