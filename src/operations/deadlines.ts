import { inRealTime } from '../engine/outside.ts';
import type { After } from '../engine/outside.ts';

/** Timers that can be brought forward, all at once. */
export interface Deadlines {
  readonly after: After;
  /** Now is the time of all that wait. */
  readonly pass: () => void;
}

export function deadlines(after: After = inRealTime): Deadlines {
  const waiting = new Set<() => void>();
  return {
    after(wait, action) {
      const act = (): void => {
        waiting.delete(act);
        takeBack();
        action();
      };
      const takeBack = after(wait, act);
      waiting.add(act);
      return () => {
        waiting.delete(act);
        takeBack();
      };
    },
    pass() {
      for (const act of waiting) act();
    },
  };
}
