import type { Vocabulary } from '../vocabulary.ts';

const states = { processing: 'process', succeeded: 'done', failed: 'fail' };

/** Tencent Cloud CDN's words: Status and PurgeType of the history calls. */
export const vocabulary: Vocabulary = {
  PREFETCH: { feed: 'push', type: 'push', states: { ...states, invalid: 'invalid' } },
  PURGE_URL: { feed: 'purge', type: 'url', states },
  PURGE_DIRECTORY: { feed: 'purge', type: 'path', states },
};
