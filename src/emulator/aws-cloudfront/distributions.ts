import type { Account } from '../account.ts';
import type { Action } from '../protocol.ts';
import { maxItemsOf, pageAfter, textOf } from './parameters.ts';

/** CloudFront, ListDistributions: the distributions of the account with their aliases, by marker. */
export const listDistributions: Action = {
  callsPerSecond: 6,
  answer: (received, account) => {
    const requested = maxItemsOf(received) ?? 100;
    const maxItems = account.pageSize(requested) ?? account.behaviour.maxPageSize;
    const marker = textOf(received, 'Marker');
    const { page, nextMarker } = pageAfter(account.zones, (id) => id, marker, maxItems);
    return {
      rows: page.map((id) => summaryOf(id, account)),
      total: page.length,
      statusField: '',
      scanned: page.length,
      body: (written, count) => ({
        DistributionList: {
          Marker: marker ?? '',
          NextMarker: nextMarker,
          MaxItems: requested,
          IsTruncated: nextMarker !== undefined,
          Quantity: count ?? 0,
          Items: written === null || written === undefined ? undefined : { DistributionSummary: written },
        },
      }),
    };
  },
};

function summaryOf(id: string, { zoneDetails }: Account): object {
  const aliases = zoneDetails[id]?.aliases ?? [];
  return {
    Id: id,
    ARN: `arn:aws:cloudfront::123456789012:distribution/${id}`,
    Status: 'Deployed',
    LastModifiedTime: '2026-01-01T00:00:00.000Z',
    DomainName: `d${id.toLowerCase()}.cloudfront.net`,
    Aliases: {
      Quantity: aliases.length,
      Items: aliases.length === 0 ? undefined : { CNAME: aliases },
    },
    Comment: '',
    PriceClass: 'PriceClass_All',
    Enabled: true,
  };
}
