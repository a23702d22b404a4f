import type { UrlDetail } from '../domain/task.ts';
import type { ProviderStatus } from '../domain/tasks.ts';
import { builder } from './builder.ts';
import type { TaskNode } from './builder.ts';

type NodeValue = ProviderStatus | TaskNode | UrlDetail;

/** What only the one type has tells it from the others. */
const typenameOf = (value: NodeValue): 'Provider' | 'Task' | 'UrlDetail' => {
  if ('limits' in value) return 'Provider';
  return 'urlCount' in value ? 'Task' : 'UrlDetail';
};

export const NodeInterface = builder.interfaceRef<NodeValue>('Node').implement({
  description: 'What has a global id, by which `node` gives it again.',
  resolveType: typenameOf,
  fields: (t) => ({
    id: t.id({
      description: 'Opaque, stable, and unique over all types and providers.',
    }),
  }),
});
