import { builder } from './builder.ts';
import { domainNamed, DomainType } from './domain.ts';
import { readIdOf } from './global-id.ts';
import { taskOf, urlDetailOf } from './node-query.ts';
import { ProviderType } from './provider.ts';
import { TaskType } from './task.ts';
import { UrlDetailType } from './url-detail.ts';

/**
 * What a gateway may ask for by key. Asynchronous throughout, so that one wrong key is an error in its own place and costs
 * the others nothing. The composer's library marks what it is given with its type: it is given copies, for rows are shared.
 */
const marked = <Value extends object>(typename: string, value: Value | undefined) =>
  value === undefined ? null : { ...value, __typename: typename };

builder.asEntity(ProviderType, {
  key: builder.selection<{ id: string }>('id'),
  resolveReference: async ({ id }, { providers }) =>
    marked('Provider', providers.get(readIdOf('Provider', id, 'id').name)),
});

builder.asEntity(TaskType, {
  key: builder.selection<{ id: string }>('id'),
  resolveReference: async ({ id }, context) =>
    marked('Task', await taskOf(readIdOf('Task', id, 'id').key, context, 'id')),
});

builder.asEntity(UrlDetailType, {
  key: builder.selection<{ id: string }>('id'),
  resolveReference: async ({ id }, context) =>
    marked('UrlDetail', await urlDetailOf(readIdOf('UrlDetail', id, 'id').key, context, 'id')),
});

builder.asEntity(DomainType, {
  key: builder.selection<{ name: string }>('name'),
  resolveReference: async ({ name }) => marked('Domain', domainNamed(name)),
});
