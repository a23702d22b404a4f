/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The region whose caches a task affects. */
export type Area =
  /** Everywhere. */
  | 'GLOBAL'
  /** Mainland China. */
  | 'MAINLAND'
  /** Everywhere except mainland China. */
  | 'OVERSEAS';

/** Whether a feed answered the requested range completely. */
export type CoverageOutcome =
  /** Completely. */
  | 'COMPLETE'
  /** Not at all, because the vendor failed: see `error`. */
  | 'FAILED'
  /** In part: `covered` is the answered part, `error` the reason. */
  | 'PARTIAL'
  /** It was not read, because it could not have answered: see `error`. */
  | 'SKIPPED';

/** Which tasks to list. Fields are joined with AND, the values of a list with OR: `{ kinds: [PREFETCH], states: [FAILED, TIMED_OUT] }` selects the prefetches that failed or timed out. A list has at most 1000 values. */
export type TaskFilter = {
  /** Only tasks that affect the caches of this region. All regions if omitted. */
  area?: Area | null | undefined;
  /** When the task was submitted. The last 24 hours if omitted. */
  createdAt?: TimeRange | null | undefined;
  /** Exactly this host name, in any case, such as `www.example.com`. */
  domain?: string | null | undefined;
  /** The same as `domain`, for several host names. Cannot be combined with `domain`. */
  domains?: Array<string> | null | undefined;
  /** Only tasks of these kinds. All kinds if omitted. */
  kinds?: Array<TaskKind> | null | undefined;
  /** Only these providers, by `Provider.name`. All providers if omitted. */
  providers?: Array<string> | null | undefined;
  /** Only these states. In a list of tasks it applies to the state of the whole task, in a list of URLs to the state of each URL. All states if omitted. */
  states?: Array<TaskState> | null | undefined;
  /** Exactly this URL, directory, host or tag, as the vendor spells it, such as `https://www.example.com/app.js`. A URL without its scheme is found with any scheme. */
  url?: string | null | undefined;
  /** The same as `url`, for several URLs. Cannot be combined with `url`. */
  urls?: Array<string> | null | undefined;
  /** Only providers of these vendors. All vendors if omitted. */
  vendors?: Array<Vendor> | null | undefined;
};

/** What a task does: a prefetch fills the cache, a purge removes from it. */
export type TaskKind =
  /** Loads URLs from the origin into the cache before visitors request them. Vendors also call it preload or push. */
  | 'PREFETCH'
  /** Purges everything of a zone. */
  | 'PURGE_ALL'
  /** Purges everything that the origin labelled with a cache tag. */
  | 'PURGE_CACHE_TAG'
  /** Purges everything below a directory; the URL ends with `/`. */
  | 'PURGE_DIRECTORY'
  /** Purges everything of a host name. */
  | 'PURGE_HOST'
  /** Purges every URL that matches a regular expression. */
  | 'PURGE_REGEX'
  /** Purges single URLs. */
  | 'PURGE_URL'
  /** A kind that this version does not know. `UrlDetail.raw` contains the vendor's word. */
  | 'UNKNOWN';

/** The state of a task or URL, in one vocabulary for all vendors. `Status.vendorStatus` contains the vendor's word. PROCESSING and UNKNOWN may still change; all other states are final. */
export type TaskState =
  /** Canceled before it was done. */
  | 'CANCELED'
  /** Failed. */
  | 'FAILED'
  /** The origin responded with a status other than 2xx. */
  | 'INVALID'
  /** Of a task: some of its URLs succeeded, some did not, and none is in progress. */
  | 'PARTIALLY_SUCCEEDED'
  /** Queued or in progress. */
  | 'PROCESSING'
  /** Done. */
  | 'SUCCEEDED'
  /** Ended by the vendor because it took too long. */
  | 'TIMED_OUT'
  /** A state that this version does not know, or a task that could not be looked up (`Task.error`). */
  | 'UNKNOWN';

/** A range of creation times. It includes `from` and ends before `to`. */
export type TimeRange = {
  /** The start. 24 hours before `to` if omitted. It may lie further back than a vendor keeps its tasks; `errors` then says what is missing. */
  from?: string | null | undefined;
  /** The end. Now if omitted. */
  to?: string | null | undefined;
};

/** A CDN product with an API. */
export type Vendor =
  /** Alibaba Cloud CDN. */
  | 'ALIBABA_CDN'
  /** Alibaba Cloud DCDN. */
  | 'ALIBABA_DCDN'
  /** Alibaba Cloud ESA. */
  | 'ALIBABA_ESA'
  /** AWS CloudFront. */
  | 'AWS_CLOUDFRONT'
  /** BytePlus CDN. */
  | 'BYTEPLUS_CDN'
  /** Huawei Cloud CDN. */
  | 'HUAWEI_CDN'
  /** Tencent Cloud CDN. */
  | 'TENCENT_CDN'
  /** Tencent EdgeOne. */
  | 'TENCENT_EDGEONE'
  /** Volcengine CDN. */
  | 'VOLCENGINE_CDN';

export type NewestTasksQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NewestTasksQuery = { __typename: 'Query', tasks: { __typename: 'TaskConnection', nodes: Array<{ __typename: 'Task', id: string, taskId: string, kind: TaskKind, state: TaskState, progress: number | null, createdAt: string, urlCount: number, provider: { __typename: 'Provider', id: string, name: string, vendor: Vendor } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, errors: Array<
      | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null }
    > } };

type Problem_AuthenticationError_Fragment = { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null };

type Problem_CallBudgetError_Fragment = { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null };

type Problem_InvalidRequestError_Fragment = { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null };

type Problem_NotFoundError_Fragment = { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null };

type Problem_PermissionError_Fragment = { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null };

type Problem_RateLimitError_Fragment = { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null };

type Problem_RetentionError_Fragment = { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null };

type Problem_TimeoutError_Fragment = { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null };

type Problem_UnavailableError_Fragment = { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null, provider: { __typename: 'Provider', id: string, name: string } | null };

export type ProblemFragment =
  | Problem_AuthenticationError_Fragment
  | Problem_CallBudgetError_Fragment
  | Problem_InvalidRequestError_Fragment
  | Problem_NotFoundError_Fragment
  | Problem_PermissionError_Fragment
  | Problem_RateLimitError_Fragment
  | Problem_RetentionError_Fragment
  | Problem_TimeoutError_Fragment
  | Problem_UnavailableError_Fragment
;

export type WhatFailedAndWhyQueryVariables = Exact<{ [key: string]: never; }>;


export type WhatFailedAndWhyQuery = { __typename: 'Query', urlDetails: { __typename: 'UrlDetailConnection', nodes: Array<{ __typename: 'UrlDetail', id: string, url: string, createdAt: string, requestId: string | null, task: { __typename: 'Task', id: string, taskId: string, kind: TaskKind, provider: { __typename: 'Provider', id: string, name: string } }, status:
        | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null, finishedAt: string | null }
        | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
        | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
        | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
       }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, errors: Array<
      | { __typename: 'AuthenticationError', message: string, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'CallBudgetError', message: string, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'InvalidRequestError', message: string, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'NotFoundError', message: string, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'PermissionError', message: string, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'RateLimitError', message: string, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'RetentionError', message: string, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'TimeoutError', message: string, provider: { __typename: 'Provider', id: string, name: string } | null }
      | { __typename: 'UnavailableError', message: string, provider: { __typename: 'Provider', id: string, name: string } | null }
    > } };

export type OneTaskQueryVariables = Exact<{
  provider: string;
  taskId: string;
  kind?: TaskKind | null | undefined;
}>;


export type OneTaskQuery = { __typename: 'Query', task:
    | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'Task', id: string, kind: TaskKind, state: TaskState, progress: number | null, createdAt: string, finishedAt: string | null, urlCount: number, stateCounts: Array<{ __typename: 'TaskStateCount', state: TaskState, count: number }>, urlDetails: { __typename: 'UrlDetailConnection', nodes: Array<{ __typename: 'UrlDetail', id: string, url: string, state: TaskState, progress: number | null, updatedAt: string | null, raw: unknown }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } }
    | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
   };

export type TaskOfEachVendorQueryVariables = Exact<{ [key: string]: never; }>;


export type TaskOfEachVendorQuery = { __typename: 'Query', tencentCdn: { __typename: 'TaskConnection', nodes: Array<{ __typename: 'Task', id: string, taskId: string, kind: TaskKind, createdAt: string, provider: { __typename: 'Provider', id: string, name: string }, status:
        | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Failed', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null }
        | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null, succeeded: number, unsuccessful: number }
        | { __typename: 'Processing', state: TaskState, vendorStatus: string | null, percent: number | null }
        | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
        | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
      , urlDetails: { __typename: 'UrlDetailConnection', nodes: Array<{ __typename: 'UrlDetail', id: string, url: string, raw: unknown }> } }>, errors: Array<
      | { __typename: 'AuthenticationError', message: string }
      | { __typename: 'CallBudgetError', message: string }
      | { __typename: 'InvalidRequestError', message: string }
      | { __typename: 'NotFoundError', message: string }
      | { __typename: 'PermissionError', message: string }
      | { __typename: 'RateLimitError', message: string }
      | { __typename: 'RetentionError', message: string }
      | { __typename: 'TimeoutError', message: string }
      | { __typename: 'UnavailableError', message: string }
    > }, tencentEdgeOne: { __typename: 'TaskConnection', nodes: Array<{ __typename: 'Task', id: string, taskId: string, kind: TaskKind, createdAt: string, provider: { __typename: 'Provider', id: string, name: string }, status:
        | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Failed', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null }
        | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null, succeeded: number, unsuccessful: number }
        | { __typename: 'Processing', state: TaskState, vendorStatus: string | null, percent: number | null }
        | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
        | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
      , urlDetails: { __typename: 'UrlDetailConnection', nodes: Array<{ __typename: 'UrlDetail', id: string, url: string, raw: unknown }> } }>, errors: Array<
      | { __typename: 'AuthenticationError', message: string }
      | { __typename: 'CallBudgetError', message: string }
      | { __typename: 'InvalidRequestError', message: string }
      | { __typename: 'NotFoundError', message: string }
      | { __typename: 'PermissionError', message: string }
      | { __typename: 'RateLimitError', message: string }
      | { __typename: 'RetentionError', message: string }
      | { __typename: 'TimeoutError', message: string }
      | { __typename: 'UnavailableError', message: string }
    > }, alibabaCdn: { __typename: 'TaskConnection', nodes: Array<{ __typename: 'Task', id: string, taskId: string, kind: TaskKind, createdAt: string, provider: { __typename: 'Provider', id: string, name: string }, status:
        | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Failed', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null }
        | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null, succeeded: number, unsuccessful: number }
        | { __typename: 'Processing', state: TaskState, vendorStatus: string | null, percent: number | null }
        | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
        | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
      , urlDetails: { __typename: 'UrlDetailConnection', nodes: Array<{ __typename: 'UrlDetail', id: string, url: string, raw: unknown }> } }>, errors: Array<
      | { __typename: 'AuthenticationError', message: string }
      | { __typename: 'CallBudgetError', message: string }
      | { __typename: 'InvalidRequestError', message: string }
      | { __typename: 'NotFoundError', message: string }
      | { __typename: 'PermissionError', message: string }
      | { __typename: 'RateLimitError', message: string }
      | { __typename: 'RetentionError', message: string }
      | { __typename: 'TimeoutError', message: string }
      | { __typename: 'UnavailableError', message: string }
    > } };

export type NewestTaskFragment = { __typename: 'TaskConnection', nodes: Array<{ __typename: 'Task', id: string, taskId: string, kind: TaskKind, createdAt: string, provider: { __typename: 'Provider', id: string, name: string }, status:
      | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
      | { __typename: 'Failed', state: TaskState, vendorStatus: string | null }
      | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null }
      | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null, succeeded: number, unsuccessful: number }
      | { __typename: 'Processing', state: TaskState, vendorStatus: string | null, percent: number | null }
      | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
      | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
      | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
    , urlDetails: { __typename: 'UrlDetailConnection', nodes: Array<{ __typename: 'UrlDetail', id: string, url: string, raw: unknown }> } }>, errors: Array<
    | { __typename: 'AuthenticationError', message: string }
    | { __typename: 'CallBudgetError', message: string }
    | { __typename: 'InvalidRequestError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'PermissionError', message: string }
    | { __typename: 'RateLimitError', message: string }
    | { __typename: 'RetentionError', message: string }
    | { __typename: 'TimeoutError', message: string }
    | { __typename: 'UnavailableError', message: string }
  > };

export type CoverageQueryVariables = Exact<{
  from?: string | null | undefined;
}>;


export type CoverageQuery = { __typename: 'Query', urlDetails: { __typename: 'UrlDetailConnection', totalCount: number | null, nodes: Array<{ __typename: 'UrlDetail', id: string, url: string, createdAt: string }>, coverage: Array<{ __typename: 'FeedCoverage', action: string, scope: string | null, outcome: CoverageOutcome, vendorCalls: number, rowsRead: number, requestIds: Array<string>, pushedDown: unknown, filteredHere: Array<string>, provider: { __typename: 'Provider', id: string, name: string }, requested: { __typename: 'TimeWindow', from: string, to: string }, covered: { __typename: 'TimeWindow', from: string, to: string } | null, error:
        | { __typename: 'AuthenticationError', message: string }
        | { __typename: 'CallBudgetError', message: string }
        | { __typename: 'InvalidRequestError', message: string }
        | { __typename: 'NotFoundError', message: string }
        | { __typename: 'PermissionError', message: string }
        | { __typename: 'RateLimitError', message: string }
        | { __typename: 'RetentionError', earliest: string, message: string }
        | { __typename: 'TimeoutError', message: string }
        | { __typename: 'UnavailableError', message: string }
       | null }> } };

export type IsItEverywhereQueryVariables = Exact<{
  url: string;
}>;


export type IsItEverywhereQuery = { __typename: 'Query', urlReport: { __typename: 'UrlReport', url: string, state: TaskState, providers: Array<{ __typename: 'ProviderUrlReport', provider: { __typename: 'Provider', id: string, name: string, vendor: Vendor }, latest: { __typename: 'UrlDetail', id: string, url: string, state: TaskState, progress: number | null, createdAt: string, task: { __typename: 'Task', id: string, taskId: string, kind: TaskKind } } | null, error:
        | { __typename: 'AuthenticationError', message: string }
        | { __typename: 'CallBudgetError', message: string }
        | { __typename: 'InvalidRequestError', message: string }
        | { __typename: 'NotFoundError', message: string }
        | { __typename: 'PermissionError', message: string }
        | { __typename: 'RateLimitError', message: string }
        | { __typename: 'RetentionError', message: string }
        | { __typename: 'TimeoutError', message: string }
        | { __typename: 'UnavailableError', message: string }
       | null }> } };

export type WatchTaskSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type WatchTaskSubscription = { taskProgress:
    | { __typename: 'AuthenticationError', message: string, retryable: boolean }
    | { __typename: 'CallBudgetError', message: string, retryable: boolean }
    | { __typename: 'InvalidRequestError', message: string, retryable: boolean }
    | { __typename: 'NotFoundError', message: string, retryable: boolean }
    | { __typename: 'PermissionError', message: string, retryable: boolean }
    | { __typename: 'RateLimitError', message: string, retryable: boolean }
    | { __typename: 'RetentionError', message: string, retryable: boolean }
    | { __typename: 'Task', id: string, taskId: string, state: TaskState, progress: number | null, stateCounts: Array<{ __typename: 'TaskStateCount', state: TaskState, count: number }> }
    | { __typename: 'TimeoutError', message: string, retryable: boolean }
    | { __typename: 'UnavailableError', message: string, retryable: boolean }
   };

export type ProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type ProvidersQuery = { __typename: 'Query', providers: Array<{ __typename: 'Provider', id: string, name: string, vendor: Vendor, kinds: Array<TaskKind>, limits: { __typename: 'ProviderLimits', requestsPerSecond: number, maxPageSize: number, maxWindow: string | null, retention: string | null }, health: { __typename: 'ProviderHealth', available: boolean, lastError:
        | { __typename: 'AuthenticationError', message: string, vendorCode: string | null }
        | { __typename: 'CallBudgetError', message: string, vendorCode: string | null }
        | { __typename: 'InvalidRequestError', message: string, vendorCode: string | null }
        | { __typename: 'NotFoundError', message: string, vendorCode: string | null }
        | { __typename: 'PermissionError', message: string, vendorCode: string | null }
        | { __typename: 'RateLimitError', message: string, vendorCode: string | null }
        | { __typename: 'RetentionError', message: string, vendorCode: string | null }
        | { __typename: 'TimeoutError', message: string, vendorCode: string | null }
        | { __typename: 'UnavailableError', message: string, vendorCode: string | null }
       | null } }> };

export type WhatAQueryWouldCostQueryVariables = Exact<{
  filter?: TaskFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type WhatAQueryWouldCostQuery = { __typename: 'Query', plan: Array<{ __typename: 'FeedPlan', action: string, scope: string | null, pushedDown: unknown, filteredHere: Array<string>, minimumCalls: number, provider: { __typename: 'Provider', id: string, name: string }, windows: Array<{ __typename: 'TimeWindow', from: string, to: string }>, error:
      | { __typename: 'AuthenticationError', message: string }
      | { __typename: 'CallBudgetError', message: string }
      | { __typename: 'InvalidRequestError', message: string }
      | { __typename: 'NotFoundError', message: string }
      | { __typename: 'PermissionError', message: string }
      | { __typename: 'RateLimitError', message: string }
      | { __typename: 'RetentionError', message: string }
      | { __typename: 'TimeoutError', message: string }
      | { __typename: 'UnavailableError', message: string }
     | null }> };

export const ProblemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ProblemFragment, unknown>;
export const NewestTaskFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NewestTask"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Processing"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PartiallySucceeded"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"unsuccessful"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<NewestTaskFragment, unknown>;
export const NewestTasksDocument = {"__meta__":{"hash":"sha256:94707eae8204556505157c7f9ed7295689f2442b66a458ae7e85949ee5a7c2d8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"NewestTasks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tasks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<NewestTasksQuery, NewestTasksQueryVariables>;
export const WhatFailedAndWhyDocument = {"__meta__":{"hash":"sha256:8be4779013af6dca896b9532b3aa4bb1d9e1734536ca3a00cade967622f151f5"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhatFailedAndWhy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"},{"kind":"EnumValue","value":"TIMED_OUT"},{"kind":"EnumValue","value":"INVALID"},{"kind":"EnumValue","value":"CANCELED"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<WhatFailedAndWhyQuery, WhatFailedAndWhyQueryVariables>;
export const OneTaskDocument = {"__meta__":{"hash":"sha256:6557431f8e10af582bfa7f07578f6bf7523dbcb63f934c2a21c946c727a46579"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OneTask"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"kind"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskKind"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"taskId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}},{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"Variable","name":{"kind":"Name","value":"kind"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]}}]}}]} as unknown as DocumentNode<OneTaskQuery, OneTaskQueryVariables>;
export const TaskOfEachVendorDocument = {"__meta__":{"hash":"sha256:161b99ada2377e277a288d19f2abe81d15fee8c29a701e576029a0f76bbddac4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TaskOfEachVendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","alias":{"kind":"Name","value":"tencentCdn"},"name":{"kind":"Name","value":"tasks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"vendors"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"TENCENT_CDN"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"NewestTask"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"tencentEdgeOne"},"name":{"kind":"Name","value":"tasks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"vendors"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"TENCENT_EDGEONE"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"NewestTask"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"alibabaCdn"},"name":{"kind":"Name","value":"tasks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"vendors"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"ALIBABA_CDN"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"NewestTask"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NewestTask"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Processing"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PartiallySucceeded"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"unsuccessful"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<TaskOfEachVendorQuery, TaskOfEachVendorQueryVariables>;
export const CoverageDocument = {"__meta__":{"hash":"sha256:e810915b499e139f919be2ba36d1d031d9d091dc3b26e9b9ccc27933c511a3a2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Coverage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"createdAt"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"domain"},"value":{"kind":"StringValue","value":"www.example.com","block":false}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"coverage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requested"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"covered"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendorCalls"}},{"kind":"Field","name":{"kind":"Name","value":"rowsRead"}},{"kind":"Field","name":{"kind":"Name","value":"requestIds"}},{"kind":"Field","name":{"kind":"Name","value":"pushedDown"}},{"kind":"Field","name":{"kind":"Name","value":"filteredHere"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RetentionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"earliest"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CoverageQuery, CoverageQueryVariables>;
export const IsItEverywhereDocument = {"__meta__":{"hash":"sha256:092705fadaeef9cb289013c3faf398f85e071fe280534fd08506e91d268aae7b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"IsItEverywhere"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"url"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"urlReport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"url"},"value":{"kind":"Variable","name":{"kind":"Name","value":"url"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<IsItEverywhereQuery, IsItEverywhereQueryVariables>;
export const WatchTaskDocument = {"__meta__":{"hash":"sha256:61c5f09964b029b1a50976c913096a9a1882a2cc7f66591a21bd8996894b1b51"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"WatchTask"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}}]}}]} as unknown as DocumentNode<WatchTaskSubscription, WatchTaskSubscriptionVariables>;
export const ProvidersDocument = {"__meta__":{"hash":"sha256:deaa56ae0c9370f08de9d227abbc723cd394f80948a98be75bdb15d998ecbf4f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"Field","name":{"kind":"Name","value":"limits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"requestsPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"maxPageSize"}},{"kind":"Field","name":{"kind":"Name","value":"maxWindow"}},{"kind":"Field","name":{"kind":"Name","value":"retention"}}]}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"available"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ProvidersQuery, ProvidersQueryVariables>;
export const WhatAQueryWouldCostDocument = {"__meta__":{"hash":"sha256:f96105abdc472edc749d71eec1f0b69d3ab20c907dfb0ab7ca2cff2f8bab422b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhatAQueryWouldCost"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"1000"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"windows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pushedDown"}},{"kind":"Field","name":{"kind":"Name","value":"filteredHere"}},{"kind":"Field","name":{"kind":"Name","value":"minimumCalls"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<WhatAQueryWouldCostQuery, WhatAQueryWouldCostQueryVariables>;