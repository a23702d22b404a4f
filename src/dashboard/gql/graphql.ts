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

/** How a purge treats cached content. */
export type PurgeMethod =
  /** Deletes it: the next request is served from the origin. */
  | 'DELETE'
  /** Marks it as stale: it is revalidated with the origin, and kept if it has not changed. */
  | 'INVALIDATE';

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

/** Which URLs of a task to list. */
export type UrlDetailFilter = {
  /** Only URLs in one of these states. All states if omitted. */
  states?: Array<TaskState> | null | undefined;
  /** Exactly this URL, as the vendor spells it. */
  url?: string | null | undefined;
  /** The same as `url`, for several URLs. Cannot be combined with `url`. */
  urls?: Array<string> | null | undefined;
};

/** The result of the newest task that covers a URL at one provider, since `UrlReport.since`. */
export type UrlStanding =
  /** The newest task that covers the URL succeeded. */
  | 'DONE'
  /** The newest task that covers the URL ended without success: see `latest`. */
  | 'FAILED'
  /** The newest task that covers the URL is running. */
  | 'IN_PROGRESS'
  /** The configured `domains` of the provider or its zones do not contain the host. */
  | 'NOT_SERVED'
  /** No task since then covers the URL. */
  | 'NOT_SUBMITTED'
  /** The provider could not be asked, or its only covering task purges a whole zone that may not serve the host. */
  | 'UNKNOWN';

/** Whether a URL is up to date on all providers that serve its host. */
export type UrlVerdict =
  /** DONE at every provider that serves the host, and at least at one. */
  | 'EVERYWHERE'
  /** IN_PROGRESS at one or more providers; FAILED or NOT_SUBMITTED at none. */
  | 'IN_PROGRESS'
  /** FAILED or NOT_SUBMITTED at one or more providers. */
  | 'NOT_EVERYWHERE'
  /** Otherwise: a provider could not be asked, or none serves the host. */
  | 'UNKNOWN';

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

export type EverywhereQueryVariables = Exact<{
  url: string;
  since?: string | null | undefined;
}>;


export type EverywhereQuery = { __typename: 'Query', urlReport: { __typename: 'UrlReport', url: string, verdict: UrlVerdict, since: string, providers: Array<{ __typename: 'ProviderUrlReport', standing: UrlStanding, provider: { __typename: 'Provider', id: string, name: string, vendor: Vendor }, latest: { __typename: 'UrlDetail', id: string, url: string, state: TaskState, progress: number | null, createdAt: string, status:
          | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
          | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
          | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
          | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
          | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
          | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
          | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
          | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
        , task: { __typename: 'Task', id: string, kind: TaskKind, taskId: string } } | null, error:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
       | null }> } };

type Problem_AuthenticationError_Fragment = { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null };

type Problem_CallBudgetError_Fragment = { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null };

type Problem_InvalidRequestError_Fragment = { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null };

type Problem_NotFoundError_Fragment = { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null };

type Problem_PermissionError_Fragment = { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null };

type Problem_RateLimitError_Fragment = { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null };

type Problem_RetentionError_Fragment = { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null };

type Problem_TimeoutError_Fragment = { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null };

type Problem_UnavailableError_Fragment = { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null };

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

type StatusDetail_Canceled_Fragment = { __typename: 'Canceled', state: TaskState, vendorStatus: string | null };

type StatusDetail_Failed_Fragment = { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null };

type StatusDetail_Invalid_Fragment = { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null };

type StatusDetail_PartiallySucceeded_Fragment = { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null };

type StatusDetail_Processing_Fragment = { __typename: 'Processing', state: TaskState, vendorStatus: string | null };

type StatusDetail_Succeeded_Fragment = { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null };

type StatusDetail_TimedOut_Fragment = { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null };

type StatusDetail_UnknownStatus_Fragment = { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null };

export type StatusDetailFragment =
  | StatusDetail_Canceled_Fragment
  | StatusDetail_Failed_Fragment
  | StatusDetail_Invalid_Fragment
  | StatusDetail_PartiallySucceeded_Fragment
  | StatusDetail_Processing_Fragment
  | StatusDetail_Succeeded_Fragment
  | StatusDetail_TimedOut_Fragment
  | StatusDetail_UnknownStatus_Fragment
;

export type TaskStandingFragment = { __typename: 'Task', id: string, state: TaskState, progress: number | null, finishedAt: string | null, urlCount: number, stateCounts: Array<{ __typename: 'TaskStateCount', state: TaskState, count: number }>, status:
    | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
    | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
    | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
    | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
    | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
    | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
    | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
    | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
  , error:
    | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
   | null };

export type TaskRowFragment = { __typename: 'Task', taskId: string, kind: TaskKind, createdAt: string, id: string, state: TaskState, progress: number | null, finishedAt: string | null, urlCount: number, provider: { __typename: 'Provider', id: string, name: string, vendor: Vendor }, urlDetails: { __typename: 'UrlDetailConnection', edges: Array<{ __typename: 'UrlDetailEdge', node: { __typename: 'UrlDetail', id: string, url: string, domain: string } }> }, mishap: { __typename: 'UrlDetailConnection', edges: Array<{ __typename: 'UrlDetailEdge', node: { __typename: 'UrlDetail', id: string, state: TaskState, status:
          | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
          | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
          | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
          | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
          | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
          | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
          | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
          | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
         } }> }, stateCounts: Array<{ __typename: 'TaskStateCount', state: TaskState, count: number }>, status:
    | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
    | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
    | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
    | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
    | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
    | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
    | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
    | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
  , error:
    | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
   | null };

export type CoverageFragment = { __typename: 'FeedCoverage', action: string, scope: string | null, outcome: CoverageOutcome, vendorCalls: number, rowsRead: number, provider: { __typename: 'Provider', id: string, name: string, vendor: Vendor, kinds: Array<TaskKind>, health: { __typename: 'ProviderHealth', available: boolean, lastError:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
       | null } }, requested: { __typename: 'TimeWindow', from: string, to: string }, covered: { __typename: 'TimeWindow', from: string, to: string } | null, error:
    | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
   | null };

export type TaskProgressSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type TaskProgressSubscription = { taskProgress:
    | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'Task', id: string, state: TaskState, progress: number | null, finishedAt: string | null, urlCount: number, stateCounts: Array<{ __typename: 'TaskStateCount', state: TaskState, count: number }>, status:
        | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
        | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
        | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
        | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
      , error:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
       | null }
    | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
   };

export type TasksNowQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type TasksNowQuery = { __typename: 'Query', nodes: Array<
    | { __typename: 'Provider' }
    | { __typename: 'Task', id: string, state: TaskState, progress: number | null, finishedAt: string | null, urlCount: number, stateCounts: Array<{ __typename: 'TaskStateCount', state: TaskState, count: number }>, status:
        | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
        | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
        | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
        | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
      , error:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
       | null }
    | { __typename: 'UrlDetail' }
   | null> };

export type ProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type ProvidersQuery = { __typename: 'Query', providers: Array<{ __typename: 'Provider', id: string, name: string, vendor: Vendor, kinds: Array<TaskKind>, health: { __typename: 'ProviderHealth', available: boolean, lastError:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
       | null } }> };

export type ProviderHealthFragment = { __typename: 'Provider', id: string, name: string, vendor: Vendor, kinds: Array<TaskKind>, health: { __typename: 'ProviderHealth', available: boolean, lastError:
      | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
      | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
      | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
      | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
      | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
      | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
      | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
      | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
      | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
     | null } };

export type FindTaskQueryVariables = Exact<{
  provider: string;
  taskId: string;
}>;


export type FindTaskQuery = { __typename: 'Query', task:
    | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'Task', taskId: string, kind: TaskKind, createdAt: string, id: string, state: TaskState, progress: number | null, finishedAt: string | null, urlCount: number, provider: { __typename: 'Provider', id: string, name: string, vendor: Vendor }, urlDetails: { __typename: 'UrlDetailConnection', edges: Array<{ __typename: 'UrlDetailEdge', node: { __typename: 'UrlDetail', id: string, url: string, domain: string } }> }, mishap: { __typename: 'UrlDetailConnection', edges: Array<{ __typename: 'UrlDetailEdge', node: { __typename: 'UrlDetail', id: string, state: TaskState, status:
              | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
              | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
              | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
              | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
              | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
              | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
              | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
              | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
             } }> }, stateCounts: Array<{ __typename: 'TaskStateCount', state: TaskState, count: number }>, status:
        | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
        | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
        | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
        | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
      , error:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
       | null }
    | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
    | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
   };

export type SearchUrlsQueryVariables = Exact<{
  filter?: TaskFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type SearchUrlsQuery = { __typename: 'Query', urlDetails: { __typename: 'UrlDetailConnection', edges: Array<{ __typename: 'UrlDetailEdge', node: { __typename: 'UrlDetail', id: string, url: string, domain: string, createdAt: string, task: { __typename: 'Task', id: string } } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, coverage: Array<{ __typename: 'FeedCoverage', action: string, scope: string | null, outcome: CoverageOutcome, vendorCalls: number, rowsRead: number, provider: { __typename: 'Provider', id: string, name: string, vendor: Vendor, kinds: Array<TaskKind>, health: { __typename: 'ProviderHealth', available: boolean, lastError:
            | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
           | null } }, requested: { __typename: 'TimeWindow', from: string, to: string }, covered: { __typename: 'TimeWindow', from: string, to: string } | null, error:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
       | null }> } };

export type FoundTasksQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type FoundTasksQuery = { __typename: 'Query', nodes: Array<
    | { __typename: 'Provider' }
    | { __typename: 'Task', taskId: string, kind: TaskKind, createdAt: string, id: string, state: TaskState, progress: number | null, finishedAt: string | null, urlCount: number, provider: { __typename: 'Provider', id: string, name: string, vendor: Vendor }, urlDetails: { __typename: 'UrlDetailConnection', edges: Array<{ __typename: 'UrlDetailEdge', node: { __typename: 'UrlDetail', id: string, url: string, domain: string } }> }, mishap: { __typename: 'UrlDetailConnection', edges: Array<{ __typename: 'UrlDetailEdge', node: { __typename: 'UrlDetail', id: string, state: TaskState, status:
              | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
              | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
              | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
              | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
              | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
              | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
              | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
              | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
             } }> }, stateCounts: Array<{ __typename: 'TaskStateCount', state: TaskState, count: number }>, status:
        | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
        | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
        | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
        | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
      , error:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
       | null }
    | { __typename: 'UrlDetail' }
   | null> };

export type OpenTaskQueryVariables = Exact<{
  id: string | number;
  filter?: UrlDetailFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type OpenTaskQuery = { __typename: 'Query', node:
    | { __typename: 'Provider' }
    | { __typename: 'Task', taskId: string, kind: TaskKind, createdAt: string, id: string, state: TaskState, progress: number | null, finishedAt: string | null, urlCount: number, pagedUrls: { __typename: 'UrlDetailConnection', edges: Array<{ __typename: 'UrlDetailEdge', node: { __typename: 'UrlDetail', id: string, url: string, state: TaskState, progress: number | null, area: Area | null, purgeMethod: PurgeMethod | null, createdAt: string, updatedAt: string | null, observedAt: string, requestId: string | null, raw: unknown, status:
              | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
              | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
              | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
              | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
              | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
              | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
              | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
              | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
             } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, errors: Array<
          | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        > }, provider: { __typename: 'Provider', id: string, name: string, vendor: Vendor }, urlDetails: { __typename: 'UrlDetailConnection', edges: Array<{ __typename: 'UrlDetailEdge', node: { __typename: 'UrlDetail', id: string, url: string, domain: string } }> }, mishap: { __typename: 'UrlDetailConnection', edges: Array<{ __typename: 'UrlDetailEdge', node: { __typename: 'UrlDetail', id: string, state: TaskState, status:
              | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
              | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
              | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
              | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
              | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
              | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
              | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
              | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
             } }> }, stateCounts: Array<{ __typename: 'TaskStateCount', state: TaskState, count: number }>, status:
        | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
        | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
        | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
        | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
        | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
        | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
      , error:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
       | null }
    | { __typename: 'UrlDetail' }
   | null };

export type UrlRowFragment = { __typename: 'UrlDetail', id: string, url: string, state: TaskState, progress: number | null, area: Area | null, purgeMethod: PurgeMethod | null, createdAt: string, updatedAt: string | null, observedAt: string, requestId: string | null, raw: unknown, status:
    | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
    | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
    | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
    | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
    | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
    | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
    | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
    | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
   };

export type TimelineQueryVariables = Exact<{
  filter?: TaskFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type TimelineQuery = { __typename: 'Query', tasks: { __typename: 'TaskConnection', edges: Array<{ __typename: 'TaskEdge', node: { __typename: 'Task', taskId: string, kind: TaskKind, createdAt: string, id: string, state: TaskState, progress: number | null, finishedAt: string | null, urlCount: number, provider: { __typename: 'Provider', id: string, name: string, vendor: Vendor }, urlDetails: { __typename: 'UrlDetailConnection', edges: Array<{ __typename: 'UrlDetailEdge', node: { __typename: 'UrlDetail', id: string, url: string, domain: string } }> }, mishap: { __typename: 'UrlDetailConnection', edges: Array<{ __typename: 'UrlDetailEdge', node: { __typename: 'UrlDetail', id: string, state: TaskState, status:
                | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
                | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
                | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
                | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
                | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
                | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
                | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
                | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
               } }> }, stateCounts: Array<{ __typename: 'TaskStateCount', state: TaskState, count: number }>, status:
          | { __typename: 'Canceled', state: TaskState, vendorStatus: string | null }
          | { __typename: 'Failed', state: TaskState, vendorStatus: string | null, reason: string | null, message: string | null }
          | { __typename: 'Invalid', state: TaskState, vendorStatus: string | null, message: string | null }
          | { __typename: 'PartiallySucceeded', state: TaskState, vendorStatus: string | null }
          | { __typename: 'Processing', state: TaskState, vendorStatus: string | null }
          | { __typename: 'Succeeded', state: TaskState, vendorStatus: string | null }
          | { __typename: 'TimedOut', state: TaskState, vendorStatus: string | null }
          | { __typename: 'UnknownStatus', state: TaskState, vendorStatus: string | null }
        , error:
          | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
          | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
         | null } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, coverage: Array<{ __typename: 'FeedCoverage', action: string, scope: string | null, outcome: CoverageOutcome, vendorCalls: number, rowsRead: number, provider: { __typename: 'Provider', id: string, name: string, vendor: Vendor, kinds: Array<TaskKind>, health: { __typename: 'ProviderHealth', available: boolean, lastError:
            | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
            | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
           | null } }, requested: { __typename: 'TimeWindow', from: string, to: string }, covered: { __typename: 'TimeWindow', from: string, to: string } | null, error:
        | { __typename: 'AuthenticationError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'CallBudgetError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'InvalidRequestError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'NotFoundError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'PermissionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RateLimitError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'RetentionError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'TimeoutError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
        | { __typename: 'UnavailableError', message: string, retryable: boolean, vendorCode: string | null, requestId: string | null }
       | null }> } };

export type NewerTasksQueryVariables = Exact<{
  filter?: TaskFilter | null | undefined;
  first: number;
}>;


export type NewerTasksQuery = { __typename: 'Query', tasks: { __typename: 'TaskConnection', edges: Array<{ __typename: 'TaskEdge', node: { __typename: 'Task', id: string } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean } } };

export type UrlSetsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
  first: number;
}>;


export type UrlSetsQuery = { __typename: 'Query', nodes: Array<
    | { __typename: 'Provider' }
    | { __typename: 'Task', id: string, allUrls: { __typename: 'UrlDetailConnection', edges: Array<{ __typename: 'UrlDetailEdge', node: { __typename: 'UrlDetail', id: string, url: string } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean } } }
    | { __typename: 'UrlDetail' }
   | null> };

export const StatusDetailFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<StatusDetailFragment, unknown>;
export const ProblemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]} as unknown as DocumentNode<ProblemFragment, unknown>;
export const TaskStandingFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]} as unknown as DocumentNode<TaskStandingFragment, unknown>;
export const TaskRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskStanding"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"domain"}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"mishap"},"name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"},{"kind":"EnumValue","value":"TIMED_OUT"},{"kind":"EnumValue","value":"INVALID"},{"kind":"EnumValue","value":"CANCELED"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]} as unknown as DocumentNode<TaskRowFragment, unknown>;
export const ProviderHealthFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProviderHealth"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"available"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]} as unknown as DocumentNode<ProviderHealthFragment, unknown>;
export const CoverageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Coverage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FeedCoverage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProviderHealth"}}]}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requested"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"covered"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendorCalls"}},{"kind":"Field","name":{"kind":"Name","value":"rowsRead"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProviderHealth"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"available"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}}]} as unknown as DocumentNode<CoverageFragment, unknown>;
export const UrlRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UrlRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UrlDetail"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"area"}},{"kind":"Field","name":{"kind":"Name","value":"purgeMethod"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"observedAt"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<UrlRowFragment, unknown>;
export const EverywhereDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Everywhere"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"url"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"urlReport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"url"},"value":{"kind":"Variable","name":{"kind":"Name","value":"url"}}},{"kind":"Argument","name":{"kind":"Name","value":"since"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"standing"}},{"kind":"Field","name":{"kind":"Name","value":"latest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]} as unknown as DocumentNode<EverywhereQuery, EverywhereQueryVariables>;
export const TaskProgressDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"TaskProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskStanding"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]} as unknown as DocumentNode<TaskProgressSubscription, TaskProgressSubscriptionVariables>;
export const TasksNowDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TasksNow"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskStanding"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]} as unknown as DocumentNode<TasksNowQuery, TasksNowQueryVariables>;
export const ProvidersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProviderHealth"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProviderHealth"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"available"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}}]} as unknown as DocumentNode<ProvidersQuery, ProvidersQueryVariables>;
export const FindTaskDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FindTask"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"taskId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskRow"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskStanding"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"domain"}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"mishap"},"name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"},{"kind":"EnumValue","value":"TIMED_OUT"},{"kind":"EnumValue","value":"INVALID"},{"kind":"EnumValue","value":"CANCELED"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<FindTaskQuery, FindTaskQueryVariables>;
export const SearchUrlsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SearchUrls"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"domain"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"coverage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Coverage"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProviderHealth"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"available"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Coverage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FeedCoverage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProviderHealth"}}]}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requested"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"covered"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendorCalls"}},{"kind":"Field","name":{"kind":"Name","value":"rowsRead"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]} as unknown as DocumentNode<SearchUrlsQuery, SearchUrlsQueryVariables>;
export const FoundTasksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FoundTasks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskStanding"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"domain"}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"mishap"},"name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"},{"kind":"EnumValue","value":"TIMED_OUT"},{"kind":"EnumValue","value":"INVALID"},{"kind":"EnumValue","value":"CANCELED"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<FoundTasksQuery, FoundTasksQueryVariables>;
export const OpenTaskDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OpenTask"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UrlDetailFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskRow"}},{"kind":"Field","alias":{"kind":"Name","value":"pagedUrls"},"name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UrlRow"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskStanding"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"domain"}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"mishap"},"name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"},{"kind":"EnumValue","value":"TIMED_OUT"},{"kind":"EnumValue","value":"INVALID"},{"kind":"EnumValue","value":"CANCELED"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UrlRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UrlDetail"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"area"}},{"kind":"Field","name":{"kind":"Name","value":"purgeMethod"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"observedAt"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}}]}}]} as unknown as DocumentNode<OpenTaskQuery, OpenTaskQueryVariables>;
export const TimelineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Timeline"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tasks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskRow"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"coverage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Coverage"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StatusDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Status"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Problem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"urlCount"}},{"kind":"Field","name":{"kind":"Name","value":"stateCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProviderHealth"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"available"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskStanding"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"domain"}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"mishap"},"name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"},{"kind":"EnumValue","value":"TIMED_OUT"},{"kind":"EnumValue","value":"INVALID"},{"kind":"EnumValue","value":"CANCELED"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"StatusDetail"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Coverage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FeedCoverage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProviderHealth"}}]}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requested"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"covered"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendorCalls"}},{"kind":"Field","name":{"kind":"Name","value":"rowsRead"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Problem"}}]}}]}}]} as unknown as DocumentNode<TimelineQuery, TimelineQueryVariables>;
export const NewerTasksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"NewerTasks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tasks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}}]} as unknown as DocumentNode<NewerTasksQuery, NewerTasksQueryVariables>;
export const UrlSetsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UrlSets"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","alias":{"kind":"Name","value":"allUrls"},"name":{"kind":"Name","value":"urlDetails"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<UrlSetsQuery, UrlSetsQueryVariables>;