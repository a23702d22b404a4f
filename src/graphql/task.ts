import type { Task } from '../domain/task.ts';
import { assertInput, pageArguments, urlDetailQuery } from './arguments.ts';
import { builder } from './builder.ts';
import { askedProvider, providerNamed } from './context.ts';
import { TaskKindEnum, TaskStateEnum } from './enums.ts';
import { pageFields, UrlDetailFilterInput } from './filter.ts';
import { taskId, unreadTaskId } from './global-id.ts';
import { NodeInterface } from './node.ts';
import { ErrorInterface, errorTypes, isProblem } from './problem.ts';
import type { Problem } from './problem.ts';
import { TaskStatusUnion } from './status.ts';

export const TaskType = builder.objectType('Task', {
  extensions: { directives: { key: { fields: 'id' } } },
  interfaces: [NodeInterface],
  description: 'A submission: what the vendor identifies by TaskId or JobId. It covers one or many URLs.',
  fields: (t) => ({
    id: t.id({
      description: 'Names provider, kind and task id. Opaque; pass it to `node`.',
      resolve: (task) => (task.problem === undefined ? taskId(task) : unreadTaskId(task)),
    }),
    provider: t.field({
      type: 'Provider',
      description: 'The account that it was submitted with.',
      resolve: ({ provider }, _arguments, context) => providerNamed(context, provider),
    }),
    taskId: t.exposeString('taskId', {
      description:
        "The vendor's own id, as its console shows it: TaskId or JobId. Text, also where it looks like a number.",
    }),
    kind: t.expose('kind', { type: TaskKindEnum, description: 'What it does.' }),
    state: t.expose('state', {
      type: TaskStateEnum,
      description:
        'Of all its URLs together: PROCESSING while any is; else what all agree on; else PARTIALLY_SUCCEEDED where some succeeded; else the worst.',
    }),
    status: t.field({
      type: TaskStatusUnion,
      description: 'The state with what belongs to it.',
      resolve: (task) => task,
    }),
    progress: t.exposeFloat('progress', {
      nullable: true,
      description: 'How much is done, from 0 to 100; null where the vendor does not say.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was submitted.' }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When the last of its URLs was done; null while it is not, or where the vendor does not say.',
    }),
    urlCount: t.exposeInt('urlCount', { description: 'How many URLs (directories, hosts, tags) it covers.' }),
    stateCounts: t.expose('stateCounts', {
      type: ['TaskStateCount'],
      description: 'How many of its URLs stand where; only states that occur.',
    }),
    urlDetails: t.field({
      type: 'UrlDetailConnection',
      description: 'Its URLs.',
      args: {
        filter: t.arg({ type: UrlDetailFilterInput, description: 'Which of them; all if left out.' }),
        ...pageFields(),
      },
      resolve: (task, { filter, ...given }, { tasks, scope }) =>
        tasks.urlDetailsOf(task, urlDetailQuery(filter), pageArguments(given), scope),
    }),
    error: t.field({
      type: ErrorInterface,
      nullable: true,
      description:
        'Why the task could not be looked up. Its state is then UNKNOWN, its counts speak only of the URL detail that it was reached from, and its id is one apart, by which `node` asks again: a cache keeps what it knew of the task. Null for a task that is known whole.',
      resolve: ({ problem }) => problem,
    }),
  }),
});

builder.objectType('TaskStateCount', {
  description: 'How many URLs of a task are in one state.',
  fields: (t) => ({
    state: t.expose('state', { type: TaskStateEnum, description: 'The state.' }),
    count: t.exposeInt('count', { description: 'How many URLs are in it; at least 1.' }),
  }),
});

export const TaskResultUnion = builder.unionType('TaskResult', {
  description: 'A task, or why it could not be given. Ask for `... on Task { … } ... on Error { message }`.',
  types: ['Task', ...errorTypes],
  resolveType: (outcome: Task | Problem) => (isProblem(outcome) ? outcome.typename : 'Task'),
});

builder.queryField('task', (t) =>
  t.field({
    type: TaskResultUnion,
    description:
      'One task, by the id that the vendor gave when it was submitted. Many in one query (by aliases) are looked up together, in the fewest vendor calls.',
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
        description:
          'What the task does, where you know it: it saves vendor calls. Left out: every kind is tried.',
      }),
    },
    resolve: (_, { provider, taskId: id, kind }, context) => {
      const { kinds } = askedProvider(context, provider, 'provider');
      assertInput(id.trim() !== '', 'taskId', '`taskId` is empty.');
      assertInput(
        kind == null || kinds.includes(kind),
        'kind',
        `${provider} has no tasks of this kind. It has: ${kinds.join(', ')}.`,
      );
      return context.loadTask({ provider, taskId: id.trim(), kind: kind ?? undefined });
    },
  }),
);
