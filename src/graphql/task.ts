import { VendorError } from '../domain/errors.ts';
import type { Standing, StateCount, Task, TaskKey } from '../domain/task.ts';
import { assertInput } from './arguments.ts';
import { builder } from './builder.ts';
import { askedProvider, noSuchProvider, providerNamed, renew } from './context.ts';
import { finishedAtOf, isUpperBoundOf } from './ends.ts';
import { TaskKindEnum, TaskStateEnum } from './enums.ts';
import { errorData, ErrorInterface, errorTypes, optionalErrorData, outcomeData } from './error-data.ts';
import { vendorGraphQLError } from './errors.ts';
import type { ErrorData } from './error-data.ts';
import { readIdOf, taskId } from './global-id.ts';
import { NodeInterface } from './node.ts';
import { ProviderRef } from './provider.ts';
import { selectsFinishedAt } from './selection.ts';
import { TaskStatusUnion } from './status.ts';

/** A task that could not be looked up: its key, and why. */
export interface UnreadTask extends TaskKey, Standing {
  readonly id: string;
  readonly error: VendorError;
  readonly urlCount: number;
  readonly stateCounts: readonly StateCount[];
}

/** A task as fields return it. If it was fetched by an id of an earlier version, it keeps that id. */
export type TaskNode = (Task & { readonly error?: undefined; readonly id?: string | undefined }) | UnreadTask;

/** Creates a task of which only the key is known. */
export const unreadTask = (key: TaskKey, id: string, error: VendorError): UnreadTask => ({
  provider: key.provider,
  kind: key.kind,
  taskId: key.taskId,
  scope: key.scope,
  createdAt: key.createdAt,
  id,
  error,
  state: 'UNKNOWN',
  urlCount: 0,
  stateCounts: [],
});

export const TaskStateCountRef = builder.objectRef<StateCount>('TaskStateCount').implement({
  description: 'How many URLs of a task are in one state.',
  fields: (t) => ({
    state: t.expose('state', { type: TaskStateEnum, description: 'The state.' }),
    count: t.exposeInt('count', { description: 'How many URLs are in this state; at least 1.' }),
  }),
});

export const TaskRef = builder.objectRef<TaskNode>('Task').implement({
  interfaces: [NodeInterface],
  extensions: { directives: { key: { fields: 'id' } } },
  description:
    'One submission to a vendor, which the vendor identifies by a TaskId or JobId. It covers one or many URLs.',
  fields: (t) => ({
    id: t.id({
      description:
        'Global ID. It contains the provider, kind and task id, and the zone and creation time if known. Pass it to `node` unchanged.',
      resolve: (task) => task.id ?? taskId(task),
    }),
    provider: t.field({
      type: ProviderRef,
      description: 'The account to which the task was submitted.',
      resolve: ({ provider }, _arguments, context) => providerNamed(context, provider),
    }),
    taskId: t.exposeString('taskId', {
      description:
        "The vendor's TaskId or JobId, as its console shows it. It is text even if it looks like a number.",
    }),
    kind: t.expose('kind', { type: TaskKindEnum, description: 'What the task does.' }),
    state: t.expose('state', {
      type: TaskStateEnum,
      description:
        'The state of all its URLs together: PROCESSING if any URL is in progress; the common state if all are equal; PARTIALLY_SUCCEEDED if some succeeded and some did not; otherwise the worst state present.',
    }),
    status: t.field({
      type: TaskStatusUnion,
      description: 'The state with its details.',
      resolve: (task) => task,
    }),
    progress: t.exposeFloat('progress', {
      nullable: true,
      description: 'Progress from 0 to 100. Null if the vendor reports none.',
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When the task was submitted.',
      resolve: ({ createdAt, error }) => {
        if (createdAt !== undefined) return createdAt;
        throw error === undefined ? new Error('A task has no creation time') : vendorGraphQLError(error);
      },
    }),
    finishedAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: (task, _arguments, context) => finishedAtOf(task, context),
      description:
        'When the last of its URLs was done. If the vendor does not report it: when all of them were first seen done, provided that the task was seen in progress before; see `finishedAtIsUpperBound`. Null while the task is in progress, or if its end is not known. It takes reading every URL of the task, where the other fields take only counts: a task of 5,000 URLs then costs 5 to 50 vendor calls instead of about 5.',
    }),
    finishedAtIsUpperBound: t.boolean({
      description:
        'Whether the task may have been done before `finishedAt`, because the vendor reports no end: it was seen in progress, and at `finishedAt` it was first seen done. False if `finishedAt` is exact or null.',
      resolve: (task, _arguments, context) => isUpperBoundOf(task, context),
    }),
    urlCount: t.exposeInt('urlCount', {
      description: 'How many URLs (or directories, hosts, tags) the task covers.',
    }),
    stateCounts: t.expose('stateCounts', {
      type: [TaskStateCountRef],
      description: 'How many of its URLs are in each state. Only states that occur are listed.',
    }),
    error: t.field({
      type: ErrorInterface,
      nullable: true,
      description:
        'Why the task could not be looked up. Its state is then UNKNOWN, and its counts contain only what is known without the vendor: nothing, or the URL that led to it. Reached through a URL it has an ID of its own, so that a client cache keeps what it knows of the task; `node` accepts this ID too. Null if the task was looked up.',
      resolve: ({ error }) => optionalErrorData(error),
    }),
  }),
});

export const TaskResultUnion = builder.unionType('TaskResult', {
  description:
    'A task, or why it cannot be returned. Select `... on Task { … } ... on Error { message }` to handle both.',
  types: [TaskRef, ...errorTypes],
  resolveType: (outcome: TaskNode | ErrorData) => ('__typename' in outcome ? outcome.__typename : 'Task'),
});

builder.queryField('task', (t) =>
  t.field({
    type: TaskResultUnion,
    description:
      'One task, by the id that the vendor returned when it was submitted. Several tasks in one query (with aliases) are looked up together, in as few vendor calls as possible.',
    args: {
      provider: t.arg.string({
        required: true,
        description: 'The name of the provider, such as `tencent-main`.',
      }),
      taskId: t.arg.string({
        required: true,
        description: "The vendor's TaskId or JobId, such as `1702364413`.",
      }),
      kind: t.arg({
        type: TaskKindEnum,
        description: 'The kind of the task. It saves vendor calls. All kinds are tried if omitted.',
      }),
    },
    resolve: async (_, { provider, taskId: given, kind }, context, info) => {
      const id = given.trim();
      assertInput(id !== '', 'taskId', "`taskId` is empty. Write the vendor's TaskId or JobId.");
      const status = context.providers.get(provider);
      if (status === undefined) {
        const message = noSuchProvider(context, provider);
        return errorData(new VendorError({ kind: 'NOT_FOUND', message, retryable: false }));
      }
      assertInput(
        kind == null || status.kinds.includes(kind),
        'kind',
        `${provider} has no tasks of this kind. Its kinds are: ${status.kinds.join(', ')}.`,
      );
      const needsFinishedAt = selectsFinishedAt(info);
      return outcomeData(
        await context.loadTask({ provider, taskId: id, kind: kind ?? undefined, needsFinishedAt }),
      );
    },
  }),
);

builder.subscriptionType({ description: 'Events, over server-sent events or WebSockets.' });

builder.subscriptionField('taskProgress', (t) =>
  t.field({
    type: TaskResultUnion,
    description:
      'The task at once, then each time it changes, until its state is final; then the stream completes. An error of the vendor is an event too, and the stream continues.',
    args: { id: t.arg.id({ required: true, description: 'The `id` of a task.' }) },
    subscribe: (_, { id }, context, info): AsyncIterable<Task | VendorError> => {
      const { key } = readIdOf('Task', id, 'id');
      askedProvider(context, key.provider, 'id');
      return context.watch({ ...key, needsFinishedAt: selectsFinishedAt(info) });
    },
    resolve: (outcome, _arguments, context) => {
      renew(context);
      return outcomeData(outcome);
    },
  }),
);
