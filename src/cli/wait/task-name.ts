import { UserInputError } from '../../domain/errors.ts';
import { taskKinds } from '../../domain/task.ts';
import type { TaskKey } from '../../domain/task.ts';
import { readIdOf, taskId } from '../../graphql/global-id.ts';
import { UsageError } from '../options.ts';

/** A task to wait for. */
export interface NamedTask {
  /** `provider/KIND/taskId` */
  readonly name: string;
  /** Its global id. */
  readonly id: string;
}

const form = '<provider>/<KIND>/<taskId>, such as tencent-main/PREFETCH/1702364413';

/** Reads `provider/KIND/taskId` or a global id. Throws `UsageError`. */
export function readTaskName(word: string): NamedTask {
  const key = word.includes('/') ? keyOfPath(word) : keyOfId(word);
  return { name: `${key.provider}/${key.kind}/${key.taskId}`, id: taskId(key) };
}

function keyOfPath(word: string): TaskKey {
  if (/^https?:\/\//i.test(word)) {
    throw new UsageError(`${word} is a URL: write --site-url ${word} to wait for it.`);
  }
  // A task id is opaque: it may hold the separator.
  const [, provider, kindName, id] = /^([^/]+)\/([^/]+)\/(.+)$/s.exec(word) ?? [];
  if (provider === undefined || kindName === undefined || id === undefined) {
    throw new UsageError(`${JSON.stringify(word)} names no task: write ${form}.`);
  }
  const kind = taskKinds.find((known) => known === kindName.toUpperCase());
  if (kind === undefined) {
    throw new UsageError(
      `${JSON.stringify(kindName)} in ${word} is no kind of task. There are: ${taskKinds.join(', ')}.`,
    );
  }
  return { provider, kind, taskId: id };
}

function keyOfId(word: string): TaskKey {
  try {
    return readIdOf('Task', word, 'id').key;
  } catch (error) {
    if (!(error instanceof UserInputError)) throw error;
    throw new UsageError(
      `${JSON.stringify(word)} is not the id of a task: write ${form}, or the task's \`id\`.`,
    );
  }
}
