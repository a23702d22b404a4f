import type { Standing, StateCount, TaskState } from '../domain/task.ts';
import type { Ended } from '../domain/task-end.ts';
import { builder } from './builder.ts';
import { finishedAtOf, isUpperBoundOf } from './ends.ts';
import { TaskStateEnum } from './enums.ts';

/** A status is a view of the row or task itself. Only tasks have counts. */
export type PositionedStanding = Standing & Ended & { readonly stateCounts?: readonly StateCount[] };

const typenames = {
  PROCESSING: 'Processing',
  SUCCEEDED: 'Succeeded',
  PARTIALLY_SUCCEEDED: 'PartiallySucceeded',
  FAILED: 'Failed',
  TIMED_OUT: 'TimedOut',
  CANCELED: 'Canceled',
  INVALID: 'Invalid',
  UNKNOWN: 'UnknownStatus',
} as const satisfies Record<TaskState, string>;

const StatusInterface = builder.interfaceRef<PositionedStanding>('Status').implement({
  description: "The fields that all statuses have: the state in this API's vocabulary and in the vendor's.",
  resolveType: ({ state }) => typenames[state],
  fields: (t) => ({
    state: t.expose('state', {
      type: TaskStateEnum,
      description: 'The state, in one vocabulary for all vendors.',
    }),
    vendorStatus: t.exposeString('vendorStatus', {
      nullable: true,
      description:
        "The vendor's own word, such as `done` or `Complete`. Null if it sent none, or if the URLs of a task differ.",
    }),
  }),
});

type StatusName = (typeof typenames)[TaskState];

const statusRef = (name: StatusName) => builder.objectRef<PositionedStanding>(name);

const countOf = (counts: readonly StateCount[] = [], isCounted: (state: TaskState) => boolean): number =>
  counts.reduce((sum, { state, count }) => (isCounted(state) ? sum + count : sum), 0);

const Processing = statusRef('Processing').implement({
  interfaces: [StatusInterface],
  description: 'Queued or in progress.',
  fields: (t) => ({
    percent: t.exposeFloat('progress', {
      nullable: true,
      description: 'Progress from 0 to 100. Null if the vendor reports none.',
    }),
  }),
});

const Succeeded = statusRef('Succeeded').implement({
  interfaces: [StatusInterface],
  description: 'Done.',
});

const PartiallySucceeded = statusRef('PartiallySucceeded').implement({
  interfaces: [StatusInterface],
  description: 'Of tasks only: some URLs succeeded, some did not, and none is in progress.',
  fields: (t) => ({
    succeeded: t.int({
      description: 'How many of its URLs succeeded.',
      resolve: ({ stateCounts }) => countOf(stateCounts, (state) => state === 'SUCCEEDED'),
    }),
    unsuccessful: t.int({
      description: 'How many of its URLs ended in another state.',
      resolve: ({ stateCounts }) => countOf(stateCounts, (state) => state !== 'SUCCEEDED'),
    }),
  }),
});

const Failed = statusRef('Failed').implement({
  interfaces: [StatusInterface],
  description: 'Failed.',
  fields: (t) => ({
    reason: t.exposeString('reason', {
      nullable: true,
      description: "The vendor's code for the failure, such as `originPullFailed`. Null if it sent none.",
    }),
    message: t.exposeString('message', {
      nullable: true,
      description: "The vendor's message about the failure. Null if it sent none.",
    }),
  }),
});

const TimedOut = statusRef('TimedOut').implement({
  interfaces: [StatusInterface],
  description: 'Ended by the vendor because it took too long.',
});

const Canceled = statusRef('Canceled').implement({
  interfaces: [StatusInterface],
  description: 'Canceled before it was done.',
});

const Invalid = statusRef('Invalid').implement({
  interfaces: [StatusInterface],
  description: 'The origin responded with a status other than 2xx.',
  fields: (t) => ({
    message: t.exposeString('message', {
      nullable: true,
      description: "The vendor's message. Null if it sent none.",
    }),
  }),
});

const UnknownStatus = statusRef('UnknownStatus').implement({
  interfaces: [StatusInterface],
  description: 'A status that this version does not know: see `vendorStatus`.',
});

for (const status of [Succeeded, Failed, TimedOut, Canceled]) {
  builder.objectFields(status, (t) => ({
    finishedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When the final state was reached. If the vendor does not report it: when it was first seen, provided that the task was seen in progress before. Null if that is not known either.',
      resolve: (ended, _arguments, context) => finishedAtOf(ended, context),
    }),
    finishedAtIsUpperBound: t.boolean({
      description:
        'Whether it may have been reached before `finishedAt`, because the vendor reports no end. False if `finishedAt` is exact or null.',
      resolve: (ended, _arguments, context) => isUpperBoundOf(ended, context),
    }),
  }));
}

export const TaskStatusUnion = builder.unionType('TaskStatus', {
  description:
    'The state of a task or URL, with its details. Select `... on Failed { reason message }` to learn why it failed.',
  types: [Processing, Succeeded, PartiallySucceeded, Failed, TimedOut, Canceled, Invalid, UnknownStatus],
  resolveType: ({ state }) => typenames[state],
});
