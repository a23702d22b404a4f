import type { TaskKind } from '../../domain/task.ts';
import type { purgeTypes } from './settings.ts';

/** A type of purge, as calls name it. */
export type PurgeType = (typeof purgeTypes)[number];

/** What a type of purge is. */
export const purgeKinds: Readonly<Record<PurgeType, TaskKind>> = {
  file: 'PURGE_URL',
  ignoreParams: 'PURGE_URL',
  directory: 'PURGE_DIRECTORY',
  hostname: 'PURGE_HOST',
  purgeall: 'PURGE_ALL',
  cachetag: 'PURGE_CACHE_TAG',
};
