import type { QuotaCall } from '../../domain/source.ts';
import { DAY } from '../../domain/time.ts';
import { quotaPage } from '../quotas.ts';
import { notAsDescribed } from '../rows.ts';
import { ASSUMED_RATE } from './site-tasks.ts';
import type { EsaSettings, EsaSite } from './settings.ts';
import { purgeKinds, type PurgeType } from './vocabulary.ts';

const ACTION = 'GetPurgeQuota';

/** The quota of a site for one type of purge, as decimal texts (ESA, GetPurgeQuota). Prefetches have none that is reported. */
export function purgeQuota(type: PurgeType, { id }: EsaSite, settings: EsaSettings): QuotaCall {
  const callsPerSecond = settings.requestsPerSecond ?? ASSUMED_RATE;
  return {
    action: ACTION,
    scope: id,
    list: type,
    callsPerSecond,
    encode: () => ({
      action: ACTION,
      method: 'GET',
      parameters: { SiteId: id, Type: type },
      callsPerSecond,
    }),
    decode: (answer) => {
      const { Quota, Usage, Quota30Day, Usage30Day } = answer.body;
      if (Quota === undefined) throw notAsDescribed(ACTION, answer, 'Quota', 'a number');
      const quota = { kind: purgeKinds[type], name: type, scope: id };
      // 0 stands for a quota that is not set, and older editions have none.
      const isMonthSet = Quota30Day !== undefined && Quota30Day !== '0' && Quota30Day !== 0;
      return quotaPage(answer, [
        { ...quota, limit: Quota, used: Usage },
        ...(isMonthSet ? [{ ...quota, period: 30 * DAY, limit: Quota30Day, used: Usage30Day }] : []),
      ]);
    },
  };
}
