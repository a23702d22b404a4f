import type { RequestListener } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Plugin, YogaInitialContext, YogaServerInstance } from 'graphql-yoga';
import type { Clock, Milliseconds } from '../../domain/time.ts';
import { requestScope } from '../../engine/call/deadline.ts';
import type { Schedule } from '../../engine/runtime.ts';
import type { TaskHistory } from '../../domain/history.ts';
import type { Ends } from '../../domain/task-end.ts';
import type { Tasks } from '../../domain/tasks.ts';
import type { TaskWatch } from '../../engine/watch.ts';
import { createContext, providersByName } from '../context.ts';
import type { Context } from '../context.ts';
import { maskedBy } from '../errors.ts';
import type { Report } from '../errors.ts';
import { access, callerOf, contextOf, identification, tasksOf } from './access.ts';
import type { Authenticate, Caller, Grant } from './access.ts';
import { ClientLimiter, clientLimits } from './client-limits.ts';
import type { ClientLimits } from './client-limits.ts';
import { clientSchema, deadlineHeader, deadlineOf, schemaHeader } from './request-headers.ts';
import { compiledExecution } from './compiled.ts';
import { cors, corsHeaders, csrfPrevention } from './cross-origin.ts';
import { documentCache } from './documents.ts';
import { execution } from './execution.ts';
import { graphiql } from './graphiql.ts';
import type { Example } from './graphiql-page.ts';
import { requestBody } from './request-body.ts';
import { boundedResult, responseEncoding, responseResults } from './response.ts';
import { documentIdParameter, noGraphiql, trustedDocuments } from './trusted-documents.ts';
import type { TrustedDocuments } from './trusted-documents.ts';
import { webSockets } from './web-socket.ts';
import type { WebSocketParts, WebSockets } from './web-socket.ts';

/** What the API needs from the other layers. */
export interface ApiParts {
  /** The schema of the subgraph: one endpoint serves clients and gateways. */
  readonly schema: GraphQLSchema;
  /** Answers requests with the header `x-edgetasks-schema: client`, if the subgraph has other names. */
  readonly clientSchema?: GraphQLSchema | undefined;
  readonly tasks: Tasks;
  readonly watch: TaskWatch;
  /** Absent: fields that need it fail with `HISTORY_REQUIRED`. */
  readonly history?: TaskHistory | undefined;
  readonly ends: Ends;
  readonly clock: Clock;
  /** Receives every error that is masked in a response. */
  readonly report: Report;
  /** Creates random ids for errors and for the nonces of pages. */
  readonly newId: () => string;
  /** The tabs of GraphiQL. Called when GraphiQL is first opened. */
  readonly examples: () => Promise<readonly Example[]>;
  /** Absent: every client may ask everything. */
  readonly authenticate?: Authenticate | undefined;
  /** Absent: every query is answered, and GraphiQL is available. */
  readonly documents?: TrustedDocuments | undefined;
  /** Plugins that observe requests. They come first, so that they see refused requests too. */
  readonly observers?: readonly Plugin[];
  /** Called with the grant and the context of each request. */
  readonly onGrant?: ((context: object, grant: Grant) => void) | undefined;
  /** Schedules deadlines. Default: real time. */
  readonly schedule?: Schedule;
}

export interface ApiSettings {
  readonly requestDeadline: Milliseconds;
  readonly maxVendorCallsPerRequest: number;
  readonly corsOrigins: readonly string[];
  readonly isGraphiqlOn: boolean;
  readonly isIntrospectionOn: boolean;
  /** Omitted ones have their defaults. */
  readonly clientLimits?: Partial<ClientLimits> | undefined;
  /** Compiles a query at this many requests; `Infinity` never compiles. Default: according to its size. */
  readonly compileFrom?: number;
}

export const endpoint = '/graphql';
const maxBodyBytes = 1_000_000;
const maxBatch = 10;

/** A listener for `node:http`, and `fetch` for a `Request`. */
export type Api = RequestListener & {
  /** `init` is read if the input is an address. */
  readonly fetch: (input: Request | string, init?: Init) => Response | Promise<Response>;
  readonly webSockets: WebSockets;
};

/** Node requires `duplex` for bodies that are streams. */
type Init = RequestInit & { readonly duplex?: 'half' };

type Yoga = YogaServerInstance<object, Context>;

/** Creates GraphQL over HTTP. Unneeded features of yoga are off, because each costs every request. */
export function createApi(parts: ApiParts, settings: ApiSettings): Api {
  const limiter = new ClientLimiter(settings.clientLimits ?? {}, parts.clock);
  const identify = identification(parts.authenticate, parts.clock);
  const maskError = maskedBy(parts.report, parts.newId);
  const createRequestContext = contexts(parts, settings, limiter);
  // Documents, compiled queries and limits depend on the schema, so each schema has its own.
  const yogaOver = (schema: GraphQLSchema): Yoga =>
    createYoga<object, Context>({
      schema,
      context: (initial: YogaInitialContext) => createRequestContext(callerOf(initial), initial.request),
      plugins: [
        responseResults(),
        ...(parts.observers ?? []),
        responseEncoding(),
        ...(settings.corsOrigins.length === 0 ? [] : [cors(corsHeaders(settings.corsOrigins))]),
        ...(settings.isGraphiqlOn ? [page(parts)] : []),
        csrfPrevention(),
        access(identify, parts.onGrant),
        clientLimits(limiter),
        requestBody(maxBodyBytes),
        ...(parts.documents === undefined ? [] : trustedDocuments(parts.documents)),
        documentCache(settings.isIntrospectionOn),
        execution(schema, compiledExecution({ compileFrom: settings.compileFrom })),
      ],
      graphqlEndpoint: endpoint,
      healthCheckEndpoint: '/healthz',
      maskedErrors: { maskError, isDev: false },
      batching: { limit: maxBatch },
      extraParamNames: [documentIdParameter],
      parserAndValidationCache: false,
      cors: false,
      graphiql: false,
      landingPage: false,
      multipart: false,
      logging: false,
      maxRequestBodySize: false,
    });
  const subgraph = yogaOver(parts.schema);
  const forClients = parts.clientSchema === undefined ? subgraph : yogaOver(parts.clientSchema);
  const yogaFor = (wanted: string | string[] | null | undefined): Yoga =>
    wanted === clientSchema ? forClients : subgraph;
  const listener: RequestListener = (request, response) =>
    void yogaFor(request.headers[schemaHeader])(request, response);
  const answer: WebSocketParts['answer'] = async (payload, { caller, headers, signal }) => {
    const yoga = yogaFor(headers.get(schemaHeader));
    const request = new yoga.fetchAPI.Request(`http://localhost${endpoint}`, { headers, signal });
    const { query, operationName, variables, extensions } = payload;
    const params = {
      query,
      ...(operationName != null && { operationName }),
      ...(variables != null && { variables }),
      ...(extensions != null && { extensions }),
    };
    const result = await yoga.getResultForParams({ params, request }, contextOf(caller));
    if (result === undefined) throw new Error('An operation without a result');
    return Symbol.asyncIterator in result ? result : boundedResult(result);
  };
  const { corsOrigins } = settings;
  return Object.assign(listener, {
    fetch: (input: Request | string, init: Init = {}) => {
      if (typeof input !== 'string') return yogaFor(input.headers.get(schemaHeader)).fetch(input);
      return yogaFor(new Headers(init.headers).get(schemaHeader)).fetch(input, init);
    },
    webSockets: webSockets({
      identify,
      limiter,
      corsOrigins,
      maxMessageBytes: maxBodyBytes,
      answer,
      maskError,
    }),
  });
}

/** Creates the context of each request: the tasks that its caller may see, its deadline and its client. */
function contexts(parts: ApiParts, settings: ApiSettings, limiter: ClientLimiter) {
  const viewOf = views(parts.tasks);
  return ({ client, grant }: Caller, { headers, signal }: Pick<Request, 'headers' | 'signal'>): Context => {
    const deadlineMs = deadlineOf(headers.get(deadlineHeader), settings.requestDeadline);
    return createContext({
      ...viewOf(grant),
      watch: parts.watch,
      history: parts.history,
      ends: parts.ends,
      openScope: () =>
        limiter.counted(
          requestScope({
            now: parts.clock(),
            deadlineMs,
            callBudget: settings.maxVendorCallsPerRequest,
            client,
            clientSignal: signal,
            ...(parts.schedule && { schedule: parts.schedule }),
          }),
        ),
    });
  };
}

const page = ({ documents, examples, newId }: ApiParts): Plugin =>
  documents === undefined ? graphiql({ endpoint, examples, newNonce: newId }) : noGraphiql(endpoint);

type View = Pick<Context, 'tasks' | 'providers'>;

const viewOn = (tasks: Tasks): View => ({ tasks, providers: providersByName(tasks) });

/** Returns the tasks and providers that a grant shows. Created once for each grant. */
function views(tasks: Tasks): (grant: Grant | undefined) => View {
  const all = viewOn(tasks);
  const known = new Map<Grant, View>();
  return (grant) => {
    if (grant === undefined) return all;
    const view = known.get(grant) ?? viewOn(tasksOf(tasks, grant));
    known.set(grant, view);
    return view;
  };
}
