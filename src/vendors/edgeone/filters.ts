import type { TaskKind, TaskState } from '../../domain/task.ts';
import { statuses, types } from './vocabulary.ts';

/** EdgeOne's AdvancedFilter: different ones are joined with AND, the values of one with OR. */
export interface Filter {
  readonly Name: string;
  readonly Values: readonly string[];
}

/** EdgeOne, DescribePrefetchTasks: at most twenty values in one filter. */
export const VALUES_PER_FILTER = 20;

/** The filters of the call, by the fields of the query. */
export interface Filterable {
  readonly taskId?: string | undefined;
  readonly url?: string | undefined;
  readonly domain?: string | undefined;
  readonly states?: readonly TaskState[] | undefined;
  readonly kind?: TaskKind | undefined;
}

/** The filters that narrow an answer; absent if there are none. */
export function filters({ taskId, url, domain, states, kind }: Filterable): readonly Filter[] | undefined {
  const all = [
    filter('job-id', [taskId]),
    filter('target', [url]),
    filter('domains', [domain?.toLowerCase()]),
    filter('statuses', states?.map((state) => statuses.wordFor(state)) ?? []),
    filter('type', [kind && types.wordFor(kind)]),
  ].flat();
  return all.length === 0 ? undefined : all;
}

/** No filter if a value has no vendor word, because a filter of the others would drop rows. */
function filter(Name: string, values: readonly (string | undefined)[]): readonly Filter[] {
  const Values = values.filter((value) => value !== undefined);
  return Values.length === 0 || Values.length < values.length ? [] : [{ Name, Values }];
}
