import type { Milliseconds } from '../domain/time.ts';
import { nonEmpty } from './arguments.ts';
import { builder } from './builder.ts';
import { TaskKindEnum, VendorEnum } from './enums.ts';
import { listFields } from './filter.ts';
import { providerId } from './global-id.ts';
import { NodeInterface } from './node.ts';
import { ErrorInterface, problemOrNone } from './problem.ts';
import { listTasks, listUrlDetails } from './task-list.ts';

const finite = (length: Milliseconds): Milliseconds | undefined =>
  Number.isFinite(length) ? length : undefined;

export const ProviderType = builder.objectType('Provider', {
  extensions: { directives: { key: { fields: 'id' } } },
  interfaces: [NodeInterface],
  description: 'One configured vendor account.',
  fields: (t) => ({
    id: t.id({
      description: 'The same for as long as the provider keeps its name.',
      resolve: ({ provider }) => providerId(provider.name),
    }),
    name: t.string({
      description: 'Its name in the configuration, such as `tencent-main`.',
      resolve: ({ provider }) => provider.name,
    }),
    vendor: t.field({
      type: VendorEnum,
      description: 'Whose product it is an account of.',
      resolve: ({ provider }) => provider.vendor,
    }),
    kinds: t.expose('kinds', { type: [TaskKindEnum], description: 'The kinds of task that it can tell of.' }),
    limits: t.expose('limits', {
      type: 'ProviderLimits',
      description: "The vendor's limits, which no query has to heed.",
    }),
    health: t.field({
      type: 'ProviderHealth',
      description: 'How it has been answering lately. Costs no vendor call.',
      resolve: (status) => status.health(),
    }),
    tasks: t.field({
      type: 'TaskConnection',
      description: "This provider's tasks, newest first.",
      args: listFields(),
      resolve: ({ provider }, given, context) => listTasks(given, context, { providers: [provider.name] }),
    }),
    urlDetails: t.field({
      type: 'UrlDetailConnection',
      description: "The URLs of this provider's tasks, newest first.",
      args: listFields(),
      resolve: ({ provider }, given, context) =>
        listUrlDetails(given, context, { providers: [provider.name] }),
    }),
  }),
});

builder.objectType('ProviderLimits', {
  description: "A vendor's limits. The engine keeps them for you: it waits, pages and splits ranges.",
  fields: (t) => ({
    requestsPerSecond: t.int({
      description: 'How many calls a second the slowest of its actions may get.',
      resolve: ({ callsPerSecond }) => Math.max(1, Math.floor(callsPerSecond)),
    }),
    maxPageSize: t.exposeInt('maxPageSize', { description: 'The most rows that one call gives.' }),
    maxWindow: t.field({
      type: 'Duration',
      nullable: true,
      description: 'The longest time range of one call, such as `P7D`; null where there is no limit.',
      resolve: ({ maxWindow }) => finite(maxWindow),
    }),
    retention: t.field({
      type: 'Duration',
      nullable: true,
      description: 'How long the vendor keeps its tasks, such as `P3D`; null where it names no limit.',
      resolve: ({ retention }) => finite(retention),
    }),
  }),
});

builder.objectType('ProviderHealth', {
  description: 'How a provider has been answering lately.',
  fields: (t) => ({
    available: t.exposeBoolean('isAvailable', {
      description:
        'False while calls are held back because too many failed; it is then tried again by and by.',
    }),
    lastError: t.field({
      type: ErrorInterface,
      nullable: true,
      description: 'The last failure; null where there was none since the start.',
      resolve: ({ lastError }) => problemOrNone(lastError),
    }),
  }),
});

builder.queryField('providers', (t) =>
  t.field({
    type: ['Provider'],
    description: 'All configured providers, in the order of the configuration. Costs no vendor call.',
    args: {
      vendors: t.arg({ type: [VendorEnum], description: 'Only accounts of these vendors. Left out: all.' }),
    },
    resolve: (_, given, { providers }) => {
      const vendors = nonEmpty('vendors', given.vendors);
      return [...providers.values()].filter(({ provider }) => vendors?.includes(provider.vendor) ?? true);
    },
  }),
);

builder.queryField('provider', (t) =>
  t.field({
    type: 'Provider',
    nullable: true,
    description: 'The provider of a name; null where none has it.',
    args: {
      name: t.arg.string({ required: true, description: 'As in the configuration, such as `tencent-main`.' }),
    },
    resolve: (_, { name }, { providers }) => providers.get(name),
  }),
);
