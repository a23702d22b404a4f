import { builder } from './builder.ts';
import { providerNamed } from './context.ts';
import { CoverageOutcomeEnum, TaskKindEnum } from './enums.ts';
import { ErrorInterface, problemOrNone } from './problem.ts';

builder.objectType('TimeWindow', {
  description: 'A stretch of time: it includes `from` and ends before `to`.',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'Where it begins.' }),
    to: t.expose('to', { type: 'DateTime', description: 'Where it ends.' }),
  }),
});

builder.objectType('FeedCoverage', {
  description:
    'What one feed contributed to an answer, so that a reader knows what the answer speaks of. A feed is one listable stream of a provider, such as the purges of one zone.',
  fields: (t) => ({
    provider: t.field({
      type: 'Provider',
      description: 'Whose feed it is.',
      resolve: ({ provider }, _arguments, context) => providerNamed(context, provider.name),
    }),
    action: t.exposeString('action', { description: "The vendor's action, such as `DescribePushTasks`." }),
    scope: t.exposeString('scope', {
      nullable: true,
      description:
        'What the feed is confined to, such as the zone `zone-z8m9mgx`; null where it speaks of the whole account.',
    }),
    kinds: t.expose('kinds', {
      type: [TaskKindEnum],
      description: 'The kinds of task that it was asked for.',
    }),
    outcome: t.expose('outcome', {
      type: CoverageOutcomeEnum,
      description: 'How much of what was asked it answered.',
    }),
    requested: t.expose('requested', {
      type: 'TimeWindow',
      description: 'The range of creation times that was asked for.',
    }),
    covered: t.expose('covered', {
      type: 'TimeWindow',
      nullable: true,
      description:
        'The part that was really answered: less than requested where the vendor keeps less, or failed; null where nothing was.',
    }),
    vendorCalls: t.exposeInt('vendorCalls', { description: 'How many calls to the vendor it took.' }),
    rowsRead: t.exposeInt('rowsRead', {
      description: 'How many rows the vendor sent, those that were filtered out here included.',
    }),
    requestIds: t.exposeStringList('requestIds', {
      description: "The vendor's RequestId of each call, for its support desk.",
    }),
    pushedDown: t.expose('pushedDown', {
      type: 'JSON',
      description: 'The filters that the vendor was asked to apply, such as `{ "states": ["FAILED"] }`.',
    }),
    filteredHere: t.exposeStringList('filteredHere', {
      description:
        'The filters that the vendor cannot apply, or not exactly, and that were applied here, such as `domain`.',
    }),
    error: t.field({
      type: ErrorInterface,
      nullable: true,
      description: 'Why it is PARTIAL, FAILED or SKIPPED; null when it is COMPLETE.',
      resolve: ({ error }) => problemOrNone(error),
    }),
  }),
});
