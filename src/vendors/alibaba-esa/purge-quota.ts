import type { QuotaCall } from '../../domain/source.ts';
import { DAY } from '../../domain/time.ts';
import { quotaPage } from '../quotas.ts';
import { notAsDescribed } from '../rows.ts';
import { purgeKinds, type EsaSettings, type EsaSite, type PurgeType } from './settings.ts';
import { ASSUMED_RATE } from './site-tasks.ts';

const action = 'GetPurgeQuota';
/** 0 stands for a quota that is not set, and older editions have none. */
const notSet: readonly unknown[] = [undefined, 0, '0'];

/**
 * The quota of a site for one type of purge, as decimal text (ESA, GetPurgeQuota). No quota of prefetches is reported.
 */
export function purgeQuota(type: PurgeType, { id }: EsaSite, settings: EsaSettings): QuotaCall {
  const callsPerSecond = settings.requestsPerSecond ?? ASSUMED_RATE;
  const parameters = { SiteId: id, Type: type };
  return {
    action,
    scope: id,
    list: type,
    callsPerSecond,
    encode: () => ({ action, method: 'GET', parameters, callsPerSecond }),
    decode: (answer) => {
      const { Quota, Usage, Quota30Day, Usage30Day } = answer.body;
      if (Quota === undefined) throw notAsDescribed(action, answer, 'Quota', 'a number');
      const quota = { kind: purgeKinds[type], name: type, scope: id };
      const daily = { ...quota, limit: Quota, used: Usage };
      const monthly = { ...quota, period: 30 * DAY, limit: Quota30Day, used: Usage30Day };
      return quotaPage(answer, notSet.includes(Quota30Day) ? [daily] : [daily, monthly]);
    },
  };
}
