import process from 'node:process';
import { createApp } from './app.ts';
import type { App } from './app.ts';
import { banner } from './banner.ts';
import { loadSettings } from './config.ts';
import { ConfigurationError } from './config/issue.ts';
import { isLoopback, isLoopbackHeader } from './config/environment.ts';
import type { Environment, Settings } from './config/settings.ts';
import { SECOND } from './domain/time.ts';
import type { Log } from './observability/log.ts';
import { causesOf } from './observability/log.ts';
import { registeredTracer } from './observability/spans.ts';
import { logTo, processOutput } from './output.ts';
import type { Output } from './output.ts';
import { reloadOnChange } from './reload.ts';
import { endpoint } from './graphql/http/api.ts';
import { CannotListen, listen, nothingElse } from './server.ts';
import type { Listening, UpgradeHandler } from './server.ts';
import { killAfter, stop, stopLimit, stopTimes } from './shutdown.ts';
import type { Running, StopSignal } from './shutdown.ts';
import { vendors } from './vendors/registry.ts';

/** Exit codes of the process; 0 after a signal. */
const exitCodes = { wrongConfiguration: 1, cannotListen: 2, unexpected: 3 } as const;

/** Exit codes after a second signal: by convention 128 plus the number of the signal. */
const secondSignalCodes: Readonly<Record<StopSignal, number>> = { SIGTERM: 143, SIGINT: 130, SIGHUP: 129 };

/** How long the process waits at its end until its last lines are read. */
const flushLimit = SECOND / 4;

interface Outputs {
  /** The output for people. */
  readonly out: Output;
  /** The log, for machines. */
  readonly errors: Output;
}

/**
 * Serves until a signal ends the process. Resolves when the server listens; with an exit code if it cannot, after it
 * has printed the reason. The default environment is the process's own.
 */
export async function serve(environment?: Environment): Promise<number | undefined> {
  const outputs = { out: processOutput(process.stdout, 1), errors: processOutput(process.stderr, 2) };
  try {
    await start(environment, outputs);
    return undefined;
  } catch (error) {
    const code = explain(error, outputs.errors);
    await outputs.errors.flush(SECOND);
    // An unread message would keep the process alive.
    setTimeout(() => process.exit(code), flushLimit).unref();
    return code;
  }
}

async function start(environment: Environment | undefined, outputs: Outputs): Promise<void> {
  const settings = loadSettings(vendors, environment);
  const log = logTo(outputs.errors, settings.logLevel);
  exitOnUncaught(log, outputs);
  for (const warning of settings.warnings) log.warn({ warning }, 'The configuration should be changed');
  if (settings.areTracesAsked && registeredTracer() === undefined) {
    log.warn({}, 'OTEL_* variables ask for traces, but no OpenTelemetry SDK was registered: node --import …');
  }
  const app = await createApp(settings, log);
  const servers = await listenWith(app, settings).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  const running = { app, servers: [servers.api, ...(servers.metrics ? [servers.metrics] : [])], log };
  const { origin } = settings;
  if (origin.kind === 'file') {
    reloadOnChange({ path: origin.path, log, apply: () => applyAgain(app, settings, environment, log) });
  }
  // Without a file there is nothing to reload, and SIGHUP means that the terminal was closed.
  stopOnSignals(running, outputs, [
    'SIGTERM',
    'SIGINT',
    ...(origin.kind === 'file' ? [] : ['SIGHUP' as const]),
  ]);
  // Printed last, because its reader may send a signal at once.
  outputs.out.write(banner(settings, app.tasks, servers));
}

async function listenWith(app: App, settings: Settings) {
  const { routes, operatorRoutes, isHostAllowed } = app;
  const webSockets: UpgradeHandler = {
    upgrade: (...upgrade) => app.api.webSockets.upgrade(...upgrade),
    close: () => app.api.webSockets.close(),
  };
  const api = await listen((request, response) => app.api(request, response), settings, {
    routes,
    isHostAllowed,
    webSockets: new Map([[endpoint, webSockets]]),
  });
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

/** Loads the settings again, and logs which changes take effect only at the next start. */
async function applyAgain(
  app: App,
  started: Settings,
  environment: Environment | undefined,
  log: Log,
): Promise<void> {
  const settings = loadSettings(vendors, environment);
  for (const warning of settings.warnings) log.warn({ warning }, 'The configuration should be changed');
  const later = await app.reload({ ...settings, host: started.host, port: started.port });
  if (later.length > 0) log.warn({ settings: later }, 'Some changes take effect at the next start only');
}

function stopOnSignals(running: Running, outputs: Outputs, signals: readonly StopSignal[]): void {
  let isStopping = false;
  for (const signal of signals) {
    process.on(signal, () => {
      if (isStopping) {
        void exit(secondSignalCodes[signal], outputs, 0);
      } else {
        isStopping = true;
        void stopAndExit(running, signal, outputs);
      }
    });
  }
}

async function stopAndExit(running: Running, signal: StopSignal, outputs: Outputs): Promise<void> {
  killAfter(stopLimit);
  running.log.info({ signal }, 'Stopping');
  await stop(running, stopTimes[signal]);
  running.log.info({}, 'Stopped');
  await exit(0, outputs);
}

function exitOnUncaught(log: Log, outputs: Outputs): void {
  let isExiting = false;
  process.on('uncaughtException', (error) => {
    if (isExiting) process.exit(exitCodes.unexpected);
    isExiting = true;
    log.error({ causes: causesOf(error) }, 'The process ends, because an error was not caught');
    void exit(exitCodes.unexpected, outputs);
  });
}

/** Ends the process when its last lines are written, or after the limit. */
async function exit(code: number, { out, errors }: Outputs, limit = flushLimit): Promise<never> {
  await Promise.all([out.flush(limit), errors.flush(limit)]);
  process.exit(code);
}

function explain(error: unknown, errors: Output): number {
  errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof ConfigurationError) return exitCodes.wrongConfiguration;
  return error instanceof CannotListen ? exitCodes.cannotListen : exitCodes.unexpected;
}
