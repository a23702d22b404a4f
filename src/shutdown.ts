import { Worker } from 'node:worker_threads';
import type { App } from './app.ts';
import { SECOND } from './domain/time.ts';
import type { Milliseconds } from './domain/time.ts';
import type { Log } from './observability/log.ts';
import type { Listening } from './server.ts';

/** What is stopped, and in which order. */
export interface Running {
  readonly app: Pick<App, 'announceStop' | 'hurry' | 'close'>;
  /** The API's first. */
  readonly servers: readonly Pick<Listening, 'close'>[];
  readonly log: Log;
}

/** How long each step of a stop may take; together less than the ten seconds that orchestrators commonly give. */
export interface StopTimes {
  /** From the announcement that this instance stops until it takes no more connections: load balancers notice it meanwhile. */
  readonly notice: Milliseconds;
  /** After that, from the start of closing: requests in flight are answered with what there is. */
  readonly patience: Milliseconds;
  /** From the start of closing, for all servers together: connections are cut. */
  readonly grace: Milliseconds;
  /** For closing what is left. */
  readonly closing: Milliseconds;
}

const times: StopTimes = {
  notice: SECOND,
  patience: 6 * SECOND,
  grace: 7 * SECOND,
  closing: SECOND,
};

export type StopSignal = 'SIGTERM' | 'SIGINT' | 'SIGHUP';

/** By signal: those of a terminal come where no load balancer needs to notice. */
export const stopTimes: Readonly<Record<StopSignal, StopTimes>> = {
  SIGTERM: times,
  SIGINT: { ...times, notice: 0 },
  SIGHUP: { ...times, notice: 0 },
};

/** When a stop has failed: it should have ended before, and orchestrators kill after ten seconds. */
export const stopLimit: Milliseconds = 9.7 * SECOND;

/** Stops everything without losing what is in flight. Never rejects, never takes longer than its times. */
export async function stop(
  { app, servers, log }: Running,
  { notice, patience, grace, closing }: StopTimes,
): Promise<void> {
  app.announceStop();
  await sleep(notice);
  const hurrying = setTimeout(() => app.hurry(), patience);
  const began = performance.now();
  for (const server of servers) await server.close(Math.max(0, grace - (performance.now() - began)));
  clearTimeout(hurrying);
  const closed = app.close().catch(() => log.warn({}, 'Not everything could be closed'));
  await Promise.race([closed, sleep(closing)]);
}

/**
 * Kills the process after `limit`, even while its main thread is blocked: by an endless loop, or by a terminal that was
 * paused. Does not keep the process alive.
 */
export function killAfter(limit: Milliseconds): void {
  const kill = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${limit})`;
  const worker = new Worker(kill, { eval: true, execArgv: [], env: {} });
  // Without threads, the times of each step must do.
  worker.on('error', () => undefined).unref();
}

const sleep = (length: Milliseconds): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, length);
  });
