import type { Vocabulary } from '../vocabulary.ts';

const states = {
  processing: 'Refreshing',
  succeeded: 'Complete',
  failed: 'Failed',
  timedOut: 'Timeout',
  canceled: 'Canceled',
  pending: 'Pending',
};

/** Alibaba Cloud CDN's words: Status and ObjectType of a task. */
export const vocabulary: Vocabulary = {
  PREFETCH: { feed: 'tasks', type: 'preload', states },
  PURGE_URL: { feed: 'tasks', type: 'file', states },
  PURGE_DIRECTORY: { feed: 'tasks', type: 'directory', states },
  PURGE_REGEX: { feed: 'tasks', type: 'regex', states },
};
