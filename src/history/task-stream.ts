import { FellBehindError } from '../domain/errors.ts';
import type { Task } from '../domain/task.ts';
import { taskIdentity } from '../engine/list/group.ts';
import { NewestValues } from '../engine/newest-values.ts';

/** The most tasks that wait for one reader. */
const MAX_TASKS = 1_000;
const MAX_ROWS = 50_000;

export const fellBehind = (reason: string): FellBehindError =>
  new FellBehindError(`${reason} List the tasks, then subscribe again.`);

/**
 * Changed tasks for one reader, in the order of their changes. A reader with too many waiting tasks gets a
 * `FellBehindError`.
 */
export class TaskStream extends NewestValues<Task> {
  add(task: Task): void {
    this.put(taskIdentity(task), task);
    const { size } = this.waiting;
    let rows = 0;
    for (const { urlCount } of this.waiting.values()) rows += urlCount;
    if (size > MAX_TASKS || rows > MAX_ROWS)
      this.cancel(fellBehind(`${size} changed tasks waited to be read, which is too many.`));
  }
}
