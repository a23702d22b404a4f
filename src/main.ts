import process from 'node:process';
import { destination, pino } from 'pino';
import { createApp } from './app.ts';
import { banner } from './banner.ts';
import { loadSettings } from './config.ts';
import { ConfigurationError } from './config/mistake.ts';
import { SECOND } from './domain/time.ts';
import { listen } from './server.ts';
import { vendors } from './vendors/registry.ts';

/** How the process ends, for whoever started it. */
const exitCodes = { wrongConfiguration: 1, cannotListen: 2 } as const;

/** What is in flight may take this long to end after a signal. */
const grace = 8 * SECOND;

async function start(): Promise<void> {
  const settings = loadSettings(vendors);
  // People read what is printed, machines what is logged.
  const log = pino({ base: null }, destination(2));
  const app = await createApp(settings, log);
  const server = await listen(app.api, settings).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  process.stdout.write(banner(settings, app.tasks, server.url));
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    log.info({ signal }, 'Stopping');
    await server.close(grace);
    await app.close();
    log.info({}, 'Stopped');
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));
}

function explain(error: unknown): number {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  return error instanceof ConfigurationError ? exitCodes.wrongConfiguration : exitCodes.cannotListen;
}

await start().catch((error: unknown) => {
  process.exitCode = explain(error);
});
