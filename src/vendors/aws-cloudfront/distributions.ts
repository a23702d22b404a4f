import type { ScopeCall } from '../../domain/source.ts';
import { isFields, readId, readText } from '../fields.ts';
import { notAsDescribed } from '../rows.ts';
import { hostsOf, scopePage } from '../scopes.ts';
import { ASSUMED_RATE } from './invalidations.ts';
import type { AwsCloudFrontSettings } from './settings.ts';
import { listed } from './xml-list.ts';

const ACTION = 'ListDistributions';
/** No document names a maximum of MaxItems; every tool asks for 100. */
const PAGE_SIZE = 100;

/** The distributions of the account (CloudFront, ListDistributions). */
export function distributionList(settings: AwsCloudFrontSettings): ScopeCall {
  const callsPerSecond = settings.requestsPerSecond ?? ASSUMED_RATE;
  return {
    action: ACTION,
    callsPerSecond,
    encode: (next) => ({
      action: ACTION,
      method: 'GET',
      path: '/2020-05-31/distribution',
      parameters: { Marker: next, MaxItems: PAGE_SIZE },
      callsPerSecond,
    }),
    decode: (answer) => {
      const { DistributionList: list } = answer.body;
      if (!isFields(list)) throw notAsDescribed(ACTION, answer, 'DistributionList', 'an element');
      const items = listed(list['Items'], 'DistributionSummary');
      const quantity = Number(readText(list['Quantity']) ?? items?.length);
      if (items === undefined || !(quantity <= items.length))
        throw notAsDescribed(ACTION, answer, 'Items', `a list of ${quantity}`);
      const isTruncated = readText(list['IsTruncated'])?.toLowerCase() === 'true';
      const next = readText(list['NextMarker']);
      if (isTruncated && next === undefined) throw notAsDescribed(ACTION, answer, 'NextMarker', 'a marker');
      return scopePage(items.map(distributionOf), isTruncated ? next : undefined);
    },
  };
}

/** A distribution is named by its first alias, otherwise by the name that CloudFront gave it. */
function distributionOf(row: unknown) {
  const id = isFields(row) ? readId(row['Id']) : undefined;
  if (!isFields(row) || id === undefined || !/^[A-Za-z0-9]+$/.test(id)) return undefined;
  const { Aliases: aliases } = row;
  const names = (isFields(aliases) ? listed(aliases['Items'], 'CNAME') : []) ?? [undefined];
  return { id, name: readText(row['DomainName']), domains: hostsOf([...names, row['DomainName']]) };
}
