import type { TaskQuery } from '../../domain/query.ts';
import type { Milliseconds, Window } from '../../domain/time.ts';
import type { KeptFilter } from '../store/kept-filter.ts';
import type { OpenedView } from './list-request.ts';
import type { Key } from './order.ts';
import type { PagedList } from './row-list.ts';

/** How one list reads its nodes. */
export interface Reading<Node> {
  readonly filter: TaskQuery;
  readonly isOfTasks: boolean;
  /** The range that rows are read in. */
  readonly around: Window;
  /** How far beyond a key rows of the nodes after it may lie. */
  readonly reach: Milliseconds;
  /** Whether rows that stand for whole tasks, with counts, are enough. */
  readonly acceptsCounts: boolean;
  /** What it needs of the rows that the history keeps. */
  readonly kept: KeptFilter;
  readonly keyOf: (node: Node) => Key;
  readonly list: (opened: readonly OpenedView[]) => PagedList<Node>;
  readonly totalCount: (page: {
    readonly isWhole: boolean;
    readonly edges: number;
  }) => Promise<number | undefined>;
}
