import type { HistoryReach } from '../domain/history.ts';
import type { ProviderHealth, ProviderStatus } from '../domain/tasks.ts';
import type { Milliseconds } from '../domain/time.ts';
import { nonEmpty } from './arguments.ts';
import { builder } from './builder.ts';
import { TaskKindEnum, VendorEnum } from './enums.ts';
import { ErrorInterface, optionalErrorData } from './error-data.ts';
import { providerId } from './global-id.ts';
import { NodeInterface } from './node.ts';

const finite = (length: Milliseconds): Milliseconds | undefined =>
  Number.isFinite(length) ? length : undefined;

const ProviderLimitsRef = builder.objectRef<ProviderStatus['limits']>('ProviderLimits').implement({
  description:
    "A vendor's limits. Queries need not observe them: the server waits, pages and splits ranges as needed.",
  fields: (t) => ({
    requestsPerSecond: t.int({
      description: 'How many calls per second the slowest action permits.',
      resolve: ({ callsPerSecond }) => Math.max(1, Math.floor(callsPerSecond)),
    }),
    maxPageSize: t.exposeInt('maxPageSize', { description: 'The most rows that one call returns.' }),
    maxWindow: t.field({
      type: 'Duration',
      nullable: true,
      description: 'The longest time range of one call, such as `P7D`. Null if there is no limit.',
      resolve: ({ maxWindow }) => finite(maxWindow),
    }),
    retention: t.field({
      type: 'Duration',
      nullable: true,
      description: 'How long the vendor keeps its tasks, such as `P3D`. Null if it states no limit.',
      resolve: ({ retention }) => finite(retention),
    }),
  }),
});

/** The health of a provider, and what the history has of it. */
type ProviderHealthReport = ProviderHealth & HistoryReach;

const ProviderHealthRef = builder.objectRef<ProviderHealthReport>('ProviderHealth').implement({
  description: 'Whether the recent calls to a provider succeeded.',
  fields: (t) => ({
    available: t.exposeBoolean('isAvailable', {
      description:
        'False while calls are suspended because too many failed. A trial call is made from time to time.',
    }),
    lastError: t.field({
      type: ErrorInterface,
      nullable: true,
      description: 'The last error. Null if there was none since the server started.',
      resolve: ({ lastError }) => optionalErrorData(lastError),
    }),
    historySince: t.expose('since', {
      type: 'DateTime',
      nullable: true,
      description:
        'Since when the tasks of all its feeds are kept, with or without gaps. Null without a history, or until every feed was read.',
    }),
    historyLag: t.expose('lag', {
      type: 'Duration',
      nullable: true,
      description:
        'How long ago the newest part was last read, by whichever instance, in the feed that was read least recently. About `history.interval` in normal operation. Null without a history, or until every feed was read.',
    }),
  }),
});

export const ProviderRef = builder.objectRef<ProviderStatus>('Provider').implement({
  interfaces: [NodeInterface],
  extensions: { directives: { key: { fields: 'id' } } },
  description: 'One configured account of a vendor.',
  fields: (t) => ({
    id: t.id({
      description: 'Global ID. It stays the same while the provider keeps its name.',
      resolve: ({ provider }) => providerId(provider.name),
    }),
    name: t.string({
      description: 'The name in the configuration, such as `tencent-main`.',
      resolve: ({ provider }) => provider.name,
    }),
    vendor: t.field({
      type: VendorEnum,
      description: 'The vendor of the account.',
      resolve: ({ provider }) => provider.vendor,
    }),
    kinds: t.expose('kinds', { type: [TaskKindEnum], description: 'The kinds of tasks that it can list.' }),
    limits: t.expose('limits', { type: ProviderLimitsRef, description: "The vendor's limits." }),
    health: t.field({
      type: ProviderHealthRef,
      description: 'Whether recent calls succeeded. Makes no vendor call.',
      resolve: (status, _arguments, { history, scope }) => ({
        ...status.health(),
        ...history?.reachOf(status.provider.name, scope.now),
      }),
    }),
  }),
});

builder.interfaceField(ErrorInterface, 'provider', (t) =>
  t.field({
    type: ProviderRef,
    nullable: true,
    description: 'The provider that failed. Null if the error concerns the whole request.',
    resolve: ({ provider }, _arguments, { providers }) =>
      provider === undefined ? undefined : providers.get(provider),
  }),
);

builder.queryField('providers', (t) =>
  t.field({
    type: [ProviderRef],
    description: 'All configured providers, in the order of the configuration. Makes no vendor call.',
    args: {
      vendors: t.arg({
        type: [VendorEnum],
        description: 'Only accounts of these vendors. All vendors if omitted.',
      }),
    },
    resolve: (_, given, { providers }) => {
      const vendors = nonEmpty('vendors', given.vendors);
      return [...providers.values()].filter(({ provider }) => vendors?.includes(provider.vendor) ?? true);
    },
  }),
);

builder.queryField('provider', (t) =>
  t.field({
    type: ProviderRef,
    nullable: true,
    description: 'The provider with a name. Null if there is none.',
    args: {
      name: t.arg.string({
        required: true,
        description: 'As in the configuration, such as `tencent-main`.',
      }),
    },
    resolve: (_, { name }, { providers }) => providers.get(name),
  }),
);
