import type { RequestListener } from 'node:http';
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Plugin, YogaInitialContext, YogaServerInstance } from 'graphql-yoga';
import type { Clock, Milliseconds } from '../../domain/time.ts';
import { onAbort, requestScope } from '../../engine/call/deadline.ts';
import type { WhenGone } from '../../engine/call/deadline.ts';
import type { Schedule } from '../../engine/runtime.ts';
import type { Tasks } from '../../domain/tasks.ts';
import type { TaskWatch } from '../../engine/watch.ts';
import { createContext } from '../context.ts';
import type { Context } from '../context.ts';
import { maskedBy } from '../errors.ts';
import type { Report } from '../errors.ts';
import { access, clientOf, grantOf, tasksOf } from './access.ts';
import type { Authenticate, Grant } from './access.ts';
import { bodyLimit } from './body-limit.ts';
import { compiledExecution } from './compiled.ts';
import { cors, leaveFor } from './cors.ts';
import { deadlineHeader, deadlineOf } from './deadline.ts';
import { defaultDocumentLimits, documentLimits } from './document-limits.ts';
import { graphiql } from './graphiql.ts';
import type { Example } from './graphiql.ts';
import { partialAnswers } from './partial-answers.ts';
import { knownDocuments, textCache } from './known-documents.ts';
import { plainQueries } from './plain-queries.ts';
import type { WatchQuery } from './plain-queries.ts';
import { defaultMostRows, pagedFields, rowLimit, rowsAsked } from './row-limit.ts';
import { documentIdParameter, noGraphiql, trustedDocuments } from './trusted-documents.ts';
import type { TrustedDocuments } from './trusted-documents.ts';
import { vendorCalls } from './vendor-calls.ts';

/** What the layers below give, and the outside world. */
export interface ApiParts {
  /** The subgraph's, so that one endpoint serves clients and gateways. */
  readonly schema: GraphQLSchema;
  readonly tasks: Tasks;
  readonly watch: TaskWatch;
  readonly clock: Clock;
  /** Told of every error that a client is not told in full. */
  readonly report: Report;
  readonly newId: () => string;
  /** What GraphiQL opens with. Asked for when GraphiQL is first opened. */
  readonly examples: () => Promise<readonly Example[]>;
  /** Absent: everybody may ask everything. */
  readonly authenticate?: Authenticate | undefined;
  /** Absent: every query is answered, and GraphiQL may ask. */
  readonly documents?: TrustedDocuments | undefined;
  /** Who looks on: before everything else, so that they see what is refused too. */
  readonly observers?: readonly Plugin[];
  /** Looks on at the queries that need no yoga; absent: yoga answers all. */
  readonly watchQuery?: WatchQuery | undefined;
  /** Told whose token a request brought, by the request's context. */
  readonly onGrant?: ((context: object, grant: Grant) => void) | undefined;
  /** What deadlines are made of. Default: real time. */
  readonly after?: Schedule;
}

export interface ApiSettings {
  readonly requestDeadline: Milliseconds;
  readonly maxVendorCallsPerRequest: number;
  readonly corsOrigins: readonly string[];
  readonly isGraphiqlOn: boolean;
  readonly isIntrospectionOn: boolean;
  /** A query that comes for the so-manieth time is compiled; Infinity for never. Default: when it pays. */
  readonly compileFrom?: number;
}

export const endpoint = '/graphql';
const mostBodyBytes = 1_000_000;
const mostBatched = 10;
const csrfHeaders = ['x-graphql-yoga-csrf', 'apollo-require-preflight', 'x-requested-with'];

/** A listener for `node:http`; without one, what is asked by `fetch` is answered alike. */
export type Api = RequestListener & {
  readonly fetch: YogaServerInstance<object, Context>['fetch'];
};

/** GraphQL over HTTP. What is not needed is off: each of yoga's conveniences costs every request. */
export function createApi(parts: ApiParts, settings: ApiSettings): Api {
  const viewOf = views(parts.tasks);
  const leaveOf = leaveFor(settings.corsOrigins);
  const isPaged = pagedFields(parts.schema);
  const execute = compiledExecution({ compileFrom: settings.compileFrom });
  const documents = knownDocuments();
  const maskError = maskedBy(parts.report, parts.newId);
  const contextOf = (
    grant: Grant | undefined,
    client: string,
    deadlineMs: Milliseconds,
    whenGone: WhenGone,
  ): Context =>
    createContext({
      tasks: viewOf(grant),
      watch: parts.watch,
      openScope: () =>
        requestScope({
          now: parts.clock(),
          deadlineMs,
          callBudget: settings.maxVendorCallsPerRequest,
          client,
          whenGone,
          ...(parts.after && { after: parts.after }),
        }),
    });
  const context = (initial: YogaInitialContext): Context => {
    const { request } = initial;
    const deadlineMs = deadlineOf(request.headers.get(deadlineHeader), settings.requestDeadline);
    return contextOf(grantOf(initial), clientOf(initial), deadlineMs, onAbort(request.signal));
  };
  const plugins: Plugin[] = [
    ...(parts.observers ?? []),
    ...(settings.corsOrigins.length === 0 ? [] : [cors(leaveOf)]),
    ...(settings.isGraphiqlOn ? [askingPage(parts)] : []),
    useCSRFPrevention({ requestHeaders: csrfHeaders }),
    ...(parts.authenticate === undefined ? [] : [access(parts.authenticate, parts.onGrant)]),
    bodyLimit(mostBodyBytes),
    ...(parts.documents === undefined ? [] : [trustedDocuments(parts.documents)]),
    documentLimits(defaultDocumentLimits, settings.isIntrospectionOn),
    rowLimit(isPaged, defaultMostRows),
    documents.plugin,
    { onExecute: ({ setExecuteFn }) => setExecuteFn(execute) },
    vendorCalls(),
    partialAnswers(),
  ];
  const yoga = createYoga<object, Context>({
    schema: parts.schema,
    context,
    plugins,
    graphqlEndpoint: endpoint,
    healthCheckEndpoint: '/healthz',
    maskedErrors: { maskError, isDev: false },
    batching: { limit: mostBatched },
    parserAndValidationCache: { documentCache: textCache(), errorCache: textCache<object>() },
    cors: false,
    extraParamNames: [documentIdParameter],
    graphiql: false,
    landingPage: false,
    multipart: false,
    logging: false,
    maxRequestBodySize: false,
  });
  const answerAll: RequestListener = (request, response) => void yoga(request, response);
  const listener =
    parts.watchQuery === undefined
      ? answerAll
      : plainQueries({
          endpoint,
          mostBodyBytes,
          schema: parts.schema,
          documents,
          execute,
          authenticate: parts.authenticate,
          longestDeadline: settings.requestDeadline,
          contextOf,
          isTooLarge: ({ document, operationName, variableValues }) =>
            rowsAsked(document, operationName, variableValues ?? {}, isPaged) > defaultMostRows,
          maskError,
          leaveOf,
          watch: parts.watchQuery,
          fetchAPI: yoga.fetchAPI,
          otherwise: answerAll,
        });
  return Object.assign(listener, { fetch: yoga.fetch.bind(yoga) });
}

const askingPage = ({ documents, examples }: ApiParts): Plugin =>
  documents === undefined ? graphiql(endpoint, examples) : noGraphiql(endpoint);

/** The tasks as each token sees them: made once for a token, for a context costs every request. */
function views(tasks: Tasks): (grant: Grant | undefined) => Tasks {
  const known = new Map<Grant, Tasks>();
  return (grant) => {
    if (grant === undefined) return tasks;
    const view = known.get(grant) ?? tasksOf(tasks, grant);
    known.set(grant, view);
    return view;
  };
}
