import type { Milliseconds } from '../../domain/time.ts';
import type { Schedule } from '../../engine/runtime.ts';

/** Bounds how long is waited for something to be heard. */
export interface Patience {
  /** Aborts with the outer signal, or when the patience is over. */
  readonly signal: AbortSignal;
  /** Begins anew: from now on it lasts so long, and ends with this error. */
  readonly renew: (length: Milliseconds, error: Error) => void;
  readonly end: () => void;
}

export function patience(outer: AbortSignal, after: Schedule): Patience {
  const over = new AbortController();
  let cancel: (() => void) | undefined;
  return {
    signal: AbortSignal.any([outer, over.signal]),
    renew: (length, error) => {
      cancel?.();
      cancel = after(length, () => over.abort(error));
    },
    end: () => cancel?.(),
  };
}
