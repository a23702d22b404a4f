import type { Quota, QuotaReport } from '../domain/quota.ts';
import { builder } from './builder.ts';
import { AreaEnum, TaskKindEnum } from './enums.ts';
import { errorData, ErrorInterface } from './error-data.ts';
import { ProviderRef } from './provider.ts';

const QuotaRef = builder.objectRef<Quota>('Quota').implement({
  description: 'How many URLs of one kind an account may submit in a period.',
  fields: (t) => ({
    kind: t.expose('kind', { type: TaskKindEnum, description: 'The kind of task that it limits.' }),
    name: t.exposeString('name', {
      description:
        "The vendor's name of the quota, such as `PreloadEdge` or `purge_url`. A vendor may have several quotas of one kind.",
    }),
    area: t.expose('area', {
      type: AreaEnum,
      nullable: true,
      description: 'The area that it applies to. Null if it applies to all areas.',
    }),
    scope: t.exposeString('scope', {
      nullable: true,
      description:
        'The part of the account that it applies to, such as an EdgeOne zone or an ESA site. Null if it applies to the whole account.',
    }),
    period: t.expose('period', {
      type: 'Duration',
      description: 'How long a period is, such as `P1D`. The vendor decides when a new one begins.',
    }),
    limit: t.exposeInt('limit', { description: 'How many URLs may be submitted in a period.' }),
    used: t.exposeInt('used', { description: 'How many URLs were submitted in the current period.' }),
    remaining: t.exposeInt('remaining', {
      description: 'How many more URLs may be submitted in the current period.',
    }),
    batchLimit: t.exposeInt('batchLimit', {
      nullable: true,
      description: 'The most that one submission may contain. Null if the vendor does not report it.',
    }),
    observedAt: t.expose('observedAt', {
      type: 'DateTime',
      description: 'When the vendor reported it: at most a minute ago.',
    }),
  }),
});

const QuotaReportRef = builder.objectRef<QuotaReport>('QuotaReport').implement({
  description: 'What a provider may still submit, as its vendor reports it.',
  fields: (t) => ({
    quotas: t.expose('quotas', {
      type: [QuotaRef],
      description: 'Empty if the vendor reports none, or if it could not be asked.',
    }),
    errors: t.field({
      type: [ErrorInterface],
      description: 'Why quotas are missing. Empty if none are.',
      resolve: ({ errors }) => errors.map(errorData),
    }),
  }),
});

builder.objectField(ProviderRef, 'quotas', (t) =>
  t.field({
    type: QuotaReportRef,
    description:
      'What may still be submitted. Costs at most one vendor call for each quota call and minute, however often it is asked for.',
    resolve: ({ provider }, _arguments, { tasks, scope }) => tasks.quotas(provider.name, scope),
  }),
);
