import { SECOND, type Instant, type Milliseconds, type Window } from '../../domain/time.ts';

/**
 * How much a window is widened at its older end when a vendor is asked for it. No vendor says whether its ends
 * belong to the answer, so a window is asked from one second before to its own end: wide enough either way.
 */
export const BORDER: Milliseconds = SECOND;

/** The newest part of a range that ends at `to` and that a vendor answers in one call. */
export const windowBefore = (range: Window, to: Instant, longest: Milliseconds): Window => ({
  from: Math.max(range.from, to - usable(longest)),
  to,
});

/** The oldest part of a range that begins at `from` and that a vendor answers in one call. */
export const windowAfter = (range: Window, from: Instant, longest: Milliseconds): Window => ({
  from,
  to: Math.min(range.to, from + usable(longest)),
});

/** All parts of a range, newest first. */
export function windows(range: Window, longest: Milliseconds): Window[] {
  const parts: Window[] = [];
  for (let to = range.to; to > range.from;) {
    const part = windowBefore(range, to, longest);
    parts.push(part);
    to = part.from;
  }
  return parts;
}

/** What to ask a vendor for so that every row of the window is in the answer. */
export const asked = (window: Window): Window => ({ from: window.from - BORDER, to: window.to });

const usable = (longest: Milliseconds): Milliseconds => Math.max(SECOND, longest - BORDER);
