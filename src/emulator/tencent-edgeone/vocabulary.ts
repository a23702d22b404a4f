import type { Vocabulary } from '../vocabulary.ts';

const states = {
  processing: 'processing',
  succeeded: 'success',
  failed: 'failed',
  timedOut: 'timeout',
  canceled: 'canceled',
};

/** EdgeOne's words: Status and Type of a Task. */
export const vocabulary: Vocabulary = {
  PREFETCH: { feed: 'prefetch', type: 'prefetch_url', states: { ...states, invalid: 'invalid' } },
  PURGE_URL: { feed: 'purge', type: 'purge_url', states },
  PURGE_DIRECTORY: { feed: 'purge', type: 'purge_prefix', states },
  PURGE_HOST: { feed: 'purge', type: 'purge_host', states },
  PURGE_ALL: { feed: 'purge', type: 'purge_all', states },
  PURGE_CACHE_TAG: { feed: 'purge', type: 'purge_cache_tag', states },
};
