/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What a task does: warm the cache (prefetch), or drop something from it (purge). */
export type TaskKind =
  /** Fetches URLs from the origin into the cache before visitors ask for them; vendors also say preload or push. */
  | 'PREFETCH'
  /** Drops single URLs. */
  | 'PURGE_URL'
  /** Drops everything below a directory; the URL ends with `/`. */
  | 'PURGE_DIRECTORY'
  /** Drops everything of a host name. */
  | 'PURGE_HOST'
  /** Drops everything of a zone. */
  | 'PURGE_ALL'
  /** Drops everything that the origin labelled with a cache tag. */
  | 'PURGE_CACHE_TAG'
  /** Drops every URL that matches a regular expression. */
  | 'PURGE_REGEX';

/** Where a task or a URL stands, in one vocabulary for all vendors. The vendor's own word is in `Status.vendorStatus`. */
export type TaskState =
  /** Waiting or at work. The only state, with UNKNOWN, that still changes. */
  | 'PROCESSING'
  /** Done everywhere. */
  | 'SUCCEEDED'
  /** Of a task: some of its URLs succeeded and some did not, and none is in progress. */
  | 'PARTIALLY_SUCCEEDED'
  /** Stopped before it was done. */
  | 'CANCELED'
  /** The origin answered with something other than 2xx. */
  | 'INVALID'
  /** Given up by the vendor because it took too long. */
  | 'TIMED_OUT'
  /** Ended without success. */
  | 'FAILED'
  /** A word that this version does not know; `Status.vendorStatus` holds it. */
  | 'UNKNOWN';

/** The part of the world whose caches a task touches. */
export type Area =
  /** The mainland of China. */
  | 'MAINLAND'
  /** Everywhere but the mainland of China. */
  | 'OVERSEAS'
  /** Everywhere. */
  | 'GLOBAL';

/** How a purge treats what is cached. */
export type PurgeMethod =
  /** Marks it stale: it is revalidated with the origin, and kept where it has not changed. */
  | 'INVALIDATE'
  /** Drops it: the next visitor is served from the origin. */
  | 'DELETE';

/** How much of what was asked a feed answered. */
export type CoverageOutcome =
  /** All of it. */
  | 'COMPLETE'
  /** Some of it; `covered` says which part, `error` why not all. */
  | 'PARTIAL'
  /** None of it, because the vendor failed; `error` says how. */
  | 'FAILED'
  /** It was not asked, because it could not have answered; `error` says why. */
  | 'SKIPPED';

/** A CDN product with an API. */
export type Vendor =
  /** Tencent Cloud CDN. */
  | 'TENCENT_CDN'
  /** Tencent EdgeOne. */
  | 'TENCENT_EDGEONE'
  /** Alibaba Cloud CDN. */
  | 'ALIBABA_CDN';

/** A range of creation times. It includes `from` and ends before `to`. */
export type TimeRange = {
  /** Where it begins; 24 hours before `to` if left out. May lie as far back as you like: what a vendor no longer keeps is said in `errors`. */
  from?: string | null | undefined;
  /** Where it ends; now if left out. */
  to?: string | null | undefined;
};

/** What to list. Fields are joined with AND, the values of a list with OR: `{ kinds: [PREFETCH], states: [FAILED, TIMED_OUT] }` gives the prefetches that failed or timed out. */
export type TaskFilter = {
  /** Names of providers, as in `Provider.name`. Left out: all of them. */
  providers?: Array<string> | null | undefined;
  /** Only providers of these vendors. Left out: all of them. */
  vendors?: Array<Vendor> | null | undefined;
  /** Only tasks of these kinds. Left out: all of them. */
  kinds?: Array<TaskKind> | null | undefined;
  /** Of a list of tasks: the state of the whole task. Of a list of URLs: each URL's own state. */
  states?: Array<TaskState> | null | undefined;
  /** When it was submitted. Left out: the last 24 hours. */
  createdAt?: TimeRange | null | undefined;
  /** Exactly this URL, directory, host or tag, as the vendor spells it, such as `https://www.example.com/app.js`. */
  url?: string | null | undefined;
  /** Exactly this host name, in any case, such as `www.example.com`. */
  domain?: string | null | undefined;
  /** Only what touches the caches of this part of the world. */
  area?: Area | null | undefined;
};

/** Which URLs of a task to list. */
export type UrlDetailFilter = {
  /** Only URLs in one of these states. Left out: all. */
  states?: Array<TaskState> | null | undefined;
  /** Exactly this URL, as the vendor spells it. */
  url?: string | null | undefined;
};

export type EverywhereQueryVariables = Exact<{
  url: string;
  since?: string | null | undefined;
}>;


export type EverywhereQuery = { urlReport: { url: string, state: TaskState, providers: Array<{ provider: { id: string, name: string, vendor: Vendor }, latest: { id: string, url: string, state: TaskState, progress: number | null, createdAt: string, updatedAt: string | null, requestId: string | null, status:
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null, message: string | null }
          | { state: TaskState, vendorStatus: string | null }
        , task: { id: string, kind: TaskKind, taskId: string } } | null, error:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
       | null }> } };

type Problem_AuthenticationError_Fragment = { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null };

type Problem_PermissionError_Fragment = { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null };

type Problem_InvalidRequestError_Fragment = { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null };

type Problem_NotFoundError_Fragment = { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null };

type Problem_RateLimitError_Fragment = { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null };

type Problem_RetentionError_Fragment = { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null };

type Problem_TimeoutError_Fragment = { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null };

type Problem_UnavailableError_Fragment = { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null };

type Problem_CallBudgetError_Fragment = { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null };

export type ProblemFragment =
  | Problem_AuthenticationError_Fragment
  | Problem_PermissionError_Fragment
  | Problem_InvalidRequestError_Fragment
  | Problem_NotFoundError_Fragment
  | Problem_RateLimitError_Fragment
  | Problem_RetentionError_Fragment
  | Problem_TimeoutError_Fragment
  | Problem_UnavailableError_Fragment
  | Problem_CallBudgetError_Fragment
;

export type ProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type ProvidersQuery = { providers: Array<{ id: string, name: string, vendor: Vendor, kinds: Array<TaskKind>, health: { available: boolean, lastError:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
       | null } }> };

export type ProviderHealthFragment = { id: string, name: string, vendor: Vendor, kinds: Array<TaskKind>, health: { available: boolean, lastError:
      | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
      | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
      | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
      | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
      | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
      | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
      | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
      | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
      | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
     | null } };

type StatusDetail_Processing_Fragment = { state: TaskState, vendorStatus: string | null };

type StatusDetail_Succeeded_Fragment = { state: TaskState, vendorStatus: string | null };

type StatusDetail_PartiallySucceeded_Fragment = { state: TaskState, vendorStatus: string | null };

type StatusDetail_Failed_Fragment = { state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null };

type StatusDetail_TimedOut_Fragment = { state: TaskState, vendorStatus: string | null };

type StatusDetail_Canceled_Fragment = { state: TaskState, vendorStatus: string | null };

type StatusDetail_Invalid_Fragment = { state: TaskState, vendorStatus: string | null, message: string | null };

type StatusDetail_UnknownStatus_Fragment = { state: TaskState, vendorStatus: string | null };

export type StatusDetailFragment =
  | StatusDetail_Processing_Fragment
  | StatusDetail_Succeeded_Fragment
  | StatusDetail_PartiallySucceeded_Fragment
  | StatusDetail_Failed_Fragment
  | StatusDetail_TimedOut_Fragment
  | StatusDetail_Canceled_Fragment
  | StatusDetail_Invalid_Fragment
  | StatusDetail_UnknownStatus_Fragment
;

export type TaskProgressSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type TaskProgressSubscription = { taskProgress:
    | { id: string, state: TaskState, progress: number | null, finishedAt: string | null, urlCount: number, stateCounts: Array<{ state: TaskState, count: number }>, status:
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null, message: string | null }
        | { state: TaskState, vendorStatus: string | null }
      , error:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
       | null }
    | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
   };

export type OpenTaskQueryVariables = Exact<{
  id: string | number;
  filter?: UrlDetailFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type OpenTaskQuery = { node:
    | { __typename: 'Provider' }
    | { __typename: 'Task', taskId: string, kind: TaskKind, createdAt: string, id: string, state: TaskState, progress: number | null, finishedAt: string | null, urlCount: number, pagedUrls: { edges: Array<{ node: { id: string, url: string, state: TaskState, progress: number | null, area: Area | null, purgeMethod: PurgeMethod | null, createdAt: string, updatedAt: string | null, observedAt: string, requestId: string | null, raw: unknown, status:
              | { state: TaskState, vendorStatus: string | null }
              | { state: TaskState, vendorStatus: string | null }
              | { state: TaskState, vendorStatus: string | null }
              | { state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
              | { state: TaskState, vendorStatus: string | null }
              | { state: TaskState, vendorStatus: string | null }
              | { state: TaskState, vendorStatus: string | null, message: string | null }
              | { state: TaskState, vendorStatus: string | null }
             } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, errors: Array<
          | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        > }, provider: { id: string, name: string, vendor: Vendor }, urlDetails: { edges: Array<{ node: { id: string, url: string, domain: string } }> }, mishap: { edges: Array<{ node: { id: string, state: TaskState, status:
              | { state: TaskState, vendorStatus: string | null }
              | { state: TaskState, vendorStatus: string | null }
              | { state: TaskState, vendorStatus: string | null }
              | { state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
              | { state: TaskState, vendorStatus: string | null }
              | { state: TaskState, vendorStatus: string | null }
              | { state: TaskState, vendorStatus: string | null, message: string | null }
              | { state: TaskState, vendorStatus: string | null }
             } }> }, stateCounts: Array<{ state: TaskState, count: number }>, status:
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null, message: string | null }
        | { state: TaskState, vendorStatus: string | null }
      , error:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
       | null }
    | { __typename: 'UrlDetail' }
   | null };

export type UrlRowFragment = { id: string, url: string, state: TaskState, progress: number | null, area: Area | null, purgeMethod: PurgeMethod | null, createdAt: string, updatedAt: string | null, observedAt: string, requestId: string | null, raw: unknown, status:
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null, message: string | null }
    | { state: TaskState, vendorStatus: string | null }
   };

export type TasksNowQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type TasksNowQuery = { nodes: Array<
    | { id: string, state: TaskState, progress: number | null, finishedAt: string | null, urlCount: number, stateCounts: Array<{ state: TaskState, count: number }>, status:
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null }
        | { state: TaskState, vendorStatus: string | null, message: string | null }
        | { state: TaskState, vendorStatus: string | null }
      , error:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
       | null }
    | Record<PropertyKey, never>
   | null> };

export type TimelineQueryVariables = Exact<{
  filter?: TaskFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type TimelineQuery = { tasks: { edges: Array<{ node: { taskId: string, kind: TaskKind, createdAt: string, id: string, state: TaskState, progress: number | null, finishedAt: string | null, urlCount: number, provider: { id: string, name: string, vendor: Vendor }, urlDetails: { edges: Array<{ node: { id: string, url: string, domain: string } }> }, mishap: { edges: Array<{ node: { id: string, state: TaskState, status:
                | { state: TaskState, vendorStatus: string | null }
                | { state: TaskState, vendorStatus: string | null }
                | { state: TaskState, vendorStatus: string | null }
                | { state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
                | { state: TaskState, vendorStatus: string | null }
                | { state: TaskState, vendorStatus: string | null }
                | { state: TaskState, vendorStatus: string | null, message: string | null }
                | { state: TaskState, vendorStatus: string | null }
               } }> }, stateCounts: Array<{ state: TaskState, count: number }>, status:
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null, message: string | null }
          | { state: TaskState, vendorStatus: string | null }
        , error:
          | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
          | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
         | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, coverage: Array<{ action: string, scope: string | null, outcome: CoverageOutcome, vendorCalls: number, rowsRead: number, provider: { id: string, name: string, vendor: Vendor, kinds: Array<TaskKind>, health: { available: boolean, lastError:
            | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
            | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
            | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
            | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
            | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
            | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
            | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
            | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
            | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
           | null } }, requested: { from: string, to: string }, covered: { from: string, to: string } | null, error:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
       | null }> } };

export type CoverageFragment = { action: string, scope: string | null, outcome: CoverageOutcome, vendorCalls: number, rowsRead: number, provider: { id: string, name: string, vendor: Vendor, kinds: Array<TaskKind>, health: { available: boolean, lastError:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
       | null } }, requested: { from: string, to: string }, covered: { from: string, to: string } | null, error:
    | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
   | null };

export type TaskRowFragment = { taskId: string, kind: TaskKind, createdAt: string, id: string, state: TaskState, progress: number | null, finishedAt: string | null, urlCount: number, provider: { id: string, name: string, vendor: Vendor }, urlDetails: { edges: Array<{ node: { id: string, url: string, domain: string } }> }, mishap: { edges: Array<{ node: { id: string, state: TaskState, status:
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null }
          | { state: TaskState, vendorStatus: string | null, message: string | null }
          | { state: TaskState, vendorStatus: string | null }
         } }> }, stateCounts: Array<{ state: TaskState, count: number }>, status:
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null, message: string | null }
    | { state: TaskState, vendorStatus: string | null }
  , error:
    | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
   | null };

export type TaskStandingFragment = { id: string, state: TaskState, progress: number | null, finishedAt: string | null, urlCount: number, stateCounts: Array<{ state: TaskState, count: number }>, status:
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null }
    | { state: TaskState, vendorStatus: string | null, message: string | null }
    | { state: TaskState, vendorStatus: string | null }
  , error:
    | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
    | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { id: string, name: string } | null }
   | null };

export const StatusDetailFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<StatusDetailFragment, unknown>;
export const UrlRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UrlRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UrlDetail"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"area"}},{"kind":"Field","name":{"kind":"Name","value":"purgeMethod"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"observedAt"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<UrlRowFragment, unknown>;
export const ProblemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ProblemFragment, unknown>;
export const ProviderHealthFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProviderHealth"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"available"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ProviderHealthFragment, unknown>;
export const CoverageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Coverage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FeedCoverage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProviderHealth"}}]}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requested"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"covered"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendorCalls"}},{"kind":"Field","name":{"kind":"Name","value":"rowsRead"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProviderHealth"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"available"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}}]} as unknown as DocumentNode<CoverageFragment, unknown>;
export const TaskStandingFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<TaskStandingFragment, unknown>;
export const TaskRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskStanding"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"domain"}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"mishap"},"name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"},{"kind":"EnumValue","value":"TIMED_OUT"},{"kind":"EnumValue","value":"INVALID"},{"kind":"EnumValue","value":"CANCELED"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]} as unknown as DocumentNode<TaskRowFragment, unknown>;
export const EverywhereDocument = {"__meta__":{"hash":"sha256:1b274636070da1d05bf26e49e513e1784cf0625420abfb076a2bc8c5cf0c487c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Everywhere"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"url"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"urlReport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"url"},"value":{"kind":"Variable","name":{"kind":"Name","value":"url"}}},{"kind":"Argument","name":{"kind":"Name","value":"since"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<EverywhereQuery, EverywhereQueryVariables>;
export const ProvidersDocument = {"__meta__":{"hash":"sha256:956f39937b2abbf4aad961bfb33ecb5b006bc8b49d3168c2f629ff057f5e2a5a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProviderHealth"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProviderHealth"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"available"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}}]} as unknown as DocumentNode<ProvidersQuery, ProvidersQueryVariables>;
export const TaskProgressDocument = {"__meta__":{"hash":"sha256:4385060aa6f25b49bb624ada6d8bff5fe3caf00facce1f9af271ed3d3f641d4e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"TaskProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskStanding"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]} as unknown as DocumentNode<TaskProgressSubscription, TaskProgressSubscriptionVariables>;
export const OpenTaskDocument = {"__meta__":{"hash":"sha256:29095c3da6d3f6fa7297db75e38f60c5719e03559cd1916824c95c522b644350"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OpenTask"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UrlDetailFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskRow"}},{"kind":"Field","alias":{"kind":"Name","value":"pagedUrls"},"name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UrlRow"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskStanding"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"domain"}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"mishap"},"name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"},{"kind":"EnumValue","value":"TIMED_OUT"},{"kind":"EnumValue","value":"INVALID"},{"kind":"EnumValue","value":"CANCELED"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UrlRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UrlDetail"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"area"}},{"kind":"Field","name":{"kind":"Name","value":"purgeMethod"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"observedAt"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}}]}}]} as unknown as DocumentNode<OpenTaskQuery, OpenTaskQueryVariables>;
export const TasksNowDocument = {"__meta__":{"hash":"sha256:0e64470ab729ecc3cb82fd8fbb9931acf10abb41ab96256b5a2c0b876be0b890"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TasksNow"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskStanding"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]} as unknown as DocumentNode<TasksNowQuery, TasksNowQueryVariables>;
export const TimelineDocument = {"__meta__":{"hash":"sha256:719dae32ac8ae3fa73481b5a1818d1794e1e019c6a53985dc444433c43e216a8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Timeline"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tasks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskRow"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"coverage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Coverage"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProviderHealth"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"available"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskStanding"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"domain"}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"mishap"},"name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"},{"kind":"EnumValue","value":"TIMED_OUT"},{"kind":"EnumValue","value":"INVALID"},{"kind":"EnumValue","value":"CANCELED"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Coverage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FeedCoverage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProviderHealth"}}]}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requested"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"covered"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendorCalls"}},{"kind":"Field","name":{"kind":"Name","value":"rowsRead"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]} as unknown as DocumentNode<TimelineQuery, TimelineQueryVariables>;