import { Kind } from 'graphql';
import type { GraphQLResolveInfo, SelectionNode } from 'graphql';
import { VendorError } from '../domain/errors.ts';
import type { TaskKey, UrlDetail } from '../domain/task.ts';
import { builder } from './builder.ts';
import { providerNamed } from './context.ts';
import type { Context } from './context.ts';
import { AreaEnum, PurgeMethodEnum, TaskStateEnum } from './enums.ts';
import { unreadTaskId, urlDetailId } from './global-id.ts';
import { NodeInterface } from './node.ts';
import { selectsFinishedAt } from './selection.ts';
import { TaskStatusUnion } from './status.ts';
import { TaskRef, unreadTask } from './task.ts';
import type { TaskNode } from './task.ts';

/**
 * A URL as fields return it. If it was fetched by an id of an earlier version, or with another scheme, it keeps that
 * id.
 */
export type UrlDetailNode = UrlDetail & { readonly id?: string | undefined };

export const UrlDetailRef = builder.objectRef<UrlDetailNode>('UrlDetail').implement({
  interfaces: [NodeInterface],
  extensions: { directives: { key: { fields: 'id' } } },
  description: "One URL (or directory, host, tag) of a task: one row of a vendor's response.",
  fields: (t) => ({
    id: t.id({
      description:
        'Global ID. It contains the provider, kind, task id, URL and area, and the zone and creation time. Pass it to `node` unchanged.',
      resolve: (row) => row.id ?? urlDetailId(row),
    }),
    task: t.field({
      type: TaskRef,
      description:
        'The task of this URL. Its `id`, `provider`, `taskId` and `kind` are known without a vendor call; any other field looks the task up, together with the tasks of all other URLs in the answer.',
      resolve: (row, _arguments, context, info) =>
        needsLookup(info)
          ? loadedTask(row, context, selectsFinishedAt(info))
          : taskOfRow(row, taskKeyOf(row, context)),
    }),
    url: t.exposeString('url', {
      description: 'The URL, directory, host name or cache tag, as the vendor spells it.',
    }),
    domain: t.exposeString('domain', {
      description: 'The host name in lower case. Empty if the row has none (a cache tag).',
    }),
    state: t.expose('state', {
      type: TaskStateEnum,
      description: 'The state, in one vocabulary for all vendors.',
    }),
    status: t.field({
      type: TaskStatusUnion,
      description: 'The state with its details, such as the reason of a failure.',
      resolve: (row) => row,
    }),
    progress: t.exposeFloat('progress', {
      nullable: true,
      description: 'Progress from 0 to 100. Null if the vendor reports none.',
    }),
    area: t.expose('area', {
      type: AreaEnum,
      nullable: true,
      description: 'The region whose caches are affected. Null if the vendor does not report it.',
    }),
    purgeMethod: t.expose('purgeMethod', {
      type: PurgeMethodEnum,
      nullable: true,
      description:
        'How a purge treats cached content. Null for a prefetch, or if the vendor does not report it.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was submitted.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it last changed. Null if the vendor does not report it.',
    }),
    observedAt: t.expose('observedAt', {
      type: 'DateTime',
      description:
        "When the vendor's response arrived. A URL in a final state never changes and may come from an earlier response.",
    }),
    requestId: t.exposeString('requestId', {
      nullable: true,
      description: "The vendor's RequestId of that response, for the vendor's support. Null if it sent none.",
    }),
    raw: t.expose('raw', {
      type: 'JSON',
      description: "The vendor's row, unchanged, with every field that it sent.",
    }),
  }),
});

/** The fields of a task that each of its rows knows. */
const knownByRow: ReadonlySet<string> = new Set(['id', 'provider', 'taskId', 'kind', '__typename']);

const needsLookup = (info: GraphQLResolveInfo): boolean =>
  info.fieldNodes.some(({ selectionSet }) =>
    selectionSet?.selections.some((selection) => needsTask(selection, info)),
  );

const needsTask = (selection: SelectionNode, info: GraphQLResolveInfo): boolean => {
  if (selection.kind === Kind.FIELD) return !knownByRow.has(selection.name.value);
  const within = selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value];
  return within?.selectionSet.selections.some((inner) => needsTask(inner, info)) ?? true;
};

/** `UrlDetail.task` is never null, so that a failed lookup is data of the task instead of an error of the row. */
async function loadedTask(row: UrlDetail, context: Context, needsFinishedAt: boolean): Promise<TaskNode> {
  const key = taskKeyOf(row, context);
  const outcome = await context.loadTask({ ...key, needsFinishedAt });
  if (!(outcome instanceof VendorError)) return outcome;
  return { ...unreadTask(key, unreadTaskId(key), outcome), ...countsOfRow(row) };
}

/**
 * The key of a row's task. The row's scope is left out where tasks span scopes, or the rows of other scopes would be
 * missing.
 */
function taskKeyOf({ provider, kind, taskId, scope, createdAt }: UrlDetail, context: Context): TaskKey {
  const { spansScopes } = providerNamed(context, provider);
  return { provider, kind, taskId, scope: spansScopes ? undefined : scope, createdAt };
}

/** A task of which only the fields in `knownByRow` are read. */
const taskOfRow = (row: UrlDetail, key: TaskKey): TaskNode => ({
  ...key,
  createdAt: row.createdAt,
  state: 'UNKNOWN',
  ...countsOfRow(row),
});

const countsOfRow = ({ state }: UrlDetail) => ({ urlCount: 1, stateCounts: [{ state, count: 1 }] });
