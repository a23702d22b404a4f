import type { TaskKind } from './gql/graphql.ts';

/** What a task does, in the words of a person. */
export const kinds: Readonly<Record<TaskKind, string>> = {
  PREFETCH: 'Prefetch',
  PURGE_URL: 'Purge URLs',
  PURGE_DIRECTORY: 'Purge directory',
  PURGE_HOST: 'Purge host',
  PURGE_ALL: 'Purge everything',
  PURGE_CACHE_TAG: 'Purge cache tag',
  PURGE_REGEX: 'Purge by pattern',
  UNKNOWN: 'Unknown',
};

/** The kinds by name, in their order. */
export const kindNames = Object.keys(kinds).filter((name): name is TaskKind => name in kinds);
