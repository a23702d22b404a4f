import { isDeepStrictEqual } from 'node:util';
import { isLoopbackHeader } from './config/environment.ts';
import type { AccessToken, Settings } from './config/settings.ts';
import { currentTasks } from './domain/tasks.ts';
import { startDemo } from './demo.ts';
import { MINUTE } from './domain/time.ts';
import type { Priority } from './domain/request-scope.ts';
import { vendorCalls } from './engine/call/calls.ts';
import { requestScope } from './engine/call/deadline.ts';
import type { DisposableScope } from './engine/call/deadline.ts';
import { MemoryStore } from './engine/store/store.ts';
import { deadlines, pause, runtime as realRuntime } from './engine/runtime.ts';
import { connectRedis } from './engine/redis-connection.ts';
import { RedisRateCounter } from './engine/call/redis-rate-counter.ts';
import { createTasks } from './engine/tasks.ts';
import type { TaskSource } from './domain/source.ts';
import type { Tasks } from './domain/tasks.ts';
import { taskWatch } from './engine/watch.ts';
import { examplesWithin, shippedOperations } from './examples.ts';
import { createApi, endpoint } from './graphql/http/api.ts';
import type { Api } from './graphql/http/api.ts';
import { bearerToken } from './graphql/http/access.ts';
import type { Authenticate, Grant } from './graphql/http/access.ts';
import type { TrustedDocuments } from './graphql/http/trusted-documents.ts';
import { servedSchemas } from './graphql/schema.ts';
import { activeTraceId, flushTraces, registeredTracer, tracedSend } from './observability/spans.ts';
import { detailed, guarded } from './observability/route.ts';
import { causesOf, logUnforeseen } from './observability/log.ts';
import type { Log } from './observability/log.ts';
import { observed, ObservedEnds } from './engine/observed-ends.ts';
import { openHistory, rowsInMemory } from './open-history.ts';
import { createOperations } from './observability/operations.ts';
import { noteClient } from './observability/request-observer.ts';
import { readingQuotas } from './observability/quota-metrics.ts';
import type { Route, Routes } from './observability/route.ts';
import { createSources } from './create-sources.ts';
import { dashboardRoutes, rootRoutes } from './static-files.ts';
import { randomNonce, sha256Hex } from './transport/digest.ts';
import { openHttp } from './transport/http.ts';
import { vendors } from './vendors/registry.ts';

export type { Log } from './observability/log.ts';

/** The whole application, which does not listen yet. */
export interface App {
  /** GraphQL over HTTP: a listener for `node:http`, and `fetch`. A reload replaces it. */
  readonly api: Api;
  readonly tasks: Tasks;
  /** Routes in addition to the API: the dashboard, health, and metrics unless they have a port of their own. */
  readonly routes: Routes;
  /** Routes on the port of the metrics: metrics and health. */
  readonly operatorRoutes: Routes;
  /** Whether requests with this `Host` header are answered. */
  readonly isHostAllowed: (host: string | undefined) => boolean;
  /**
   * Answers new requests with other settings; requests in flight end with the old ones. Returns the names of changed
   * settings that take effect only at the next start. If it rejects, nothing has changed.
   */
  reload(settings: Settings): Promise<readonly string[]>;
  /** Makes `/readyz` answer that this instance stops. */
  announceStop(): void;
  /** Ends every deadline, so that requests in flight are answered with what has been read. */
  hurry(): void;
  /** Closes connections and timers, and the demo. */
  close(): Promise<void>;
}

export async function createApp(settings: Settings, log: Log): Promise<App> {
  const { clock, monotonicNow } = realRuntime();
  const demo = settings.origin.kind === 'demo' ? await startDemo(clock, settings.origin.accounts) : undefined;
  const http = openHttp();
  const tracer = registeredTracer();
  const wrapSend = tracer && tracedSend(tracer);
  const sourcesOf = ({ providers }: Settings): readonly TaskSource[] =>
    createSources(demo?.providers ?? providers, { http, clock, wrapSend });
  const sources = sourcesOf(settings);
  const operations = createOperations({
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
  const rateCounter = redis && new RedisRateCounter({ redis, instances: settings.instances }, runtime);
  const calls = vendorCalls({ ...runtime, ...(rateCounter && { rateCounter }) });
  const store = new MemoryStore(rowsInMemory(settings), clock);
  const history = await openHistory(settings, sources, {
    clock,
    schedule: runtime.schedule,
    fingerprint,
    log,
  }).catch(async (error: unknown) => {
    await Promise.all([calls.close(), http.close(), demo?.close()]);
    throw error;
  });
  const { schedule, pass } = deadlines(runtime.schedule);
  const openScope = (priority: Priority, clientSignal?: AbortSignal): DisposableScope =>
    requestScope({
      now: clock(),
      deadlineMs: serving.settings.requestDeadline,
      callBudget: serving.settings.maxVendorCallsPerRequest,
      priority,
      clientSignal,
      schedule,
    });
  // Streams outlive a reload: each poll uses the settings that are current then.
  const watch = taskWatch({
    tasks: currentTasks(() => serving.tasks),
    openScope: (signal) => openScope('background', signal),
    clock,
    gather: () => new Promise((resolve) => void setImmediate(resolve)),
    sleep: (length, signal) => pause(length, runtime, signal),
  });
  const schemas = servedSchemas({ vendors, ...settings.subgraph });

  const ends = new ObservedEnds(
    clock,
    history && ((asked) => history.queriesOver(serving.sources).observedTasks(asked)),
  );
  const tasksOver = (over: readonly TaskSource[]): Tasks =>
    observed(
      createTasks(over, {
        calls,
        store,
        history: history?.database,
        maxRows: settings.cacheRows,
        clock,
        fingerprint,
        observe: runtime.observe,
        observeCache: operations.observeCache,
        observeQuotas: operations.observeQuotas,
      }),
      ends,
    );

  /** Creates the parts that answer requests with these settings. */
  async function serve(given: Settings, over: readonly TaskSource[]): Promise<Serving> {
    const tasks = tasksOver(over);
    const authenticate = given.tokens.length === 0 ? undefined : authenticator(given.tokens);
    const api = createApi(
      {
        ...schemas,
        tasks,
        watch,
        history: history?.queriesOver(over),
        ends,
        clock,
        report: (error, id) => logUnforeseen(log, error, id, activeTraceId()),
        newId: randomNonce,
        // The page needs no token. Where tokens are configured, it must not contain ids and URLs of tasks.
        examples: async () =>
          authenticate === undefined ? examplesWithin(openScope('interactive'), tasks) : shippedOperations(),
        authenticate,
        documents: await trustedBy(given),
        observers: operations.plugins,
        onGrant: (context, { name }) => noteClient(context, name),
        schedule,
      },
      given,
    );
    return { settings: given, sources: over, tasks, authenticate, api };
  }

  let serving = await serve(settings, sources);
  history?.collect({
    sources: () => serving.sources,
    tasksOver,
    openScope: (callBudget) =>
      requestScope({ now: clock(), deadlineMs: MINUTE, callBudget, priority: 'background', schedule }),
    instance: randomNonce(),
    watch: operations.watchHistory,
  });
  const { health } = operations;
  const metricsRoute = operations.metricsRoute && readingQuotas(operations.metricsRoute, readQuotas);
  return {
    get api() {
      return serving.api;
    },
    get tasks() {
      return serving.tasks;
    },
    routes: new Map([
      ...(settings.isDashboardOn ? dashboardRoutes() : rootRoutes),
      ...health.routes,
      ...guardedRoutes(),
    ]),
    operatorRoutes: new Map([
      ...health.routes,
      ...(metricsRoute ? [['/metrics', metricsRoute] as const] : []),
    ]),
    isHostAllowed: (host) =>
      serving.authenticate !== undefined || serving.settings.isAccessOpen || isLoopbackHeader(host),
    async reload(next) {
      const changed = sourcesOf(next);
      const { webSockets } = serving.api;
      serving = await serve(next, changed);
      // Clients reconnect, and their tokens are checked against the new settings.
      webSockets.close();
      history?.database.changes.endSubscribers();
      operations.providersChanged(changed);
      return startSettings.filter((name) => !isDeepStrictEqual(next[name], settings[name]));
    },
    announceStop: () => health.stop(),
    hurry: pass,
    close: async () => {
      await history?.close();
      await Promise.all([flushTraces(), calls.close(), http.close()]);
      await demo?.close();
    },
  };

  async function readQuotas(): Promise<void> {
    const opened = openScope('background');
    const { tasks } = serving;
    await Promise.all(tasks.providers.map(({ provider }) => tasks.quotas(provider.name, opened.scope)))
      .catch((error: unknown) => log.error({ causes: causesOf(error) }, 'The quotas cannot be read'))
      .finally(() => opened.dispose());
  }

  function grantOf(authorization: string | undefined): Grant | undefined {
    const token = bearerToken(authorization);
    return token === undefined ? undefined : serving.authenticate?.(token);
  }

  /** The second route if tokens are configured, otherwise the first. */
  function whereTokens(open: Route, closed: Route): Route {
    return (header) => (serving.authenticate === undefined ? open(header) : closed(header));
  }

  /** Routes that describe the providers require a token if tokens are configured. */
  function guardedRoutes(): Routes {
    const metrics = settings.metrics.kind === 'beside-api' ? metricsRoute : undefined;
    const readiness = health.routes.get('/readyz') ?? health.briefReadiness;
    return new Map([
      ['/readyz', whereTokens(readiness, detailed(readiness, health.briefReadiness, grantOf))] as const,
      ...(metrics ? [['/metrics', whereTokens(metrics, guarded(metrics, grantOf))] as const] : []),
    ]);
  }
}

/** The parts that answer requests until the next reload. They also finish the requests that they started. */
interface Serving {
  readonly settings: Settings;
  readonly sources: readonly TaskSource[];
  readonly tasks: Tasks;
  readonly authenticate: Authenticate | undefined;
  readonly api: Api;
}

/** Settings that are read only at the start, because other parts depend on them. */
const startSettings = ['metrics', 'cacheRows', 'history', 'isDashboardOn', 'subgraph'] as const;

/** A short text that differs for different texts. */
const fingerprint = (text: string): string => sha256Hex(text).slice(0, 16);

/** Request ids that are unique across instances. They are not secret, so a counter is enough. */
function countedId(): () => string {
  const instance = randomNonce().slice(0, 12);
  let count = 0;
  return () => `${instance}-${(count += 1)}`;
}

type Redis = Awaited<ReturnType<typeof connectRedis>>;

/** The connection for shared rates. Logs a failure once, not at each attempt. */
async function redisOf({ redisUrl }: Settings, log: Log): Promise<Redis | undefined> {
  if (redisUrl === undefined) return undefined;
  let told: string | undefined;
  return connectRedis(redisUrl, (reason) => {
    if (reason !== told) log.warn({ reason }, 'Redis cannot be reached');
    told = reason;
  });
}

/**
 * Only hashes of tokens are stored. A token is found by its hash, so the duration of the lookup reveals nothing about
 * the token.
 */
function authenticator(tokens: readonly AccessToken[]): Authenticate {
  const grants = new Map(tokens.map(({ name, sha256, providers }) => [sha256, { name, providers }]));
  return (token) => grants.get(sha256Hex(token));
}

/** Imported only if needed, because the dashboard's documents are large. */
async function trustedBy(settings: Settings): Promise<TrustedDocuments | undefined> {
  const { trustedDocuments } = settings;
  if (trustedDocuments === undefined) return undefined;
  const { documentsWithOwn } = await import('./built-in-documents.ts');
  return documentsWithOwn(trustedDocuments, settings);
}
