import type { Standing, StateCount, TaskState } from '../domain/task.ts';
import { builder } from './builder.ts';
import { TaskStateEnum } from './enums.ts';

/** What stands behind a status: the row or task itself. Only tasks count their URLs. */
export type PositionedStanding = Standing & { readonly stateCounts?: readonly StateCount[] };

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
  description: "What every status tells: where the thing stands, in our word and in the vendor's.",
  resolveType: ({ state }) => typenames[state],
  fields: (t) => ({
    state: t.expose('state', {
      type: TaskStateEnum,
      description: 'The state, in one vocabulary for all vendors.',
    }),
    vendorStatus: t.exposeString('vendorStatus', {
      nullable: true,
      description:
        "The vendor's own spelling, such as `done` or `Complete`; null where it gave none, or where the URLs of a task differ.",
    }),
  }),
});

type StatusName = (typeof typenames)[TaskState];

const statusRef = (name: StatusName) => builder.objectRef<PositionedStanding>(name);

const countOf = (counts: readonly StateCount[] = [], isCounted: (state: TaskState) => boolean): number =>
  counts.reduce((sum, { state, count }) => (isCounted(state) ? sum + count : sum), 0);

const finishedAtDescription = 'When the final state was reached; null where the vendor does not say.';

const Processing = statusRef('Processing').implement({
  interfaces: [StatusInterface],
  description: 'Waiting or at work.',
  fields: (t) => ({
    percent: t.exposeFloat('progress', {
      nullable: true,
      description: 'How much is done, from 0 to 100; null where the vendor does not say.',
    }),
  }),
});

const Succeeded = statusRef('Succeeded').implement({
  interfaces: [StatusInterface],
  description: 'Done everywhere.',
  fields: (t) => ({
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: finishedAtDescription,
    }),
  }),
});

const PartiallySucceeded = statusRef('PartiallySucceeded').implement({
  interfaces: [StatusInterface],
  description: 'Of a task only: some of its URLs succeeded and some did not, and none is in progress.',
  fields: (t) => ({
    succeeded: t.int({
      description: 'How many of its URLs succeeded.',
      resolve: ({ stateCounts }) => countOf(stateCounts, (state) => state === 'SUCCEEDED'),
    }),
    unsuccessful: t.int({
      description: 'How many of its URLs ended in any other way.',
      resolve: ({ stateCounts }) => countOf(stateCounts, (state) => state !== 'SUCCEEDED'),
    }),
  }),
});

const Failed = statusRef('Failed').implement({
  interfaces: [StatusInterface],
  description: 'Ended without success.',
  fields: (t) => ({
    reason: t.exposeString('reason', {
      nullable: true,
      description:
        "The vendor's word for the kind of failure, such as `originPullFailed`; null where it gives none.",
    }),
    message: t.exposeString('message', {
      nullable: true,
      description: "The vendor's sentence about the failure; null where it gives none.",
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: finishedAtDescription,
    }),
  }),
});

const TimedOut = statusRef('TimedOut').implement({
  interfaces: [StatusInterface],
  description: 'Given up by the vendor because it took too long.',
  fields: (t) => ({
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: finishedAtDescription,
    }),
  }),
});

const Canceled = statusRef('Canceled').implement({
  interfaces: [StatusInterface],
  description: 'Stopped before it was done.',
  fields: (t) => ({
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: finishedAtDescription,
    }),
  }),
});

const Invalid = statusRef('Invalid').implement({
  interfaces: [StatusInterface],
  description: 'The origin answered with something other than 2xx.',
  fields: (t) => ({
    message: t.exposeString('message', {
      nullable: true,
      description: "The vendor's sentence about it; null where it gives none.",
    }),
  }),
});

const UnknownStatus = statusRef('UnknownStatus').implement({
  interfaces: [StatusInterface],
  description: 'A status that this version does not know; `vendorStatus` holds it.',
});

export const TaskStatusUnion = builder.unionType('TaskStatus', {
  description:
    'Where a task or a URL stands, with what the vendor tells about it. Ask for `... on Failed { reason message }` to learn why.',
  types: [Processing, Succeeded, PartiallySucceeded, Failed, TimedOut, Canceled, Invalid, UnknownStatus],
  resolveType: ({ state }) => typenames[state],
});
