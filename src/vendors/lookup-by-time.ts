import type { Feed, Lookup } from '../domain/source.ts';
import { SECOND } from '../domain/time.ts';

/** For a vendor without a call by id: the tasks that the feed lists around the second in which one was created. */
export function lookupByTime({ capabilities, encode, ...feed }: Feed): Lookup {
  const { paging, maxPageSize, taskSpan, retention } = capabilities;
  return {
    ...feed,
    paging,
    maxPageSize,
    retention,
    creationTime: 'needed',
    // What is listed holds all tasks of these seconds.
    idsPerCall: 50,
    countableStates: [],
    isDetailed: false,
    encode: ({ createdAt = 0, offset, limit }) => {
      const from = createdAt - taskSpan - SECOND;
      const to = createdAt + taskSpan + SECOND;
      return encode({ window: { from, to }, offset, limit });
    },
  };
}
