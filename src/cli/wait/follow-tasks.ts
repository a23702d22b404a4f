import type { Follow, Following } from './follow.ts';
import { pauseBetweenLooks, waitedFor } from './follow.ts';
import { NoStreams } from './failures.ts';
import type { NamedTask } from './task-name.ts';
import { progressDocument, standingOfEvent, standingsOf, tasksDocument } from './task-standing.ts';

/** A stream is a connection. More tasks than this are asked for together, which also costs the vendors fewer calls. */
const mostStreams = 8;

/** A request may spend so many vendor calls, 50 by default, and a long task takes several. */
const tasksPerRequest = 20;

/** By streams, so that the server says when something changes; else, or where an interval is given, by asking. */
export const followTasks =
  (tasks: readonly NamedTask[]): Follow =>
  async (following) => {
    if (following.interval === undefined && tasks.length <= mostStreams) {
      try {
        return await listenToAll(tasks, following);
      } catch (error) {
        if (!(error instanceof NoStreams)) throw error;
      }
    }
    return askForAll(tasks, following);
  };

async function listenToAll(tasks: readonly NamedTask[], following: Following): Promise<void> {
  const ending = new AbortController();
  const signal = AbortSignal.any([following.signal, ending.signal]);
  try {
    await Promise.all(tasks.map((task) => listenTo(task, { ...following, signal })));
  } finally {
    // When one finds out that asking on is no use, the others stop.
    ending.abort();
  }
}

/** A stream also ends when the server does, and when the vendor does not show the task yet. */
async function listenTo({ name, id }: NamedTask, following: Following): Promise<void> {
  const { api, board, contact, signal } = following;
  for (;;) {
    await contact.keepTrying(async () => {
      for await (const { data } of api.listen(progressDocument, { id }, signal)) {
        contact.reached();
        board.see(name, standingOfEvent(data, waitedFor(following)));
        if (board.isOver(name)) return;
      }
    }, signal);
    if (board.isOver(name)) return;
    await pauseBetweenLooks(following);
  }
}

async function askForAll(tasks: readonly NamedTask[], following: Following): Promise<void> {
  const { board } = following;
  for (let open = tasks; open.length > 0;) {
    const troubled = new Set<NamedTask>();
    for (let at = 0; at < open.length; at += tasksPerRequest) {
      for (const task of await askFor(open.slice(at, at + tasksPerRequest), following)) troubled.add(task);
    }
    const left = open.filter(({ name }) => !board.isOver(name));
    if (left.length === 0) return;
    // Those for which nothing was left of the request's calls come first in the next.
    open = [...left.filter((task) => troubled.has(task)), ...left.filter((task) => !troubled.has(task))];
    await pauseBetweenLooks(following);
  }
}

/** Gives the tasks that could not be read. */
async function askFor(tasks: readonly NamedTask[], following: Following): Promise<readonly NamedTask[]> {
  const { api, board, contact, signal } = following;
  const ids = tasks.map(({ id }) => id);
  const { data, errors } = await contact.keepTrying(() => api.ask(tasksDocument, { ids }, signal), signal);
  const standings = standingsOf(data, errors, waitedFor(following));
  return tasks.filter(({ name }, index) => {
    const standing = standings[index];
    if (standing !== undefined) board.see(name, standing);
    return standing?.trouble !== undefined;
  });
}
