import type { ProviderHealthFragment } from './gql/graphql.ts';

/** Asks the vendors. */
export const freshest = 'PT0S';

/** How old data may be unless the reader asks for fresh ones: as long as the history usually waits between two readings. */
export const acceptedAge = (isKept: boolean): string => (isKept ? 'PT30S' : freshest);

/** Whether the server keeps a history, as far as it has read something yet. */
export const hasHistory = (providers: readonly ProviderHealthFragment[]): boolean =>
  providers.some(({ health }) => health.historySince !== null);

/** Whether the server sends the changes of tasks, and how often it has sent a task that is not in the list. */
export interface TaskChanges {
  readonly isOpen: boolean;
  /** Grows when the stream is opened and with each task that is not in the list. */
  readonly news: number;
}
