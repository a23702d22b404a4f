import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { MINUTE } from '../../domain/time.ts';
import type { Clock } from '../../domain/time.ts';
import type { DisposableScope } from '../../engine/call/deadline.ts';
import { callerOf } from './access.ts';
import { IntervalCounter, tooMany } from './interval-counter.ts';

/** What one client may use at once. A client is a token, or an address where there are no tokens. */
export interface ClientLimits {
  /** Requests that are being answered; a batch counts as one. */
  readonly concurrentRequests: number;
  /** Subscriptions. */
  readonly openStreams: number;
  /** Vendor calls that were sent for it in one minute, including retries. */
  readonly vendorCallsPerMinute: number;
}

/** Far above the use of people, pipelines and gateways, and low enough to leave capacity for other clients. */
export const defaultClientLimits: ClientLimits = {
  concurrentRequests: 100,
  openStreams: 500,
  vendorCallsPerMinute: 3_000,
};

/** Releases what was acquired; further calls do nothing. */
export type Release = () => void;

/** Enforces the limits of all clients. Each acquisition must be released. */
export class ClientLimiter {
  readonly #limits: ClientLimits;
  readonly #requests = new Map<string, number>();
  readonly #streams = new Map<string, number>();
  readonly #calls: IntervalCounter;

  constructor(limits: Partial<ClientLimits>, clock: Clock) {
    this.#limits = { ...defaultClientLimits, ...limits };
    this.#calls = new IntervalCounter(MINUTE, clock);
  }

  /** Throws the `GraphQLError` of a limit that is reached. */
  startRequest(client: string): Release {
    const { concurrentRequests, vendorCallsPerMinute } = this.#limits;
    const wait = this.#calls.waitAt(client, vendorCallsPerMinute);
    if (wait !== undefined) {
      throw tooMany(`This client has made ${vendorCallsPerMinute} vendor calls within a minute.`, wait);
    }
    return take(this.#requests, client, concurrentRequests, 'requests at once');
  }

  /** Throws the `GraphQLError` of a limit that is reached. */
  openStream(client: string): Release {
    return take(this.#streams, client, this.#limits.openStreams, 'open streams');
  }

  /** The same scope; its vendor calls are counted when it ends. */
  counted(opened: DisposableScope): DisposableScope {
    const { scope } = opened;
    let isCounted = false;
    return {
      scope,
      dispose: () => {
        opened.dispose();
        if (isCounted) return;
        isCounted = true;
        if (scope.budget.spent > 0) this.#calls.add(scope.client, scope.budget.spent);
      },
    };
  }
}

function take(counts: Map<string, number>, client: string, limit: number, what: string): Release {
  const count = counts.get(client) ?? 0;
  if (count >= limit) throw tooMany(`This client has ${limit} ${what}, the most that one may have.`, 1_000);
  counts.set(client, count + 1);
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    const left = (counts.get(client) ?? 0) - 1;
    if (left > 0) counts.set(client, left);
    else counts.delete(client);
  };
}

const releaseKey = Symbol('release of the request');

/** Applies the limits to requests over HTTP. Must come after the plugin that identifies the client. */
export const clientLimits = (limiter: ClientLimiter): Plugin => ({
  onRequestParse({ serverContext }) {
    Object.assign(serverContext, { [releaseKey]: limiter.startRequest(callerOf(serverContext).client) });
  },
  onSubscribe({ args, setResultAndStopExecution }) {
    let release: Release;
    try {
      release = limiter.openStream(callerOf(args.contextValue).client);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return setResultAndStopExecution({ errors: [error] });
    }
    return {
      onSubscribeResult: ({ result }) => {
        if (!(Symbol.asyncIterator in result)) release();
        return { onEnd: release };
      },
    };
  },
  onResponse: ({ serverContext }) => releaseOf(serverContext)?.(),
});

const releaseOf = (context: object): Release | undefined => {
  const release: unknown = Reflect.get(context, releaseKey);
  return typeof release === 'function' ? () => void release() : undefined;
};
