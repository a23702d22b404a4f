import { setImmediate } from 'node:timers/promises';
import { createApp } from '../../src/app.ts';
import type { App, Log } from '../../src/app.ts';
import { loadSettings } from '../../src/config.ts';
import type { Environment } from '../../src/config/settings.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { EmulatedAccount, Emulator, Submission } from '../../src/emulator/emulator.ts';
import { vendors } from '../../src/vendors/registry.ts';

/** What nobody may see. */
export const secret = 'S3cr3t-of-the-account';

/** The account of Tencent Cloud CDN that everything here runs over, with one task. */
export const accountWith = (
  task: Pick<Submission, 'at'> & { readonly finishesAt: number },
): EmulatedAccount => ({
  vendor: 'TENCENT_CDN',
  name: 'main',
  id: 'id',
  secret,
  history: [
    {
      taskId: '1',
      kind: 'PREFETCH',
      at: task.at,
      targets: [{ url: 'https://www.example.com/app.js', finishesAt: task.finishesAt, outcome: 'succeeded' }],
    },
  ],
});

/** The whole app over the emulated account, with a task of long ago. */
export interface RunningApp {
  readonly app: App;
  readonly emulator: Emulator;
  /** What was logged, as JSON. */
  readonly logged: readonly string[];
  readonly ask: (query: string, headers?: Record<string, string>) => Promise<Response>;
  /** What a route beside the API answers. */
  readonly read: (
    path: string,
    authorization?: string,
  ) => Promise<{ status: number; text: string } | undefined>;
  close(): Promise<void>;
}

/** Members of the configuration file beside the providers, and the environment. */
export interface Configuration {
  readonly file?: Readonly<Record<string, unknown>> | undefined;
  readonly environment?: Environment;
}

export async function runApp({ file, environment }: Configuration = {}): Promise<RunningApp> {
  const at = Date.now() - 600_000;
  const emulator = await startEmulator({ accounts: [accountWith({ at, finishesAt: at + 1_000 })] });
  const text = configurationOf(emulator, file);
  const settings = loadSettings(vendors, { ...environment, EDGETASKS_CONFIG: 'test.json' }, () => text);
  const logged: string[] = [];
  const app = await createApp(settings, logInto(logged));
  return {
    app,
    emulator,
    logged,
    async ask(query, headers) {
      const response = await app.api.fetch('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      // Over a connection the answer arrives in a later turn of the event loop, when the request was logged.
      await setImmediate();
      return response;
    },
    async read(path, authorization) {
      const answer = await app.routes.get(path)?.((name) =>
        name === 'authorization' ? authorization : undefined,
      );
      return answer && { status: answer.status, text: String(answer.body) };
    },
    async close() {
      await app.close();
      await emulator.close();
    },
  };
}

/** The file that describes the account, as JSON. */
export const configurationOf = (
  emulator: Pick<Emulator, 'endpoint'>,
  file: Configuration['file'] = {},
): string =>
  JSON.stringify({
    ...file,
    providers: [
      {
        name: 'main',
        vendor: 'TENCENT_CDN',
        endpoint: emulator.endpoint('TENCENT_CDN'),
        credentials: { secretId: 'id', secretKey: secret },
      },
    ],
  });

function logInto(lines: string[]): Log {
  const note = (level: string) => (fields: object, message: string) => {
    lines.push(JSON.stringify({ level, message, ...fields }));
  };
  return { info: note('info'), warn: note('warn'), error: note('error') };
}
