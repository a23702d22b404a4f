import type { AccessToken, Settings } from './config/settings.ts';
import { startDemo } from './demo.ts';
import type { CallEvent } from './engine/call-event.ts';
import { vendorCalls } from './engine/calls.ts';
import type { Calls } from './engine/calls.ts';
import { requestScope } from './engine/deadline.ts';
import type { DisposableScope } from './engine/deadline.ts';
import { keepInMemory } from './engine/keep.ts';
import { outside as realOutside, pause } from './engine/outside.ts';
import type { Outside } from './engine/outside.ts';
import { connectRedis } from './engine/redis-connection.ts';
import { redisRateBudget } from './engine/redis-rate.ts';
import { tasksOver } from './engine/tasks.ts';
import type { Tasks } from './engine/tasks.ts';
import { taskWatch } from './engine/watch.ts';
import { examplesOver } from './examples.ts';
import { createApi } from './graphql/http/api.ts';
import type { Grant } from './graphql/http/access.ts';
import type { Example } from './graphql/http/graphiql.ts';
import { buildSubgraph } from './graphql/schema.ts';
import { taskSources } from './sources.ts';
import { randomNonce, sha256Hex } from './transport/digest.ts';
import { openHttp } from './transport/http.ts';
import { vendors } from './vendors/registry.ts';

/** Where the app tells what an operator may want to know. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Everything wired together, and not listening yet. */
export interface App {
  /** GraphQL over HTTP: a listener for `node:http`, and `fetch` for tests. */
  readonly api: ReturnType<typeof createApi>;
  readonly tasks: Tasks;
  /** Lets go of connections, timers and the demo. */
  close(): Promise<void>;
}

/** How many rows are kept in memory: some hundred megabytes at most. */
const rowsKept = 100_000;

export async function createApp(settings: Settings, log: Log): Promise<App> {
  const outside = realOutside({ observe: observed(log) });
  const demo = settings.origin.kind === 'demo' ? await startDemo(outside.clock) : undefined;
  const http = openHttp();
  const calls = await callsOver(settings, outside, log);
  const sources = taskSources(demo?.providers ?? settings.providers, { http, clock: outside.clock });
  const tasks = tasksOver(sources, {
    calls,
    keep: keepInMemory(rowsKept, outside.clock),
    clock: outside.clock,
    fingerprint: (text) => sha256Hex(text).slice(0, 16),
  });
  const openScope = (clientSignal?: AbortSignal): DisposableScope =>
    requestScope({
      now: outside.clock(),
      deadlineMs: settings.requestDeadline,
      callBudget: settings.maxVendorCallsPerRequest,
      clientSignal,
    });
  const api = createApi(
    {
      schema: buildSubgraph({ vendors }),
      tasks,
      watch: taskWatch({
        tasks,
        openScope,
        clock: outside.clock,
        sleep: (length, signal) => pause(length, outside, signal),
      }),
      clock: outside.clock,
      report: (error, id) => log.error({ err: error, id }, 'An unforeseen error'),
      newId: randomNonce,
      examples: () => examplesWithin(openScope(), tasks),
      authenticate: settings.tokens.length === 0 ? undefined : authenticator(settings.tokens),
      documents: settings.trustedDocuments,
    },
    settings,
  );
  return {
    api,
    tasks,
    close: async () => {
      await calls.close();
      await http.close();
      await demo?.close();
    },
  };
}

/** The rate budget is this instance's own, or shared through Redis. */
async function callsOver({ redisUrl }: Settings, outside: Outside, log: Log): Promise<Calls> {
  if (redisUrl === undefined) return vendorCalls(outside);
  const redis = await connectRedis(redisUrl, (message) => log.warn({ message }, 'Redis cannot be reached'));
  return vendorCalls({ ...outside, rate: redisRateBudget({ redis }, outside) });
}

/** What an operator should hear of at once; calls and tries are too many for that. */
const observed =
  (log: Log) =>
  (event: CallEvent): void => {
    if (event.type === 'circuit') {
      const { provider, action, state, failure } = event;
      log.warn({ provider, action, state, failure: failure?.message }, 'The circuit of a provider changed');
    }
    if (event.type === 'rate-budget')
      log.warn({ state: event.state, reason: event.reason }, 'The rate budget changed');
  };

/** Tokens are known by their hashes alone; hashes of equal length that are looked up tell nothing by their timing. */
function authenticator(tokens: readonly AccessToken[]): (token: string) => Grant | undefined {
  const grants = new Map(tokens.map(({ name, sha256, providers }) => [sha256, { name, providers }]));
  return (token) => grants.get(sha256Hex(token));
}

async function examplesWithin(opened: DisposableScope, tasks: Tasks): Promise<readonly Example[]> {
  try {
    return await examplesOver(tasks, opened.scope);
  } finally {
    opened.dispose();
  }
}
