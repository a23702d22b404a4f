import process from 'node:process';
import { destination, pino, stdTimeFunctions } from 'pino';
import { createApp } from './app.ts';
import type { App } from './app.ts';
import { banner } from './banner.ts';
import { loadSettings } from './config.ts';
import { isLoopback, isLoopbackHeader } from './config/loopback.ts';
import { ConfigurationError } from './config/issue.ts';
import type { Environment, LogLevel, Settings } from './config/settings.ts';
import { causesOf } from './observability/error-fields.ts';
import type { Milliseconds } from './domain/time.ts';
import type { Log } from './observability/log.ts';
import { registeredTracer } from './observability/tracer.ts';
import { CannotListen, listen, nothingElse } from './server.ts';
import type { Listening } from './server.ts';
import { stop, stopTimes } from './shutdown.ts';
import type { Running } from './shutdown.ts';
import { vendors } from './vendors/registry.ts';

/** How the process ends, for whoever started it; 0 after a signal. */
const exitCodes = { wrongConfiguration: 1, cannotListen: 2, unforeseen: 3 } as const;

/** Of the second signal, by custom: 128 and the number of the signal. */
const impatientCodes = { SIGTERM: 143, SIGINT: 130 } as const;

/** How long a line may wait to be written. */
const longestDelay: Milliseconds = 100;

/** People read what is printed, machines what is logged. */
const openLog = (level: LogLevel): Log =>
  pino(
    {
      base: null,
      level,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (name) => ({ level: name }) },
    },
    // Lines are gathered and written together, for a write costs more than its line; the rest when the process ends.
    destination({ dest: 2, sync: false, minLength: 16_000, periodicFlush: longestDelay }),
  );

/**
 * Serves until a signal ends the process. Resolves once the server listens; with an exit code where it does not, which has
 * been explained then. The environment is the process's own if none is given.
 */
export const serve = (environment?: Environment): Promise<number | undefined> =>
  start(environment).then(() => undefined, explain);

async function start(environment: Environment | undefined): Promise<void> {
  const settings = loadSettings(vendors, environment);
  const log = openLog(settings.logLevel);
  for (const warning of settings.warnings) log.warn({ warning }, 'The configuration should be changed');
  process.on('uncaughtException', (error) => {
    log.error({ causes: causesOf(error) }, 'The process ends, because nobody caught an error');
    process.exit(exitCodes.unforeseen);
  });
  if (settings.areTracesAsked && registeredTracer() === undefined) {
    log.warn({}, 'OTEL_* variables ask for traces, but no OpenTelemetry SDK was registered: node --import …');
  }
  const app = await createApp(settings, log);
  const servers = await listenWith(app, settings).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  stopOnSignals({ app, servers: [servers.api, ...(servers.metrics ? [servers.metrics] : [])], log });
  // Last, because whoever reads it may send a signal at once.
  process.stdout.write(banner(settings, app.tasks, servers));
}

async function listenWith(app: App, settings: Settings) {
  const { routes, operatorRoutes, isHostAllowed } = app;
  const api = await listen(app.api, settings, { routes, isHostAllowed });
  if (settings.metrics.kind !== 'apart') return { api };
  const operators = {
    routes: operatorRoutes,
    ...(isLoopback(settings.metrics.host) && { isHostAllowed: isLoopbackHeader }),
  };
  const metrics: Listening = await listen(nothingElse, settings.metrics, operators).catch(
    async (error: unknown) => {
      await api.close(0);
      throw error;
    },
  );
  return { api, metrics };
}

function stopOnSignals(running: Running): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(impatientCodes[signal]);
      isStopping = true;
      running.log.info({ signal }, 'Stopping');
      void stop(running, stopTimes[signal]).then(() => {
        running.log.info({}, 'Stopped');
        process.exit(0);
      });
    });
  }
}

function explain(error: unknown): number {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  if (error instanceof ConfigurationError) return exitCodes.wrongConfiguration;
  return error instanceof CannotListen ? exitCodes.cannotListen : exitCodes.unforeseen;
}
