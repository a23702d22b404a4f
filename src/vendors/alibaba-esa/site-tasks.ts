import type { Feed, Provider } from '../../domain/source.ts';
import { DAY } from '../../domain/time.ts';
import { refreshRow } from '../alibaba-cdn/refresh-row.ts';
import { commonCapabilities, pageParameters } from '../alibaba-cdn/refresh-tasks.ts';
import { statuses } from '../alibaba-cdn/vocabulary.ts';
import { listOf, rowPage, sole } from '../rows.ts';
import { readIsoTime } from '../times.ts';
import { zoneNamed } from '../zone.ts';
import { purgeKinds, type EsaSettings, type EsaSite, type PurgeType } from './settings.ts';

/** No document names a rate, a retention or a longest range. DCDN permits five calls a second. */
export const ASSUMED_RATE = 5;

/** The oldest tasks in the documents' samples are from November 2022. */
const FIRST_DAY = Date.UTC(2022, 0, 1);

const STATES = ['PROCESSING', 'SUCCEEDED', 'FAILED'] as const;

/** One list of a site: its purges of one type, or its prefetches. */
export function siteFeed(
  type: PurgeType | undefined,
  site: EsaSite,
  settings: EsaSettings,
  provider: Provider,
): Feed {
  const action = type === undefined ? 'DescribePreloadTasks' : 'DescribePurgeTasks';
  const kind = type === undefined ? 'PREFETCH' : purgeKinds[type];
  const callsPerSecond = settings.requestsPerSecond ?? ASSUMED_RATE;
  const zone = zoneNamed(settings.timeZone);
  const read = refreshRow(provider, {
    url: 'Content',
    createdAt: 'CreateTime',
    readTime: (value) => readIsoTime(value) ?? zone.read(value),
    kindOf: () => kind,
    scope: site.id,
  });
  return {
    action,
    scope: site.id,
    list: type,
    hosts: site.domains ?? settings.domains,
    kinds: [kind],
    callsPerSecond,
    capabilities: {
      ...commonCapabilities,
      maxPageSize: settings.maxPageSize,
      maxWindow: 7 * DAY,
      trustedWindow: 3 * DAY,
      retention: Infinity,
      since: FIRST_DAY,
      states: { values: STATES, valuesPerCall: 1, isExact: true },
      occurringStates: STATES,
    },
    encode: ({ window, offset, limit, states, url }) => {
      const state = sole(states);
      const narrowed = { Content: url, Status: state && statuses.wordFor(state) };
      const parameters = {
        SiteId: site.id,
        Type: type,
        ...pageParameters(window, offset, limit),
        ...narrowed,
      };
      return { action, method: 'GET', parameters, callsPerSecond };
    },
    decode: (answer) => rowPage(answer, listOf(action, answer, 'Tasks'), answer.body['TotalCount'], read),
  };
}
