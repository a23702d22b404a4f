/** What a submission asks of the vendor's edge. A vendor refuses the kinds that it does not offer. */
export type SubmissionKind =
  | 'PREFETCH'
  | 'PURGE_URL'
  | 'PURGE_DIRECTORY'
  | 'PURGE_HOST'
  | 'PURGE_ALL'
  | 'PURGE_CACHE_TAG'
  | 'PURGE_REGEX';

/**
 * How a target ends. `pending` never ends: it waits for ever (Alibaba only). Each vendor knows only some of
 * them; a target may carry any of the others if it also carries a `word`.
 */
export type Outcome = 'succeeded' | 'failed' | 'timedOut' | 'canceled' | 'invalid' | 'pending';

/** Where a URL is prefetched or purged (Tencent Cloud CDN, `Area`). */
export type EmulatedArea = 'mainland' | 'overseas' | 'global';

/** One URL, directory, host or tag of a submission: one row of the vendor's answer. All times are epoch ms. */
export interface Target {
  readonly url: string;
  /** Default: the host of `url`. */
  readonly domain?: string;
  /** Default: the submission's `at`. The vendors tell whole seconds, so windows and orders see whole seconds. */
  readonly createdAt?: number;
  /** Until this moment the target is being worked on; from it on, it has its outcome. */
  readonly finishesAt: number;
  readonly outcome: Outcome;
  /** Tencent Cloud CDN. Default `mainland`. */
  readonly area?: EmulatedArea;
  /** EdgeOne `Method` (`invalidate`, `delete`) or Tencent Cloud CDN `FlushType` (`flush`, `delete`). */
  readonly method?: string;
  /** EdgeOne `FailType`. Default `taskFailed`, told of failures only. */
  readonly failType?: string;
  /** EdgeOne `FailMessage` or Alibaba `Description`, told of failures only. */
  readonly message?: string;
  /** EdgeOne. Default: the submission's zone. */
  readonly zone?: string;
  /** Alibaba preload detail: the share of nodes, 0..1, that have the URL. Default: 1 if succeeded, else 0. */
  readonly successShare?: number;
  /** The vendor's word once finished, instead of the outcome's own. */
  readonly word?: string;
}

/** What a vendor identifies by one TaskId or JobId. */
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
