import { createHash } from 'node:crypto';
import { createApp } from '../../src/app.ts';
import { loadSettings } from '../../src/config.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { EmulatedAccount, Emulator, Submission } from '../../src/emulator/emulator.ts';
import { endpoint } from '../../src/graphql/http/api.ts';
import { listen } from '../../src/server.ts';
import { vendorNamed, vendors } from '../../src/vendors/registry.ts';

/** The product as a company runs it: three vendors and the server over real HTTP, configured by a file. */
export interface Deployment {
  /** Of the GraphQL endpoint. */
  readonly url: string;
  readonly emulator: Emulator;
  /** The vendors' clocks go forward at once, and their tasks go on. Beyond five minutes they refuse signatures. */
  elapse(milliseconds: number): void;
  close(): Promise<void>;
}

/** What a test sets beside the providers, in the words of the configuration file. */
export type FileSettings = Readonly<Record<string, unknown>>;

const second = 1_000;
const minute = 60 * second;
const silent = { info: () => {}, warn: () => {}, error: () => {} };
/** Files that stand beside the configuration file, by their names. */
type Beside = Readonly<Record<string, string>>;

/** Starts it. A file that the settings name, such as a manifest of trusted documents, is given by its text. */
export async function deploy(
  accounts: readonly EmulatedAccount[],
  settings: FileSettings = {},
  beside: Beside = {},
): Promise<Deployment> {
  let ahead = 0;
  const emulator = await startEmulator({ accounts, now: () => Date.now() + ahead });
  const providers = accounts.map(({ vendor, name, id, secret, zones }) => {
    const [identity = '', proof = ''] = (vendorNamed(vendor)?.credentials ?? []).map((each) => each.name);
    return {
      name,
      vendor,
      endpoint: emulator.endpoint(vendor),
      credentials: { [identity]: id, [proof]: secret },
      ...(zones && { zones }),
    };
  });
  const files: Beside = { 'edgetasks.json': JSON.stringify({ providers, ...settings }), ...beside };
  const read = (path: string): string => files[path.slice(path.lastIndexOf('/') + 1)] ?? missing(path);
  const environment = { EDGETASKS_CONFIG: '/etc/edgetasks.json' };
  const app = await createApp(loadSettings(vendors, environment, read), silent);
  const webSockets = new Map([[endpoint, app.api.webSockets]]);
  const server = await listen(app.api, { host: '127.0.0.1', port: 0 }, { webSockets });
  return {
    url: `${server.url}${endpoint}`,
    emulator,
    elapse: (milliseconds) => {
      ahead += milliseconds;
    },
    close: async () => {
      await server.close(0);
      await app.close();
      await emulator.close();
    },
  };
}

const missing = (path: string): never => {
  throw new Error(`No file ${path}`);
};

/** A token's hash, as the configuration wants it. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export const accountNames = ['tencent', 'edge', 'aliyun'] as const;

/** The same releases on three CDNs: for each account as many tasks as asked for, a minute apart, the newest a minute ago. */
export function accountsWith(tasksOfEach: number): readonly EmulatedAccount[] {
  const now = Math.floor(Date.now() / second) * second;
  const history = (firstId: number): readonly Submission[] =>
    Array.from({ length: tasksOfEach }, (_, index) => release(String(firstId + index), index, now));
  return [
    { vendor: 'TENCENT_CDN', name: 'tencent', id: 'id-t', secret: 'secret-t', history: history(1_000) },
    {
      vendor: 'TENCENT_EDGEONE',
      name: 'edge',
      id: 'id-e',
      secret: 'secret-e',
      zones: ['zone-1'],
      history: history(2_000),
    },
    { vendor: 'ALIBABA_CDN', name: 'aliyun', id: 'id-a', secret: 'secret-a', history: history(3_000) },
  ];
}

/** One in three fails, the others are prefetches and purges in turn. */
function release(taskId: string, index: number, now: number): Submission {
  const at = now - (index + 1) * minute;
  const host = index % 2 === 0 ? 'www.example.com' : 'img.example.com';
  return {
    taskId,
    kind: index % 2 === 0 ? 'PREFETCH' : 'PURGE_URL',
    at,
    targets: [`/app.${taskId}.js`, `/style.${taskId}.css`].map((path) => ({
      url: `https://${host}${path}`,
      finishesAt: at + 30 * second,
      outcome: index % 3 === 2 ? 'failed' : 'succeeded',
    })),
  };
}
