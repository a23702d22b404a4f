import { isLoopbackHeader } from './config/loopback.ts';
import type { AccessToken, Settings } from './config/settings.ts';
import { startDemo } from './demo.ts';
import type { Priority } from './domain/request-scope.ts';
import type { Clock } from './domain/time.ts';
import { vendorCalls } from './engine/call/calls.ts';
import { onAbort, requestScope } from './engine/call/deadline.ts';
import type { DisposableScope } from './engine/call/deadline.ts';
import { memoryCache, noCache } from './engine/keep.ts';
import type { Cache } from './engine/keep.ts';
import { runtime as realRuntime, pause } from './engine/runtime.ts';
import { connectRedis } from './engine/redis-connection.ts';
import { redisKeep } from './engine/redis-keep.ts';
import { redisRateBudget } from './engine/call/redis-rate.ts';
import { tasksOver } from './engine/tasks.ts';
import type { Tasks } from './domain/tasks.ts';
import { taskWatch } from './engine/watch.ts';
import { examplesOver, shippedOperations } from './examples.ts';
import { createApi, endpoint } from './graphql/http/api.ts';
import type { Api } from './graphql/http/api.ts';
import { bearerToken } from './graphql/http/access.ts';
import type { Authenticate } from './graphql/http/access.ts';
import type { Example } from './graphql/http/graphiql.ts';
import type { TrustedDocuments } from './graphql/http/trusted-documents.ts';
import { buildSubgraph } from './graphql/schema.ts';
import { tracedSource } from './observability/call-spans.ts';
import { deadlines } from './observability/deadlines.ts';
import { detailed, guarded } from './observability/guarded.ts';
import { logUnforeseen } from './observability/log.ts';
import type { Log } from './observability/log.ts';
import { operationsOver } from './observability/operations.ts';
import { noteClient } from './observability/request-observer.ts';
import type { Routes } from './observability/route.ts';
import { activeTraceId, flushTraces, registeredTracer } from './observability/tracer.ts';
import { createSources } from './create-sources.ts';
import { dashboardRoutes, rootRoutes } from './static-files.ts';
import { randomNonce, sha256Hex } from './transport/digest.ts';
import { openHttp } from './transport/http.ts';
import { vendors } from './vendors/registry.ts';

export type { Log } from './observability/log.ts';

/** Everything wired together, and not listening yet. */
export interface App {
  /** GraphQL over HTTP: a listener for `node:http`, and `fetch` for tests. */
  readonly api: Api;
  readonly tasks: Tasks;
  /** What is answered beside the API: the dashboard, health, and metrics unless they have a place of their own. */
  readonly routes: Routes;
  /** What is answered at the metrics' own place: metrics and health. */
  readonly operatorRoutes: Routes;
  /** Whether a request with this `Host` header is answered at all. */
  readonly isHostAllowed: (host: string | undefined) => boolean;
  /** From now on `/readyz` answers that this instance stops. */
  announceStop(): void;
  /** What is in flight is answered now, with what there is: every deadline has passed. */
  hurry(): void;
  /** Lets go of connections, timers and the demo. */
  close(): Promise<void>;
}

export async function createApp(settings: Settings, log: Log): Promise<App> {
  const { clock, monotonicNow } = realRuntime();
  const demo = settings.origin.kind === 'demo' ? await startDemo(clock) : undefined;
  const http = openHttp();
  const tracer = registeredTracer();
  const bare = createSources(demo?.providers ?? settings.providers, { http, clock });
  const sources = tracer === undefined ? bare : bare.map((source) => tracedSource(source, tracer));
  const operations = operationsOver({
    sources,
    log,
    isAvailable: (provider) => calls.health(provider).isAvailable,
    clock,
    monotonicNow,
    newRequestId: countedId(),
    tracer,
    areMetricsOn: settings.metrics.kind !== 'nowhere',
    areNamesKnown: settings.trustedDocuments !== undefined,
    endpoint,
  });
  const runtime = realRuntime({ observe: operations.observeCall });
  const redis = await redisOf(settings, log);
  const rate = redis && redisRateBudget({ redis, instances: settings.instances }, runtime);
  const calls = vendorCalls({ ...runtime, ...(rate && { rate }) });
  const tasks = tasksOver(sources, {
    calls,
    keep: operations.watchKeep(keepOf(settings, redis, clock)),
    clock,
    fingerprint: (text) => sha256Hex(text).slice(0, 16),
    observe: runtime.observe,
  });
  const { after, pass } = deadlines(runtime.after);
  const openScope = (priority: Priority, clientSignal?: AbortSignal): DisposableScope =>
    requestScope({
      now: clock(),
      deadlineMs: settings.requestDeadline,
      callBudget: settings.maxVendorCallsPerRequest,
      priority,
      whenGone: clientSignal && onAbort(clientSignal),
      after,
    });
  const authenticate = settings.tokens.length === 0 ? undefined : authenticator(settings.tokens);
  const api = createApi(
    {
      schema: buildSubgraph({ vendors }),
      tasks,
      watch: taskWatch({
        tasks,
        openScope: (signal) => openScope('background', signal),
        clock,
        sleep: (length, signal) => pause(length, runtime, signal),
      }),
      clock,
      report: (error, id) => logUnforeseen(log, error, id, activeTraceId()),
      newId: randomNonce,
      // The page needs no token, so that with tokens it may not tell which tasks there are.
      examples: async () =>
        authenticate === undefined ? examplesWithin(openScope('interactive'), tasks) : shippedOperations(),
      authenticate,
      documents: await trustedBy(settings),
      observers: operations.plugins,
      onGrant: (context, { name }) => noteClient(context, name),
      after,
    },
    settings,
  );
  const { health, metricsRoute } = operations;
  const isOpen = authenticate !== undefined || settings.isAccessOpen;
  return {
    api,
    tasks,
    routes: new Map([
      ...(settings.isDashboardOn ? dashboardRoutes() : rootRoutes),
      ...health.routes,
      ...guardedRoutes(),
    ]),
    operatorRoutes: new Map([
      ...health.routes,
      ...(metricsRoute ? [['/metrics', metricsRoute] as const] : []),
    ]),
    isHostAllowed: (host) => isOpen || isLoopbackHeader(host),
    announceStop: () => health.stop(),
    hurry: pass,
    close: async () => {
      await Promise.all([flushTraces(), calls.close(), http.close()]);
      await demo?.close();
    },
  };

  /** What describes the providers needs a token where there are tokens. */
  function guardedRoutes(): Routes {
    const metrics = settings.metrics.kind === 'beside-api' ? metricsRoute : undefined;
    if (authenticate === undefined) return new Map(metrics && [['/metrics', metrics]]);
    const grantOf = (authorization: string | undefined) => {
      const token = bearerToken(authorization);
      return token === undefined ? undefined : authenticate(token);
    };
    const full = health.routes.get('/readyz') ?? health.briefReadiness;
    return new Map([
      ['/readyz', detailed(full, health.briefReadiness, grantOf)] as const,
      ...(metrics ? [['/metrics', guarded(metrics, grantOf)] as const] : []),
    ]);
  }
}

/** Ids that no two requests share, nor two instances: cheap, for secrets they are not. */
function countedId(): () => string {
  const instance = randomNonce().slice(0, 12);
  let count = 0;
  return () => `${instance}-${(count += 1)}`;
}

type Redis = Awaited<ReturnType<typeof connectRedis>>;

/** One connection for rates and rows. It says why it failed once, not at each attempt. */
async function redisOf({ redisUrl }: Settings, log: Log): Promise<Redis | undefined> {
  if (redisUrl === undefined) return undefined;
  let told: string | undefined;
  return connectRedis(redisUrl, (reason) => {
    if (reason !== told) log.warn({ reason }, 'Redis cannot be reached');
    told = reason;
  });
}

function keepOf({ cacheRows }: Settings, redis: Redis | undefined, clock: Clock): Cache {
  if (cacheRows === 0) return noCache;
  const memory = memoryCache(cacheRows, clock);
  return redis === undefined ? memory : redisKeep({ redis, memory, fingerprint: sha256Hex });
}

/** Tokens are known by their hashes alone; hashes of equal length that are looked up tell nothing by their timing. */
function authenticator(tokens: readonly AccessToken[]): Authenticate {
  const grants = new Map(tokens.map(({ name, sha256, providers }) => [sha256, { name, providers }]));
  return (token) => grants.get(sha256Hex(token));
}

/** Loaded where it is needed alone: the dashboard's documents are large. */
async function trustedBy(settings: Settings): Promise<TrustedDocuments | undefined> {
  const { trustedDocuments } = settings;
  if (trustedDocuments === undefined) return undefined;
  const { documentsWithOwn } = await import('./built-in-documents.ts');
  return documentsWithOwn(trustedDocuments, settings);
}

async function examplesWithin(opened: DisposableScope, tasks: Tasks): Promise<readonly Example[]> {
  try {
    return await examplesOver(tasks, opened.scope);
  } finally {
    opened.dispose();
  }
}
