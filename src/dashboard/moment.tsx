import { useSyncExternalStore } from 'react';
import { ago, clock, fullMoment } from './format.ts';

const tickMs = 10_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time in epoch milliseconds, at most a few seconds old. The whole page shares one timer. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

/** A time of day, and how long ago that is. */
export function Moment({ at }: { readonly at: string }) {
  const current = useNow();
  return (
    <time className="moment" dateTime={at} title={`${fullMoment(at)} (${at})`}>
      <span className="moment-clock">{clock(at)}</span> <span className="moment-ago">{ago(at, current)}</span>
    </time>
  );
}

/** A date with its time, for places that do not show the day otherwise. */
export const FullMoment = ({ at }: { readonly at: string }) => (
  <time dateTime={at} title={at}>
    {fullMoment(at)}
  </time>
);
