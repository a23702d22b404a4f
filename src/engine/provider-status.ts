import type { TaskSource } from '../domain/source.ts';
import { taskKinds } from '../domain/task.ts';
import type { ProviderStatus } from '../domain/tasks.ts';
import type { Calls } from './call/calls.ts';

/** What a provider can do, and how it is. */
export function statusOf(source: TaskSource, calls: Calls): ProviderStatus {
  const { provider } = source;
  const { feeds, lookups } = source.directory?.template ?? source;
  const capabilities = feeds.map((feed) => feed.capabilities);
  const kinds = new Set([...feeds, ...lookups].flatMap((each) => each.kinds));
  return {
    provider,
    kinds: taskKinds.filter((kind) => kinds.has(kind)),
    spansScopes: lookups.some(({ spansScopes }) => spansScopes === true),
    limits: {
      callsPerSecond: Math.min(...[...feeds, ...lookups].map(({ callsPerSecond }) => callsPerSecond)),
      maxPageSize: Math.max(...capabilities.map(({ maxPageSize }) => maxPageSize)),
      maxWindow: Math.min(...capabilities.map(({ maxWindow }) => maxWindow)),
      retention: Math.min(...capabilities.map(({ retention }) => retention)),
    },
    health: () => calls.health(provider.name),
  };
}
