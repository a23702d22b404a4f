/** How an account's vendor behaves where its documents are silent, or where a test wants to know. */
export interface Behaviour {
  /** Refuse calls beyond the documented calls a second, by the emulator's clock. Default `true`. */
  readonly enforcesRate: boolean;
  /** A row created in the very second of StartTime is answered. Default `true`. */
  readonly startIsInclusive: boolean;
  /** A row created in the very second of EndTime is answered. Default `true`. */
  readonly endIsInclusive: boolean;
  /**
   * Default `newest-first`. Rows of one second stand in an arbitrary order that never changes. `shuffled` is
   * arbitrary throughout, and as stable.
   */
  readonly order: 'newest-first' | 'oldest-first' | 'shuffled';
  /** The account may call DescribePreloadDetailById (Alibaba). Default `true`. */
  readonly isAllowListed: boolean;
  /** How long every answer takes. Default 0. */
  readonly latencyMs: number;
  /** The largest page. Default: the documented one; 100 where none is published (Tencent Cloud CDN). */
  readonly maxPageSize: number;
  /** An empty list, and its count, are answered as null (Tencent Cloud CDN). Default `false`. */
  readonly answersNullLists: boolean;
  /** How long the vendor remembers a row. Default: 30 days Tencent Cloud CDN, 3 days Alibaba, else for ever. */
  readonly retentionMs: number;
  /** A new row can be seen only this much later. Default 0. */
  readonly visibleDelayMs: number;
  /**
   * The first question about a row after a pause is answered with the state of the question before
   * (Alibaba: "asking triggers the update"). Default `false`.
   */
  readonly staleFirstAnswer: boolean;
}

/** What every vendor starts from; a vendor's own documents override it. */
export const defaultBehaviour: Behaviour = {
  enforcesRate: true,
  startIsInclusive: true,
  endIsInclusive: true,
  order: 'newest-first',
  isAllowListed: true,
  latencyMs: 0,
  maxPageSize: 100,
  answersNullLists: false,
  retentionMs: Infinity,
  visibleDelayMs: 0,
  staleFirstAnswer: false,
};
