import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { TaskQuery } from '../../domain/query.ts';
import type { Tasks } from '../../domain/tasks.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Clock } from '../../domain/time.ts';
import { IntervalCounter, tooMany } from './interval-counter.ts';

/** What a bearer token allows. */
export interface Grant {
  /** For logs. */
  readonly name: string;
  /** Names of the providers that it may see; absent means all. */
  readonly providers?: readonly string[] | undefined;
}

/** The grant of a bearer token; undefined for an unknown token. */
export type Authenticate = (token: string) => Grant | undefined;

const unauthenticated = (message: string): GraphQLError =>
  new GraphQLError(message, {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401, headers: { 'www-authenticate': 'Bearer' } } },
  });

/** The token of an `Authorization` header; undefined if it has none. */
export const bearerToken = (authorization: string | null | undefined): string | undefined =>
  /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];

/** Who sends a request, and what it may see. */
export interface Caller {
  /** The name of the token, otherwise the address; empty if neither is known. */
  readonly client: string;
  /** Undefined if no tokens are configured. */
  readonly grant: Grant | undefined;
}

/** Identifies the sender of a request by its `Authorization` header and address. Throws `GraphQLError`. */
export type Identify = (authorization: string | null | undefined, address: string) => Caller;

/** How many unknown tokens one address may send in a minute. */
const maxFailures = 20;

/**
 * Accepts every client if no tokens are configured, otherwise only known tokens. An address that sends many unknown
 * ones is refused for the rest of the minute; tokens that it used successfully before still work, because clients may
 * share a proxy.
 */
export function identification(authenticate: Authenticate | undefined, clock: Clock): Identify {
  if (authenticate === undefined) return (_, address) => ({ client: address, grant: undefined });
  const failures = new IntervalCounter(MINUTE, clock);
  const seen = new LRUCache<string, true>({ max: 10_000 });
  return (authorization, address) => {
    const token = bearerToken(authorization);
    if (token === undefined) throw unauthenticated('Send an access token: `Authorization: Bearer …`.');
    const grant = authenticate(token);
    const isSeen = grant !== undefined && seen.has(`${address} ${grant.name}`);
    const wait = failures.waitAt(address, maxFailures);
    if (wait !== undefined && !isSeen) {
      throw tooMany('This address has sent too many unknown tokens.', wait);
    }
    if (grant === undefined) {
      failures.add(address);
      throw unauthenticated('The access token is not known.');
    }
    if (!isSeen) seen.set(`${address} ${grant.name}`, true);
    return { client: grant.name, grant };
  };
}

/** The key of the caller in the request's context. */
const callerKey = Symbol('caller');

interface WithCaller {
  [callerKey]: Caller;
}

const hasCaller = (context: object): context is WithCaller => callerKey in context;

const nobody: Caller = { client: '', grant: undefined };

/** The caller of a request, by its context. */
export const callerOf = (context: object): Caller => (hasCaller(context) ? context[callerKey] : nobody);

/** The context of a request from this caller. */
export const contextOf = (caller: Caller): object => ({ [callerKey]: caller });

/** Refuses requests whose caller is not identified. */
export const access = (
  identify: Identify,
  onGrant: (context: object, grant: Grant) => void = () => undefined,
): Plugin => ({
  onRequestParse: ({ request, serverContext }) => {
    const caller = identify(request.headers.get('authorization'), addressOf(serverContext));
    Object.assign(serverContext, { [callerKey]: caller });
    if (caller.grant !== undefined) onGrant(serverContext, caller.grant);
  },
});

/** Yoga's types do not contain what its listener for `node:http` adds. `fetch` adds nothing. */
const hasNodeRequest = (context: object): context is { readonly req: IncomingMessage } => 'req' in context;

/** The address of the connection; empty if there is none, as with `fetch`. */
const addressOf = (context: object): string =>
  (hasNodeRequest(context) ? context.req.socket.remoteAddress : undefined) ?? '';

/** The tasks that a grant allows: providers that it does not list seem not to exist. */
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
    quotas: (provider, scope) => {
      if (!allowed.includes(provider)) throw new Error('Quotas of a provider that the token does not allow');
      return tasks.quotas(provider, scope);
    },
    scopes: (provider, scope) => {
      if (!allowed.includes(provider)) throw new Error('Scopes of a provider that the token does not allow');
      return tasks.scopes(provider, scope);
    },
    urlDetailsOf: (task, filter, page, scope) => tasks.urlDetailsOf(task, filter, page, scope),
  };
}
