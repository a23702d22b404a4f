import type { Feed, Lookup, Provider, VendorRequest } from '../../domain/source.ts';
import { DAY, SECOND } from '../../domain/time.ts';
import { sole } from '../rows.ts';
import { isoText } from '../times.ts';
import { filters, VALUES_PER_FILTER, type Filterable } from './filters.ts';
import type { EdgeOneSettings, EdgeOneZone } from './settings.ts';
import { decodeTasks } from './task-row.ts';
import type { ZoneTasks } from './task-row.ts';

/** EdgeOne, DescribePrefetchTasks and DescribePurgeTasks: 20 requests a second. */
const DOCUMENTED_RATE = 20;

/** EdgeOne's first API was released in January 2022; one year more allows for previews. */
const FIRST_DAY = Date.UTC(2021, 0, 1);

/** One of the calls as a feed of one zone. */
export function zoneFeed(
  tasks: ZoneTasks,
  zone: EdgeOneZone,
  settings: EdgeOneSettings,
  provider: Provider,
): Feed {
  const { action, kinds, states, pushdowns } = tasks;
  const ask = request(tasks, zone.id, settings);
  return {
    action,
    scope: zone.id,
    hosts: zone.domains ?? settings.domains,
    kinds,
    callsPerSecond: settings.requestsPerSecond ?? DOCUMENTED_RATE,
    capabilities: {
      paging: 'offset',
      maxPageSize: settings.maxPageSize,
      // EdgeOne, DescribePrefetchTasks: EndTime is at most seven days after StartTime.
      maxWindow: 7 * DAY,
      // No retention is documented.
      retention: Infinity,
      since: FIRST_DAY,
      isNewestFirst: true,
      // One submission gives all its rows at once; the documents do not say that they share a second.
      taskSpan: 5 * SECOND,
      ...pushdowns,
      states: { values: states, valuesPerCall: VALUES_PER_FILTER, isExact: true },
      occurringStates: states,
      tellsArea: false,
    },
    encode: ({ window, offset, limit, kinds: asked, ...narrowed }) =>
      ask(
        { StartTime: isoText(window.from), EndTime: isoText(window.to), Offset: offset, Limit: limit },
        { ...narrowed, kind: pushdowns.kinds && sole(asked) },
      ),
    decode: decodeTasks(tasks, zone.id, provider),
  };
}

/** A call by job id, which replaces the time range. */
export function zoneLookup(
  tasks: ZoneTasks,
  zone: EdgeOneZone,
  settings: EdgeOneSettings,
  provider: Provider,
): Lookup {
  const { action, kinds, states } = tasks;
  const ask = request(tasks, zone.id, settings);
  return {
    action,
    scope: zone.id,
    // A submission for the zone `*` has URLs in all zones.
    spansScopes: true,
    hosts: zone.domains ?? settings.domains,
    kinds,
    idsPerCall: 1,
    maxPageSize: settings.maxPageSize,
    callsPerSecond: settings.requestsPerSecond ?? DOCUMENTED_RATE,
    countableStates: states,
    isDetailed: false,
    retention: Infinity,
    encode: ({ taskIds, state, offset, limit }) =>
      ask({ Offset: offset, Limit: limit }, { taskId: taskIds[0], states: state && [state] }),
    decode: decodeTasks(tasks, zone.id, provider),
  };
}

const request =
  ({ action }: ZoneTasks, zone: string, settings: EdgeOneSettings) =>
  (page: Readonly<Record<string, unknown>>, narrowed: Filterable): VendorRequest => ({
    action,
    parameters: { ZoneId: zone, ...page, Filters: filters(narrowed) },
    callsPerSecond: settings.requestsPerSecond ?? DOCUMENTED_RATE,
  });
