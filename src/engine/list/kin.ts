import type { Stream } from './plan.ts';

/**
 * By a stream's place, the places of those that may hold rows of the same tasks, its own among them: the zones of an
 * account (EdgeOne takes `*` for all zones in one submission), the states of one feed.
 */
export const kinOf = (streams: readonly Stream[]): readonly (readonly number[])[] =>
  streams.map((stream) =>
    streams.flatMap((other, place) => (other === stream || mayShareTasks(stream, other) ? [place] : [])),
  );

const mayShareTasks = (a: Stream, b: Stream): boolean =>
  a.source === b.source && kindsOf(a).some((kind) => kindsOf(b).includes(kind));

const kindsOf = ({ narrowing, feed }: Stream) => narrowing.kinds ?? feed.kinds;
