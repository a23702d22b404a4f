import { Kind } from 'graphql';
import type { GraphQLResolveInfo, SelectionNode } from 'graphql';
import type { UrlDetail } from '../domain/task.ts';
import { builder } from './builder.ts';
import type { TaskNode } from './builder.ts';
import type { Context } from './context.ts';
import { AreaEnum, PurgeMethodEnum, TaskStateEnum } from './enums.ts';
import { urlDetailId } from './global-id.ts';
import { NodeInterface } from './node.ts';
import { isProblem } from './problem.ts';
import type { Problem } from './problem.ts';
import { TaskStatusUnion } from './status.ts';

export const UrlDetailType = builder.objectType('UrlDetail', {
  extensions: { directives: { key: { fields: 'id' } } },
  interfaces: [NodeInterface],
  description: "One URL (or directory, host, tag) of a task: one row of the vendor's answer.",
  fields: (t) => ({
    id: t.id({
      description: 'Names provider, kind, task id, URL and area. Opaque; pass it to `node`.',
      resolve: urlDetailId,
    }),
    task: t.field({
      type: 'Task',
      description:
        'The task that it belongs to. Its id, provider, task id and kind cost nothing; anything else is looked up, for all URLs of an answer together.',
      resolve: (row, _arguments, context, info) =>
        needsLookup(info) ? loadedTask(row, context) : taskOfRow(row),
    }),
    url: t.exposeString('url', {
      description: 'The URL, directory, host name or cache tag, as the vendor spells it.',
    }),
    domain: t.exposeString('domain', {
      description: 'Its host name in lower case; empty where it names none (a cache tag).',
    }),
    state: t.expose('state', {
      type: TaskStateEnum,
      description: 'Where it stands, in one vocabulary for all vendors.',
    }),
    status: t.field({
      type: TaskStatusUnion,
      description: 'The state with what belongs to it, such as the reason of a failure.',
      resolve: (row) => row,
    }),
    progress: t.exposeFloat('progress', {
      nullable: true,
      description: 'How much is done, from 0 to 100; null where the vendor does not say.',
    }),
    area: t.expose('area', {
      type: AreaEnum,
      nullable: true,
      description: 'The part of the world whose caches it touches; null where the vendor does not say.',
    }),
    purgeMethod: t.expose('purgeMethod', {
      type: PurgeMethodEnum,
      nullable: true,
      description:
        'How a purge treats what is cached; null for a prefetch, or where the vendor does not say.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was submitted.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it last changed; null where the vendor does not say.',
    }),
    observedAt: t.expose('observedAt', {
      type: 'DateTime',
      description:
        'When the vendor said all this. What is final never changes, and may be kept from an earlier answer.',
    }),
    requestId: t.exposeString('requestId', {
      nullable: true,
      description: "The vendor's RequestId of that answer, for its support desk; null where it gave none.",
    }),
    raw: t.expose('raw', {
      type: 'JSON',
      description: "The vendor's row as it came, in the vendor's words, with every field that it sent.",
    }),
  }),
});

/** What a row itself knows of its task. */
const knownByRow: ReadonlySet<string> = new Set(['id', 'provider', 'taskId', 'kind', '__typename']);

const needsLookup = (info: GraphQLResolveInfo): boolean =>
  info.fieldNodes.some(({ selectionSet }) =>
    selectionSet?.selections.some((selection) => asksMore(selection, info)),
  );

const asksMore = (selection: SelectionNode, info: GraphQLResolveInfo): boolean => {
  if (selection.kind === Kind.FIELD) return !knownByRow.has(selection.name.value);
  const within = selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value];
  return within?.selectionSet.selections.some((inner) => asksMore(inner, info)) ?? true;
};

/** A failed lookup must not cost the row, whose task is never null: the task says of itself that it is not known. */
async function loadedTask(row: UrlDetail, context: Context): Promise<TaskNode> {
  const outcome = await context.loadTask({ provider: row.provider, taskId: row.taskId, kind: row.kind });
  return isProblem(outcome) ? taskOfRow(row, outcome) : outcome;
}

const taskOfRow = (row: UrlDetail, problem?: Problem): TaskNode => ({
  provider: row.provider,
  kind: row.kind,
  taskId: row.taskId,
  state: 'UNKNOWN',
  createdAt: row.createdAt,
  urlCount: 1,
  stateCounts: [{ state: row.state, count: 1 }],
  problem,
});
