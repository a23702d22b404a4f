import type { ListedScope, ScopeDiscovery } from '../domain/scope.ts';
import { builder } from './builder.ts';
import { ErrorInterface, optionalErrorData } from './error-data.ts';
import { ProviderRef } from './provider.ts';

const ProviderScopeRef = builder.objectRef<ListedScope>('ProviderScope').implement({
  description:
    'A part of an account that has lists of its own: a zone of EdgeOne, a site of Alibaba Cloud ESA, a distribution of AWS CloudFront.',
  fields: (t) => ({
    id: t.exposeString('id', {
      description:
        "The vendor's id of the scope, such as `zone-z8m9mgx`: `FeedCoverage.scope` and `Quota.scope`.",
    }),
    name: t.exposeString('name', {
      nullable: true,
      description:
        "The vendor's name of the scope. Null if it has none, or if the configuration lists the scope.",
    }),
    domains: t.exposeStringList('domains', {
      nullable: true,
      description:
        'The hosts that it serves; `*.example.com` stands for all names below. Null if they are not known: it may serve any host.',
    }),
    missingSince: t.expose('missingSince', {
      type: 'DateTime',
      nullable: true,
      description:
        "When the vendor's list no longer contained it. It is still read for a day. Null if it is listed or configured.",
    }),
  }),
});

const ScopeDiscoveryRef = builder.objectRef<ScopeDiscovery>('ScopeDiscovery').implement({
  description: "The last reading of the vendor's list of scopes.",
  fields: (t) => ({
    action: t.exposeString('action', {
      description: "The vendor's API action, such as `DescribeZones`.",
    }),
    readAt: t.expose('readAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the list was last read. Null if it never was.',
    }),
    error: t.field({
      type: ErrorInterface,
      nullable: true,
      description:
        'Why it could not be read again, or not in full: scopes may be missing. Null if it was read in full.',
      resolve: ({ error }) => optionalErrorData(error),
    }),
  }),
});

builder.objectField(ProviderRef, 'scopes', (t) =>
  t.field({
    type: [ProviderScopeRef],
    description:
      "The parts of the account that are read: those of the configuration, otherwise those that the vendor lists, which are read once an hour. Empty if the vendor's lists cover the whole account.",
    resolve: async ({ provider }, _arguments, { tasks, scope }) =>
      (await tasks.scopes(provider.name, scope)).scopes,
  }),
);

builder.objectField(ProviderRef, 'scopeDiscovery', (t) =>
  t.field({
    type: ScopeDiscoveryRef,
    nullable: true,
    description:
      "How the vendor's list of scopes was last read. Null if the scopes are configured, or if the vendor has none.",
    resolve: async ({ provider }, _arguments, { tasks, scope }) =>
      (await tasks.scopes(provider.name, scope)).discovery,
  }),
);
