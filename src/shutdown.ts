import { Worker } from 'node:worker_threads';
import type { App } from './app.ts';
import { SECOND } from './domain/time.ts';
import type { Milliseconds } from './domain/time.ts';
import type { Log } from './observability/log.ts';
import type { Listening } from './server.ts';

/** The parts that are shut down. */
export interface Running {
  readonly app: Pick<App, 'announceStop' | 'hurry' | 'close'>;
  /** The API's server comes first. */
  readonly servers: readonly Pick<Listening, 'close'>[];
  readonly log: Log;
}

/**
 * How long each step of the shutdown may take. The sum is below the ten seconds after which orchestrators usually kill.
 */
export interface StopTimes {
  /**
   * How long the shutdown is announced before new connections are refused. Load balancers notice the announcement
   * meanwhile.
   */
  readonly notice: Milliseconds;
  /** After this time from the start of closing, requests in flight are answered with what has been read. */
  readonly hurryAfter: Milliseconds;
  /** After this time from the start of closing, the connections of all servers are closed. */
  readonly grace: Milliseconds;
  /** How long closing everything else may take. */
  readonly closing: Milliseconds;
}

const times: StopTimes = {
  notice: SECOND,
  hurryAfter: 6 * SECOND,
  grace: 7 * SECOND,
  closing: SECOND,
};

export type StopSignal = 'SIGTERM' | 'SIGINT' | 'SIGHUP';

/** The times by signal. SIGINT and SIGHUP come from a terminal, where no load balancer has to notice. */
export const stopTimes: Readonly<Record<StopSignal, StopTimes>> = {
  SIGTERM: times,
  SIGINT: { ...times, notice: 0 },
  SIGHUP: { ...times, notice: 0 },
};

/** The time after which a shutdown has failed and the process is killed. Orchestrators kill after ten seconds. */
export const stopLimit: Milliseconds = 9.7 * SECOND;

/** Shuts down without losing requests in flight. Never rejects, and never takes longer than its times. */
export async function stop(
  { app, servers, log }: Running,
  { notice, hurryAfter, grace, closing }: StopTimes,
): Promise<void> {
  app.announceStop();
  await sleep(notice);
  const hurrying = setTimeout(() => app.hurry(), hurryAfter);
  const began = performance.now();
  for (const server of servers) await server.close(Math.max(0, grace - (performance.now() - began)));
  clearTimeout(hurrying);
  const closed = app.close().catch(() => log.warn({}, 'Not everything could be closed'));
  await Promise.race([closed, sleep(closing)]);
}

/**
 * Kills the process after `limit`, even if its main thread is blocked, by an endless loop or a paused terminal. Does
 * not keep the process alive.
 */
export function killAfter(limit: Milliseconds): void {
  const kill = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${limit})`;
  const worker = new Worker(kill, { eval: true, execArgv: [], env: {} });
  // If no thread can be started, only the times of each step apply.
  worker.on('error', () => undefined).unref();
}

const sleep = (length: Milliseconds): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, length);
  });
