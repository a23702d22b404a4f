import type { VendorError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import type { Broken } from './merge.ts';
import type { Key } from './order.ts';

/** A node of a list, and the second that a walk must read to find it. */
export interface Item<Node> {
  readonly node: Node;
  readonly second: Instant;
}

/** What reading came to: as many nodes as were wanted, perhaps more, or all that could be had. */
export interface Collected<Node> {
  readonly items: readonly Item<Node>[];
  /** Where a node stands. */
  keyOf(node: Node): Key;
  /** Whether there are more nodes than were wanted. */
  readonly hasMore: boolean;
  /** The second from which reading goes on after the last item; absent when there is nothing more. */
  readonly rest: Instant | undefined;
  /** By the streams' places. */
  readonly broken: ReadonlyMap<number, Broken>;
  /** Why reading stopped before the end: the budget of calls is spent. */
  readonly stopped: VendorError | undefined;
}
