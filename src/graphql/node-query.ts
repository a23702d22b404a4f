import type { UrlDetail } from '../domain/task.ts';
import type { TaskNode } from './builder.ts';
import { builder } from './builder.ts';
import { assertInput } from './arguments.ts';
import { askedProvider } from './context.ts';
import type { Context } from './context.ts';
import { errorOf } from './errors.ts';
import { readGlobalId } from './global-id.ts';
import type { GlobalId, UrlDetailKey } from './global-id.ts';
import { NodeInterface, typed } from './node.ts';
import type { Typed } from './node.ts';
import { isProblem } from './problem.ts';
import { settled } from './settled.ts';

const maxIds = 200;

/** Whatever an id names; undefined where there is no such thing, or no longer. Throws what keeps it from being read. */
export async function nodeOf(
  id: GlobalId,
  context: Context,
  argument: string,
): Promise<Typed<object> | undefined> {
  if (id.type === 'Provider') return typed(id.type, context.providers.get(id.name));
  if (id.type === 'Task') return typed(id.type, await taskOf(id.key, context, argument));
  return typed(id.type, await urlDetailOf(id.key, context, argument));
}

export async function taskOf(
  key: { provider: string; taskId: string; kind?: TaskNode['kind'] | undefined },
  context: Context,
  argument: string,
): Promise<TaskNode | undefined> {
  askedProvider(context, key.provider, argument);
  const outcome = await context.loadTask(key);
  if (!isProblem(outcome)) return outcome;
  if (outcome.typename === 'NotFoundError') return undefined;
  throw errorOf(outcome);
}

/** The row of a task. It is looked for among the task's own rows where they are at hand. */
export async function urlDetailOf(
  key: UrlDetailKey,
  context: Context,
  argument: string,
): Promise<UrlDetail | undefined> {
  const task = await taskOf(key, context, argument);
  if (task === undefined) return undefined;
  for (const url of spellingsOf(key.url)) {
    const rows = task.details ?? (await rowsOf(task, url, context));
    const row = rows.find((candidate) => candidate.url === url && candidate.area === key.area);
    // One thing has one id, also where the vendor spells it in two ways.
    if (row !== undefined) return row.url === key.url ? row : { ...row, url: key.url };
  }
  return undefined;
}

async function rowsOf(task: TaskNode, url: string, { tasks, scope }: Context): Promise<readonly UrlDetail[]> {
  const { edges } = await tasks.urlDetailsOf(task, { urls: [url] }, { first: 20 }, scope);
  return edges.map(({ node }) => node);
}

/** Some answers leave out the scheme of what was submitted with one. */
const spellingsOf = (url: string): readonly string[] => [...new Set([url, url.replace(/^https?:\/\//, '')])];

builder.queryField('node', (t) =>
  t.field({
    type: NodeInterface,
    nullable: true,
    description:
      'Whatever has this global id; null where there is no such thing, or the vendor no longer knows it. For a typed answer that also tells why, use `task`.',
    args: { id: t.arg.id({ required: true, description: 'As a field `id` gave it.' }) },
    resolve: (_, { id }, context) => nodeOf(readGlobalId(id, 'id'), context, 'id'),
  }),
);

builder.queryField('nodes', (t) =>
  t.field({
    type: [NodeInterface],
    nullable: { list: false, items: true },
    description:
      'What has these global ids, in their order, with null where there is no such thing. They are looked up together, in the fewest vendor calls.',
    args: {
      ids: t.arg.idList({ required: true, description: `As fields \`id\` gave them; at most ${maxIds}.` }),
    },
    resolve: (_, { ids }, context) => {
      assertInput(ids.length <= maxIds, 'ids', `At most ${maxIds} ids at a time.`);
      return settled(
        ids.map(async (id, index) => nodeOf(readGlobalId(id, `ids.${index}`), context, `ids.${index}`)),
      );
    },
  }),
);
