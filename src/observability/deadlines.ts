import { scheduleInRealTime } from '../engine/runtime.ts';
import type { Schedule } from '../engine/runtime.ts';

/** Timers that can all be ended early. */
export interface Deadlines {
  readonly schedule: Schedule;
  /** Runs all waiting timers now. */
  readonly pass: () => void;
}

export function deadlines(schedule: Schedule = scheduleInRealTime): Deadlines {
  const waiting = new Set<() => void>();
  return {
    schedule(wait, action) {
      const act = (): void => {
        waiting.delete(act);
        cancel();
        action();
      };
      const cancel = schedule(wait, act);
      waiting.add(act);
      return () => {
        waiting.delete(act);
        cancel();
      };
    },
    pass() {
      for (const act of waiting) act();
    },
  };
}
