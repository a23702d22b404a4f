import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { TaskQuery } from '../../domain/query.ts';
import type { Tasks } from '../../domain/tasks.ts';

/** What a bearer token allows. */
export interface Grant {
  /** For logs. */
  readonly name: string;
  /** Names of the providers that it may see; absent means all. */
  readonly providers?: readonly string[] | undefined;
}

/** The grant of a bearer token; undefined for a token that nobody was given. */
export type Authenticate = (token: string) => Grant | undefined;

const unauthenticated = (message: string): GraphQLError =>
  new GraphQLError(message, {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401, headers: { 'www-authenticate': 'Bearer' } } },
  });

/** The token of an `Authorization` header; undefined where it holds none. */
export const bearerToken = (authorization: string | null | undefined): string | undefined =>
  /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];

/** Where the grant of a request is kept: in the context that goes with it. */
const grantKey = Symbol('what the token of this request allows');

interface WithGrant {
  [grantKey]: Grant;
}

const hasGrant = (context: object): context is WithGrant => grantKey in context;

/** What a request may see, by its context; undefined where no token is wanted. */
export const grantOf = (context: object): Grant | undefined =>
  hasGrant(context) ? context[grantKey] : undefined;

/** Yoga's types do not know what its listener for `node:http` adds; `fetch` adds nothing. */
const hasNodeRequest = (context: object): context is { readonly req: IncomingMessage } => 'req' in context;

/** Who asks, for fairness and limits: the name of the token, otherwise the address of the connection. */
export function clientOf(context: object): string {
  const address = hasNodeRequest(context) ? context.req.socket.remoteAddress : undefined;
  return grantOf(context)?.name ?? address ?? '';
}

/** Answers only requests with a token; tells whose it was. */
export const access = (
  authenticate: Authenticate,
  onGrant: (context: object, grant: Grant) => void = () => undefined,
): Plugin => ({
  onRequestParse: ({ request, serverContext }) => {
    const token = bearerToken(request.headers.get('authorization'));
    if (token === undefined) throw unauthenticated('Send an access token: `Authorization: Bearer …`.');
    const grant = authenticate(token);
    if (grant === undefined) throw unauthenticated('The access token is not known.');
    Object.assign(serverContext, { [grantKey]: grant });
    onGrant(serverContext, grant);
  },
});

/** The same tasks as somebody sees them who may see only some of the providers: of the others nothing is known. */
export function tasksOf(tasks: Tasks, { providers: allowed }: Grant): Tasks {
  if (allowed === undefined) return tasks;
  const narrowed = (query: TaskQuery): TaskQuery => ({
    ...query,
    providers: query.providers?.filter((name) => allowed.includes(name)) ?? allowed,
  });
  return {
    providers: tasks.providers.filter(({ provider }) => allowed.includes(provider.name)),
    tasks: (query, page, scope) => tasks.tasks(narrowed(query), page, scope),
    urlDetails: (query, page, scope) => tasks.urlDetails(narrowed(query), page, scope),
    plan: (query, page, now) => tasks.plan(narrowed(query), page, now),
    urlReports: ({ providers: asked, ...query }, scope) =>
      tasks.urlReports(
        { ...query, providers: asked?.filter((name) => allowed.includes(name)) ?? allowed },
        scope,
      ),
    lookUp: (references, scope) => {
      const stray = references.find(({ provider }) => !allowed.includes(provider));
      if (stray !== undefined) throw new Error('A lookup at a provider that the token does not allow');
      return tasks.lookUp(references, scope);
    },
    urlDetailsOf: (task, filter, page, scope) => tasks.urlDetailsOf(task, filter, page, scope),
  };
}
