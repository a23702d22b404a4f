import { statisticsKeys } from '../domain/history.ts';
import type {
  StateChange,
  StatisticsKey,
  StatisticsReport,
  TaskStatistics,
  TimeToDone,
} from '../domain/history.ts';
import type { Task } from '../domain/task.ts';
import { nonEmpty, taskQuery } from './arguments.ts';
import { builder } from './builder.ts';
import { providerNamed, renew } from './context.ts';
import { FeedCoverageRef } from './coverage.ts';
import { TaskKindEnum, TaskStateEnum, VendorEnum } from './enums.ts';
import { historyRequired } from './errors.ts';
import { TaskFilterInput } from './filter.ts';
import { ProviderRef } from './provider.ts';
import { TaskRef, TaskStateCountRef } from './task.ts';

const StateChangeRef = builder.objectRef<StateChange>('StateChange').implement({
  description:
    'An observed change of the state of a task. It happened after `notBefore` and not after `seenAt`.',
  fields: (t) => ({
    state: t.expose('state', { type: TaskStateEnum, description: 'The new state.' }),
    vendorStatus: t.exposeString('vendorStatus', {
      nullable: true,
      description: "The vendor's own word. Null if it sent none, or if the URLs of the task differ.",
    }),
    notBefore: t.expose('notBefore', {
      type: 'DateTime',
      nullable: true,
      description: 'When the task was last seen in its earlier state. Null if it was not seen before.',
    }),
    seenAt: t.expose('seenAt', { type: 'DateTime', description: 'When the new state was first seen.' }),
  }),
});

builder.objectField(TaskRef, 'changes', (t) =>
  t.field({
    type: [StateChangeRef],
    description: 'The observed changes of its state, oldest first. Empty without a history.',
    resolve: ({ provider, kind, taskId }, _arguments, { history }) =>
      history?.changesOf({ provider, kind, taskId }) ?? [],
  }),
);

const keyDescriptions: Record<StatisticsKey, string> = {
  PROVIDER: 'By provider.',
  VENDOR: 'By vendor.',
  KIND: 'By kind of task.',
  DOMAIN: 'By host name.',
  HOUR: 'By hour of creation, in UTC.',
  DAY: 'By day of creation, in UTC.',
};

const StatisticsKeyEnum = builder.enumType('StatisticsKey', {
  description: 'What statistics can be grouped by.',
  values: Object.fromEntries(
    statisticsKeys.map((key) => [key, { value: key, description: keyDescriptions[key] }]),
  ),
});

const TimeToDoneRef = builder.objectRef<TimeToDone>('TimeToDone').implement({
  description:
    'How long tasks took from creation until they were done. Upper bounds if the vendor reports no end time.',
  fields: (t) => ({
    p50: t.expose('p50', { type: 'Duration', description: 'The median.' }),
    p95: t.expose('p95', { type: 'Duration', description: 'The 95th percentile.' }),
    max: t.expose('max', { type: 'Duration', description: 'The longest.' }),
    isUpperBound: t.exposeBoolean('isUpperBound', {
      description:
        'Whether a vendor reported no end time of some of the tasks. Their durations then last until they were first seen as done, so the true ones may be shorter.',
    }),
  }),
});

const TaskStatisticsRef = builder.objectRef<TaskStatistics>('TaskStatistics').implement({
  description: 'One group of tasks. Fields that it was not grouped by are null.',
  fields: (t) => ({
    provider: t.field({
      type: ProviderRef,
      nullable: true,
      description: 'The provider. Null if not grouped by PROVIDER.',
      resolve: ({ provider }, _arguments, context) =>
        provider === undefined ? undefined : providerNamed(context, provider),
    }),
    vendor: t.expose('vendor', {
      type: VendorEnum,
      nullable: true,
      description: 'The vendor. Null if not grouped by VENDOR.',
    }),
    kind: t.expose('kind', {
      type: TaskKindEnum,
      nullable: true,
      description: 'The kind of task. Null if not grouped by KIND.',
    }),
    domain: t.exposeString('domain', {
      nullable: true,
      description: 'The host name. Null if not grouped by DOMAIN.',
    }),
    from: t.expose('from', {
      type: 'DateTime',
      nullable: true,
      description: 'The start of the hour or day. Null if not grouped by HOUR or DAY.',
    }),
    tasks: t.exposeInt('tasks', { description: 'How many tasks the group contains.' }),
    urls: t.exposeInt('urls', { description: 'How many URLs these tasks cover.' }),
    stateCounts: t.expose('stateCounts', {
      type: [TaskStateCountRef],
      description: 'How many tasks are in each state. Only states that occur are listed.',
    }),
    successShare: t.exposeFloat('successShare', {
      nullable: true,
      description: 'The share of SUCCEEDED among the tasks that have ended, from 0 to 1. Null if none has.',
    }),
    timeToDone: t.expose('timeToDone', {
      type: TimeToDoneRef,
      nullable: true,
      description: 'How long the tasks that succeeded took. Null if none has.',
    }),
  }),
});

const StatisticsReportRef = builder.objectRef<StatisticsReport>('StatisticsReport').implement({
  description: 'Statistics of tasks, and what they are based on.',
  fields: (t) => ({
    groups: t.expose('groups', { type: [TaskStatisticsRef], description: 'The groups.' }),
    coverage: t.expose('coverage', {
      type: [FeedCoverageRef],
      description: 'Which part of which feed the figures are based on.',
    }),
  }),
});

builder.queryField('statistics', (t) =>
  t.field({
    type: StatisticsReportRef,
    description:
      'Counts, outcomes and durations of tasks, by group. It is answered from the history; without one it fails with the code `HISTORY_REQUIRED`.',
    args: {
      filter: t.arg({
        type: TaskFilterInput,
        description: 'Which tasks to count. All tasks of the last 24 hours if omitted.',
      }),
      by: t.arg({
        type: [StatisticsKeyEnum],
        required: true,
        description: 'What to group by, such as `[PROVIDER, DAY]`.',
      }),
    },
    resolve: async (_, { filter, by }, context): Promise<StatisticsReport> => {
      nonEmpty('by', by);
      const query = taskQuery(filter, context);
      const { history, providers, scope, tasks } = context;
      if (history === undefined) throw historyRequired('statistics');
      // The providers must be known to report which feeds are missing.
      const asked = query.providers ?? [...providers.keys()];
      await Promise.all(asked.map((name) => tasks.scopes(name, scope)));
      return history.statistics({ ...query, providers: asked }, by, scope.now, scope.signal);
    },
  }),
);

builder.subscriptionField('taskChanges', (t) =>
  t.field({
    type: TaskRef,
    description:
      'Each task that matches the filter, when it appears and each time its state changes, from now on. Makes no vendor calls: an event comes when this or another instance has read the change. It is answered from the history; without one it fails with the code `HISTORY_REQUIRED`. A client that reads slowly skips to the newest state of each task; a client for whom too many tasks wait gets an error with the code `FELL_BEHIND`, and the stream ends. It also ends when the server stops or reloads its configuration: subscribe again.',
    args: {
      filter: t.arg({
        type: TaskFilterInput,
        description:
          'Which tasks. If omitted, those that were created at most 24 hours before the subscription, and later ones.',
      }),
    },
    subscribe: (_, { filter }, context): Promise<AsyncIterable<Task>> => {
      const query = taskQuery(filter, context);
      const { history, providers, scope } = context;
      if (history === undefined) throw historyRequired('taskChanges');
      return history.taskChanges(
        { ...query, providers: query.providers ?? [...providers.keys()] },
        scope.now,
        scope.signal,
      );
    },
    resolve: (task, _arguments, context) => {
      renew(context);
      return task;
    },
  }),
);
