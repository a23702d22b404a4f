import { pageArguments, taskQuery } from './arguments.ts';
import { builder } from './builder.ts';
import { providerNamed } from './context.ts';
import { TaskKindEnum } from './enums.ts';
import { listFields } from './filter.ts';
import { ErrorInterface, problemOrNone } from './problem.ts';

builder.objectType('FeedPlan', {
  description: 'What one feed would be asked, before anything is asked.',
  fields: (t) => ({
    provider: t.field({
      type: 'Provider',
      description: 'Whose feed it is.',
      resolve: ({ provider }, _arguments, context) => providerNamed(context, provider.name),
    }),
    action: t.exposeString('action', { description: "The vendor's action, such as `DescribePushTasks`." }),
    scope: t.exposeString('scope', {
      nullable: true,
      description: 'What the feed is confined to, such as a zone; null where it speaks of the whole account.',
    }),
    kinds: t.expose('kinds', {
      type: [TaskKindEnum],
      description: 'The kinds of task that it would be asked for.',
    }),
    requested: t.expose('requested', { type: 'TimeWindow', description: 'The range of creation times.' }),
    windows: t.expose('windows', {
      type: ['TimeWindow'],
      description:
        "The windows that the vendor's limits split the range into, newest first. Older ones are asked only as far as the page reads.",
    }),
    pushedDown: t.expose('pushedDown', {
      type: 'JSON',
      description: 'The filters that the vendor would be asked to apply.',
    }),
    filteredHere: t.exposeStringList('filteredHere', {
      description: 'The filters that would be applied here.',
    }),
    minimumCalls: t.exposeInt('minimumCalls', {
      description: 'The calls that the first page needs if the newest window holds enough rows.',
    }),
    error: t.field({
      type: ErrorInterface,
      nullable: true,
      description: 'Why the feed would not be asked, or not in full; null where it would.',
      resolve: ({ error }) => problemOrNone(error),
    }),
  }),
});

builder.queryField('plan', (t) =>
  t.field({
    type: ['FeedPlan'],
    description:
      'How `tasks` or `urlDetails` with the same arguments would be answered, without asking any vendor: a dry run that shows what a query costs.',
    args: listFields(),
    resolve: (_, { filter, ...given }, context) =>
      context.tasks.plan(taskQuery(filter, context), pageArguments(given), context.scope.now),
  }),
);
