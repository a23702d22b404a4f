import type { Account, ZoneDetails } from '../account.ts';
import type { SubmissionKind } from '../row.ts';
import { utcText } from '../instant.ts';
import { plainListing, Refusal } from '../protocol.ts';
import type { Action } from '../protocol.ts';
import { TencentParameters } from '../tencent/product.ts';
import { parameterError, readFilters } from './filters.ts';
import type { FilterRule } from './filters.ts';
import { vocabulary } from './task-history.ts';

type Zone = Required<Omit<ZoneDetails, 'aliases'>> & { readonly id: string; readonly createdAt: number };

const zoneParameters = ['Offset', 'Limit', 'Filters', 'Order', 'Direction'];
const maxZones = 100;
const several = { isSingle: false, canBeFuzzy: false };
const fuzzy = { isSingle: false, canBeFuzzy: true };

/** EdgeOne, DescribeZones, `Filters`. The emulator's zones have no tags. */
const zoneFilters: Readonly<Record<string, FilterRule<Zone>>> = {
  'zone-id': { ...several, valueOf: ({ id }) => id },
  'zone-name': { ...fuzzy, valueOf: ({ name }) => name },
  'alias-zone-name': { ...fuzzy, valueOf: ({ alias }) => alias },
  'zone-type': { ...several, valueOf: ({ type }) => type },
  status: { ...several, valueOf: ({ status }) => status },
  'tag-key': { ...several, valueOf: () => '' },
  'tag-value': { ...several, valueOf: () => '' },
};

/** What zones can be ordered by. */
const zoneOrders: Readonly<Record<string, (zone: Zone) => string | number>> = {
  'create-time': ({ createdAt }) => createdAt,
  'use-time': ({ createdAt }) => createdAt,
  'zone-name': ({ name }) => name,
  'active-status': ({ status }) => status,
  type: ({ type }) => type,
  area: ({ area }) => area,
};

/** EdgeOne, DescribeZones: the zones of the account, the last one of its settings first. */
export const describeZones: Action = {
  callsPerSecond: 20,
  answer: (received, account, now) => {
    const parameters = new TencentParameters(received, zoneParameters);
    const offset = parameters.integer('Offset') ?? 0;
    const limit = parameters.integer('Limit') ?? 20;
    if (offset < 0) throw parameterError('Offset must not be negative.');
    if (limit < 1 || limit > maxZones) throw parameterError(`Limit must be within 1 and ${maxZones}.`);
    const { where = () => true } = readFilters(parameters, zoneFilters, now);
    const zones = inOrder(zonesOf(account).filter(where), parameters);
    const page = zones.slice(offset, offset + limit);
    return {
      rows: page.map(zoneRow),
      total: zones.length,
      statusField: 'Status',
      scanned: page.length,
      body: (rows, total) => ({ TotalCount: total, Zones: rows }),
    };
  },
};

/** The real numbers depend on the plan. No document lists them. */
const quotas: readonly { readonly kind: SubmissionKind; readonly batch: number; readonly daily: number }[] = [
  { kind: 'PURGE_URL', batch: 500, daily: 10_000 },
  { kind: 'PURGE_DIRECTORY', batch: 200, daily: 1000 },
  { kind: 'PURGE_HOST', batch: 200, daily: 100 },
  { kind: 'PURGE_ALL', batch: 1, daily: 100 },
  { kind: 'PURGE_CACHE_TAG', batch: 200, daily: 1000 },
  { kind: 'PREFETCH', batch: 500, daily: 1000 },
];

/** EdgeOne, DescribeContentQuota: what may still be purged and prefetched today in a zone. */
export const describeContentQuota: Action = {
  callsPerSecond: 20,
  answer: (received, account, now) => {
    const zone = new TencentParameters(received, ['ZoneId']).text('ZoneId');
    if (zone === undefined || zone === '')
      throw new Refusal('MissingParameter', 'The parameter ZoneId is missing.');
    if (!account.zones.includes(zone)) {
      throw new Refusal('UnauthorizedOperation.NoPermission', 'The zone is not of this account.');
    }
    const rows = quotas.map(({ kind, batch, daily }) => {
      const quota = account.quota(kind, daily, now, { zone });
      return {
        Batch: batch,
        Daily: quota.daily,
        DailyAvailable: quota.left,
        Type: vocabulary[kind]?.type ?? '',
      };
    });
    const prefetchType = vocabulary.PREFETCH?.type;
    return plainListing({
      PurgeQuota: rows.filter(({ Type }) => Type !== prefetchType),
      PrefetchQuota: rows.filter(({ Type }) => Type === prefetchType),
    });
  },
};

const firstZoneAt = Date.UTC(2024, 0, 1);

function zonesOf({ zones, zoneDetails }: Account): Zone[] {
  return zones.map((id, index) => ({
    name: `${id}.example`,
    alias: '',
    type: 'partial',
    status: 'active',
    area: 'global',
    ...zoneDetails[id],
    id,
    createdAt: firstZoneAt + index * 86_400_000,
  }));
}

function inOrder(zones: readonly Zone[], parameters: TencentParameters): Zone[] {
  const order = parameters.text('Order') ?? 'create-time';
  const direction = parameters.text('Direction') ?? 'desc';
  const valueOf = Object.hasOwn(zoneOrders, order) ? zoneOrders[order] : undefined;
  if (valueOf === undefined)
    throw parameterError(`Order must be one of ${Object.keys(zoneOrders).join(', ')}.`);
  if (direction !== 'asc' && direction !== 'desc') throw parameterError('Direction must be asc or desc.');
  const sign = direction === 'asc' ? 1 : -1;
  return zones.toSorted((one, other) => sign * compare(valueOf(one), valueOf(other)));
}

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : Number(one > other);
}

function zoneRow(zone: Zone): object {
  return {
    ZoneId: zone.id,
    ZoneName: zone.name,
    AliasZoneName: zone.alias,
    Area: zone.area,
    Type: zone.type,
    Tags: [],
    Resources: [],
    Status: zone.status,
    CnameStatus: 'finished',
    ActiveStatus: zone.status === 'active' ? 'active' : 'inactive',
    LockStatus: 'enable',
    Paused: false,
    CreatedOn: utcText(zone.createdAt),
    ModifiedOn: utcText(zone.createdAt),
  };
}
