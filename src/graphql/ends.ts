import type { End, Ended } from '../domain/task-end.ts';
import type { Instant } from '../domain/time.ts';
import type { Context } from './context.ts';

type Resolve<Value> = (ended: Ended, context: Context) => Value | Promise<Value>;

/** When a task or a URL has ended. */
export const finishedAtOf: Resolve<Instant | undefined> = (ended, { ends }) =>
  derived(ends.of(ended), (end) => end?.at);

/** Whether it may have ended before. */
export const isUpperBoundOf: Resolve<boolean> = (ended, { ends }) =>
  derived(ends.of(ended), (end) => end?.isUpperBound ?? false);

/** Does not wait for what is at hand: lists have many of these fields. */
const derived = <Value>(
  end: End | undefined | Promise<End | undefined>,
  derive: (end: End | undefined) => Value,
): Value | Promise<Value> => (end instanceof Promise ? end.then(derive) : derive(end));
