import type { ProviderHealthFragment } from './gql/graphql.ts';

/** The `maxAge` of requests that must call the vendors. */
export const freshest = 'PT0S';

/** How old data may be by default: with a history, about its usual interval between two readings. */
export const acceptedAge = (isKept: boolean): string => (isKept ? 'PT30S' : freshest);

/** Whether the server keeps a history and has read something into it. */
export const hasHistory = (providers: readonly ProviderHealthFragment[]): boolean =>
  providers.some(({ health }) => health.historySince !== null);

/** The state of the stream of task changes. */
export interface TaskChanges {
  readonly isOpen: boolean;
  /** A counter that grows when the stream is opened and with each task that is not in the list. */
  readonly news: number;
}
