/** What a submission does to the cache. Each vendor offers some of the kinds. */
export type SubmissionKind =
  | 'PREFETCH'
  | 'PURGE_URL'
  | 'PURGE_DIRECTORY'
  | 'PURGE_HOST'
  | 'PURGE_ALL'
  | 'PURGE_CACHE_TAG'
  | 'PURGE_REGEX';

/**
 * How a target ends. `pending` never ends (Alibaba only). Each vendor has words for some outcomes; a target with another
 * outcome needs a `word`.
 */
export type Outcome = 'succeeded' | 'failed' | 'timedOut' | 'canceled' | 'invalid' | 'pending';

/** Where a URL is prefetched or purged (Tencent Cloud CDN, `Area`). */
export type EmulatedArea = 'mainland' | 'overseas' | 'global';

/** One URL, directory, host or tag of a submission: one row of the vendor's answer. All times are epoch ms. */
export interface Target {
  readonly url: string;
  /** Default: the host of `url`. */
  readonly domain?: string;
  /** Default: the submission's `at`. Vendors list and filter by whole seconds. */
  readonly createdAt?: number;
  /** The target is in progress before this time, and has its outcome from it on. */
  readonly finishesAt: number;
  readonly outcome: Outcome;
  /** Tencent Cloud CDN. Default `mainland`. */
  readonly area?: EmulatedArea;
  /** EdgeOne `Method` (`invalidate`, `delete`) or Tencent Cloud CDN `FlushType` (`flush`, `delete`). */
  readonly method?: string;
  /** EdgeOne `FailType`, for failures only. Default `taskFailed`. */
  readonly failType?: string;
  /** EdgeOne `FailMessage` or Alibaba `Description`, for failures only. */
  readonly message?: string;
  /** EdgeOne. Default: the submission's zone. */
  readonly zone?: string;
  /** Alibaba preload detail: the share of nodes, 0..1, that have the URL. Default: 1 if succeeded, else 0. */
  readonly successShare?: number;
  /** The vendor's word once finished, instead of the outcome's own. */
  readonly word?: string;
}

/** One task: what a vendor identifies by a TaskId or JobId. */
export interface Submission {
  readonly taskId: string;
  readonly kind: SubmissionKind;
  /** When it was submitted, epoch ms. */
  readonly at: number;
  /** EdgeOne. Default: the account's first zone. */
  readonly zone?: string;
  /** The vendor's word for the kind, instead of the kind's own: one that no document lists, or no cache task. */
  readonly type?: string;
  readonly targets: readonly Target[];
}
