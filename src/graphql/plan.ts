import type { FeedPlan } from '../domain/page.ts';
import { yieldIfLong } from '../engine/runtime.ts';
import { pageArguments, taskQuery } from './arguments.ts';
import { builder } from './builder.ts';
import { providerNamed } from './context.ts';
import { TimeWindowRef } from './coverage.ts';
import { TaskKindEnum } from './enums.ts';
import { ErrorInterface, optionalErrorData } from './error-data.ts';
import { listArguments } from './filter.ts';
import { mirrored } from './order.ts';
import { ProviderRef } from './provider.ts';

const FeedPlanRef = builder.objectRef<FeedPlan>('FeedPlan').implement({
  description: 'The vendor calls that a list would start with in one feed.',
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
        'The part of the account that the feed covers, such as a zone. Null if it covers the whole account.',
    }),
    kinds: t.expose('kinds', { type: [TaskKindEnum], description: 'The kinds of tasks in the feed.' }),
    requested: t.expose('requested', { type: TimeWindowRef, description: 'The range of creation times.' }),
    windows: t.expose('windows', {
      type: [TimeWindowRef],
      description:
        "The newest windows into which the vendor's limits split the range, at most ten. Older windows are read only if the page needs them.",
    }),
    remainingWindows: t.exposeInt('remainingWindows', {
      description: 'How many older windows there are beside those in `windows`.',
    }),
    pushedDown: t.expose('pushedDown', {
      type: 'JSON',
      description: 'The filters that the vendor would apply.',
    }),
    filteredHere: t.exposeStringList('filteredHere', {
      description: 'The filters that this server would apply.',
    }),
    minimumCalls: t.exposeInt('minimumCalls', {
      description: 'How many calls the first page needs if the newest window contains enough rows.',
    }),
    error: t.field({
      type: ErrorInterface,
      nullable: true,
      description: 'Why the feed would not be read, or not completely. Null if it would be read completely.',
      resolve: ({ error }) => optionalErrorData(error),
    }),
  }),
});

builder.queryField('plan', (t) =>
  t.field({
    type: [FeedPlanRef],
    description:
      'How `tasks` or `urlDetails` with the same arguments would be answered. Makes no vendor call: use it to learn what a query costs.',
    args: listArguments(),
    resolve: async (_, { filter, orderBy, ...given }, context) => {
      await yieldIfLong();
      const page = pageArguments(given, context.history);
      const walk = orderBy?.direction === 'ASC' ? mirrored(page) : page;
      return context.tasks.plan(taskQuery(filter, context), walk, context.scope.now);
    },
  }),
);
