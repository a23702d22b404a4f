import { ago, clock, fullMoment } from './format.ts';
import { useNow } from './use-now.ts';

/** A time of day, and how long ago that is. */
export function Moment({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <time className="moment" dateTime={at} title={`${fullMoment(at)} (${at})`}>
      <span className="moment-clock">{clock(at)}</span> <span className="moment-ago">{ago(at, now)}</span>
    </time>
  );
}

/** A date with its time, where the day is not told by what surrounds it. */
export const FullMoment = ({ at }: { readonly at: string }) => (
  <time dateTime={at} title={at}>
    {fullMoment(at)}
  </time>
);
