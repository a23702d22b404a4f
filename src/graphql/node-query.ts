import type { GraphQLResolveInfo } from 'graphql';
import { VendorError } from '../domain/errors.ts';
import { isSameUrl } from '../domain/url.ts';
import type { Task, TaskKey } from '../domain/task.ts';
import { assertInput } from './arguments.ts';
import { builder } from './builder.ts';
import { askedProvider } from './context.ts';
import type { Context } from './context.ts';
import { vendorGraphQLError } from './errors.ts';
import { readGlobalId, taskId } from './global-id.ts';
import type { GlobalId, UrlDetailKey } from './global-id.ts';
import { NodeInterface, settled, typed } from './node.ts';
import { selectsFinishedAt } from './selection.ts';
import type { Typed } from './node.ts';
import { unreadTask } from './task.ts';
import type { TaskNode } from './task.ts';
import type { UrlDetailNode } from './url-detail.ts';

const maxIds = 200;

/** The object with an id; undefined if it does not exist any more. `argument` is where the id was given. */
export async function nodeOf(
  id: string,
  context: Context,
  info: GraphQLResolveInfo,
  argument: string,
): Promise<Typed<object> | undefined> {
  const globalId: GlobalId = readGlobalId(id, argument);
  if (globalId.type === 'Provider') return typed('Provider', context.providers.get(globalId.name));
  if (globalId.type === 'Task') return typed('Task', await taskOf(globalId.key, id, context, info, argument));
  return typed('UrlDetail', await urlDetailOf(globalId.key, id, context, argument));
}

/** The task with a key; undefined if the vendor does not know it. A vendor's failure is data of the task. */
async function taskOf(
  key: TaskKey,
  id: string,
  context: Context,
  info: GraphQLResolveInfo,
  argument: string,
): Promise<TaskNode | undefined> {
  askedProvider(context, key.provider, argument);
  const outcome = await context.loadTask({ ...key, needsFinishedAt: selectsFinishedAt(info) });
  // The id of a task that could not be looked up before is replaced by the task's own.
  if (!(outcome instanceof VendorError)) return { ...outcome, id: taskId(key) === id ? id : undefined };
  return outcome.kind === 'NOT_FOUND' ? undefined : unreadTask(key, id, outcome);
}

/** The URL of a task. It is searched among the rows of the task, if the lookup returned them. */
async function urlDetailOf(
  key: UrlDetailKey,
  id: string,
  context: Context,
  argument: string,
): Promise<UrlDetailNode | undefined> {
  askedProvider(context, key.provider, argument);
  const task = await context.loadTask(key);
  if (task instanceof VendorError) {
    if (task.kind === 'NOT_FOUND') return undefined;
    throw vendorGraphQLError(task);
  }
  const found = task.details ?? (await rowsOf(task, key.url, context));
  const rows = found.filter(({ area, url }) => area === key.area && isSameUrl(url, key.url));
  const row = rows.find(({ url }) => url === key.url) ?? rows[0];
  return row && { ...row, id };
}

async function rowsOf(task: Task, url: string, { tasks, scope }: Context) {
  const { edges } = await tasks.urlDetailsOf(task, { urls: [url] }, { first: 20 }, scope);
  return edges.map(({ node }) => node);
}

builder.queryField('node', (t) =>
  t.field({
    type: NodeInterface,
    nullable: true,
    description:
      'The object with a global ID. Null if it does not exist, or if the vendor has forgotten it. If a vendor cannot be asked for a task, `Task.error` says why. To learn why a task is missing use `task`.',
    args: { id: t.arg.id({ required: true, description: 'The value of a field `id`.' }) },
    resolve: (_, { id }, context, info) => nodeOf(id, context, info, 'id'),
  }),
);

builder.queryField('nodes', (t) =>
  t.field({
    type: [NodeInterface],
    nullable: { list: false, items: true },
    description:
      'The objects with these global IDs, in their order. Null in place of an object that does not exist. They are looked up together, in as few vendor calls as possible.',
    args: {
      ids: t.arg.idList({
        required: true,
        description: `Values of fields \`id\`; at most ${maxIds}.`,
      }),
    },
    resolve: (_, { ids }, context, info) => {
      assertInput(
        ids.length <= maxIds,
        'ids',
        `\`ids\` has ${ids.length} values; at most ${maxIds} are allowed.`,
      );
      return settled(ids.map((id, index) => nodeOf(id, context, info, `ids.${index}`)));
    },
  }),
);
