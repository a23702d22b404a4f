import { createHash } from 'node:crypto';
import { createApp } from '../../src/app.ts';
import { loadSettings } from '../../src/config.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { EmulatedAccount, Emulator } from '../../src/emulator/emulator.ts';
import type { ClientLimits } from '../../src/graphql/http/client-limits.ts';
import { listen } from '../../src/server.ts';
import { dashboardRoutes } from '../../src/static-files.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { providerSettings } from '../provider-settings.ts';

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
  readonly page: URL;
  /** The only token that is accepted; absent: everybody may ask. */
  readonly token?: string;
  readonly maxVendorCallsPerRequest?: number;
  /** Default: as in a configuration without them. */
  readonly clientLimits?: Partial<ClientLimits>;
  /** Whether only trusted documents are answered, and of them the product's own alone. */
  readonly isTrustedOnly?: boolean;
  /** As the configuration file has it: the names that a federated graph gives the types. */
  readonly subgraph?: { readonly prefix: string; readonly withoutNode: boolean };
  /** Whether the server keeps a history, in memory. Default: no. */
  readonly isKept?: boolean;
  /** Default: any free one. */
  readonly port?: number;
  /** Where accounts are called, by name, once the vendors listen; absent: at the vendors. */
  readonly endpointsOf?: (emulator: Emulator) => Promise<Readonly<Record<string, string>>>;
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };

export async function openStage({
  accounts,
  page,
  token,
  maxVendorCallsPerRequest = 50,
  clientLimits = {},
  isTrustedOnly = false,
  subgraph,
  isKept = false,
  port = 0,
  endpointsOf = async () => ({}),
}: StageSettings): Promise<Stage> {
  const emulator = await startEmulator({ accounts });
  const endpoints = await endpointsOf(emulator);
  const configuration = JSON.stringify({
    maxVendorCallsPerRequest,
    clientLimits,
    providers: accounts.map((account) =>
      providerSettings(account, endpoints[account.name] ?? emulator.endpoint(account.vendor)),
    ),
    ...(isKept && { history: { url: 'file::memory:', interval: 'PT5S' } }),
    ...(isTrustedOnly && { trustedDocuments: [] }),
    ...(subgraph && { subgraph }),
    ...(token !== undefined && { access: { tokens: [{ name: 'test', sha256: sha256(token) }] } }),
  });
  const settings = loadSettings(
    vendors,
    { EDGETASKS_CONFIG: 'test.json', PORT: `${port}` },
    () => configuration,
  );
  const app = await createApp(settings, silent);
  const server = await listen(app.api, settings, {
    routes: new Map([...app.routes, ...dashboardRoutes(page)]),
    isHostAllowed: app.isHostAllowed,
  });
  return {
    url: `${server.url}/`,
    emulator,
    async close() {
      await server.close(0);
      await app.close();
      await emulator.close();
    },
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
