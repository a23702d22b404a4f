import type { Milliseconds, Window } from '../../domain/time.ts';
import type { Collected } from './collected.ts';
import type { Cache } from '../keep.ts';
import type { Merged } from './merge.ts';
import type { Key } from './order.ts';
import type { OrderMemory } from './order-memory.ts';
import type { ReadPage } from './pages.ts';
import type { Plan } from './plan.ts';
import type { Walk } from './walk.ts';

/** A list to answer: its streams, and what makes nodes of their rows. */
export interface List<Node> {
  readonly plan: Plan;
  /** What the client asked for; `plan` may read around it. */
  readonly window: Window;
  /** How far around a node's place its rows may lie; absent where the nodes are the rows. */
  readonly span?: Milliseconds | undefined;
  /** Fingerprint of the question, for the cursors. */
  readonly query: string;
  readonly walk: Walk;
  collect(merged: Merged, after: readonly Key[], count: number): Promise<Collected<Node>>;
  totalCount(page: { readonly isWhole: boolean; readonly edges: number }): Promise<number | undefined>;
}

/** What the reading of lists leans on. */
export interface Readers {
  readonly read: ReadPage;
  readonly keep: Cache;
  readonly orders: OrderMemory;
}
