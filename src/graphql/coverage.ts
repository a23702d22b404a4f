import type { FeedCoverage } from '../domain/page.ts';
import type { Window } from '../domain/time.ts';
import { builder } from './builder.ts';
import { providerNamed } from './context.ts';
import { CoverageOutcomeEnum, CoverageSourceEnum, TaskKindEnum } from './enums.ts';
import { ErrorInterface, optionalErrorData } from './error-data.ts';
import { ProviderRef } from './provider.ts';

export const TimeWindowRef = builder.objectRef<Window>('TimeWindow').implement({
  description: 'A time range. It includes `from` and ends before `to`.',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'The start, included.' }),
    to: t.expose('to', { type: 'DateTime', description: 'The end, not included.' }),
  }),
});

export const FeedCoverageRef = builder.objectRef<FeedCoverage>('FeedCoverage').implement({
  description:
    'What one feed contributed to an answer. A feed is one stream of tasks that a provider can list, such as the purges of one zone.',
  fields: (t) => ({
    provider: t.field({
      type: ProviderRef,
      description: 'The provider of the feed.',
      resolve: ({ provider }, _arguments, context) => providerNamed(context, provider.name),
    }),
    action: t.exposeString('action', {
      description: "The vendor's API action, such as `DescribePushTasks`.",
    }),
    scope: t.exposeString('scope', {
      nullable: true,
      description:
        'The part of the account that the feed covers, such as the zone `zone-z8m9mgx`. Null if it covers the whole account.',
    }),
    kinds: t.expose('kinds', { type: [TaskKindEnum], description: 'The kinds of tasks in the feed.' }),
    outcome: t.expose('outcome', {
      type: CoverageOutcomeEnum,
      description: 'Whether the requested range was answered completely.',
    }),
    requested: t.expose('requested', {
      type: TimeWindowRef,
      description: 'The requested range of creation times.',
    }),
    covered: t.expose('covered', {
      type: TimeWindowRef,
      nullable: true,
      description:
        'The part of the range that was answered. It is shorter if the vendor keeps less, or failed. Null if nothing was answered.',
    }),
    source: t.expose('source', { type: CoverageSourceEnum, description: 'Where the rows were read.' }),
    asOf: t.expose('asOf', {
      type: 'DateTime',
      description: 'The time of the oldest reading that the rows come from.',
    }),
    vendorCalls: t.exposeInt('vendorCalls', { description: 'How many vendor calls were made.' }),
    rowsRead: t.exposeInt('rowsRead', {
      description: 'How many rows were read, including those that the filter then removed.',
    }),
    requestIds: t.exposeStringList('requestIds', {
      description: "The vendor's RequestId of each call, for the vendor's support.",
    }),
    pushedDown: t.expose('pushedDown', {
      type: 'JSON',
      description: 'The filters that the vendor applied, such as `{ "states": ["FAILED"] }`.',
    }),
    filteredHere: t.exposeStringList('filteredHere', {
      description:
        'The filters that the vendor cannot apply, or not exactly, and that this server applied, such as `domains`.',
    }),
    error: t.field({
      type: ErrorInterface,
      nullable: true,
      description: 'Why the outcome is PARTIAL, FAILED or SKIPPED. Null if it is COMPLETE.',
      resolve: ({ error }) => optionalErrorData(error),
    }),
  }),
});
