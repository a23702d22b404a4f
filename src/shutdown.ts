import type { App } from './app.ts';
import { SECOND } from './domain/time.ts';
import type { Milliseconds } from './domain/time.ts';
import type { Log } from './observability/log.ts';
import type { Listening } from './server.ts';

/** What has to end, and in which order. */
export interface Running {
  readonly app: Pick<App, 'announceStop' | 'hurry' | 'close'>;
  /** The API's first. */
  readonly servers: readonly Pick<Listening, 'close'>[];
  readonly log: Log;
}

/** How long each step of a stop may take; together less than the ten seconds that orchestrators commonly give. */
export interface StopTimes {
  /** Between saying that this instance stops and taking no more connections: until those who send have noticed. */
  readonly notice: Milliseconds;
  /** Schedule it, what is in flight is answered with what there is. */
  readonly patience: Milliseconds;
  /** Schedule it, connections are cut. */
  readonly grace: Milliseconds;
  /** For letting go of what is left. */
  readonly closing: Milliseconds;
}

const times: StopTimes = {
  notice: SECOND,
  patience: 6 * SECOND,
  grace: 7 * SECOND,
  closing: SECOND,
};

/** By signal: who presses Ctrl+C has nobody else to notice. */
export const stopTimes: Readonly<Record<'SIGTERM' | 'SIGINT', StopTimes>> = {
  SIGTERM: times,
  SIGINT: { ...times, notice: 0 },
};

/** Ends everything with nothing lost that can be helped. Never rejects, never takes longer than its times. */
export async function stop(
  { app, servers, log }: Running,
  { notice, patience, grace, closing }: StopTimes,
): Promise<void> {
  app.announceStop();
  await sleep(notice);
  const hurrying = setTimeout(() => app.hurry(), patience);
  for (const server of servers) await server.close(grace);
  clearTimeout(hurrying);
  const closed = app.close().catch(() => log.warn({}, 'Not everything could be closed'));
  await Promise.race([closed, sleep(closing)]);
}

const sleep = (length: Milliseconds): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, length);
  });
