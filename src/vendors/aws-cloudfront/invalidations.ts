import type { Feed, Provider, RowPage, VendorAnswer } from '../../domain/source.ts';
import { isFields, readId, readText, type Fields } from '../fields.ts';
import { notAsDescribed, rowPage, without, type ReadRow } from '../rows.ts';
import { readIsoTime } from '../times.ts';
import type { AwsCloudFrontSettings, Distribution } from './settings.ts';
import { KINDS, statuses } from './vocabulary.ts';
import { listed } from './xml-list.ts';

const ACTION = 'ListInvalidations';
/** No rate is published. Users report that six or seven quick calls are throttled. */
export const ASSUMED_RATE = 2;

/** The batches of a distribution, newest first, by marker (CloudFront, ListInvalidations). They come without their paths. */
export function invalidationsFeed(
  { id, domains }: Distribution,
  settings: AwsCloudFrontSettings,
  provider: Provider,
): Feed {
  const callsPerSecond = settings.requestsPerSecond ?? ASSUMED_RATE;
  const read = summaryRow(id, provider);
  return {
    action: ACTION,
    scope: id,
    hosts: domains ?? settings.domains,
    kinds: KINDS,
    callsPerSecond,
    capabilities: {
      paging: 'marker',
      rows: 'tasks',
      maxPageSize: settings.maxPageSize,
      // There is no time filter.
      maxWindow: Infinity,
      // No retention is documented, and invalidations cannot be deleted.
      retention: Infinity,
      isNewestFirst: true,
      // All paths of a batch have its creation time.
      taskSpan: 0,
      occurringStates: ['PROCESSING', 'SUCCEEDED'],
      tellsArea: false,
      tellsDomain: false,
    },
    encode: ({ limit, marker }) => ({
      action: ACTION,
      method: 'GET',
      path: `/2020-05-31/distribution/${id}/invalidation`,
      parameters: { Marker: marker, MaxItems: limit },
      callsPerSecond,
    }),
    decode: (answer) => decodeList(answer, read),
  };
}

function decodeList(answer: VendorAnswer, read: ReadRow): RowPage {
  const { InvalidationList: list } = answer.body;
  if (!isFields(list)) throw notAsDescribed(ACTION, answer, 'InvalidationList', 'an element');
  const items = listed(list['Items'], 'InvalidationSummary');
  const quantity = Number(readText(list['Quantity']) ?? items?.length);
  if (items === undefined || !(quantity <= items.length))
    throw notAsDescribed(ACTION, answer, 'Items', `a list of ${quantity}`);
  const page = rowPage(answer, items, undefined, read);
  return { ...page, nextMarker: nextMarkerOf(list, items) };
}

/** The last id of the page is the marker of the next one. */
function nextMarkerOf(list: Fields, items: readonly unknown[]): string | undefined {
  const last = items.at(-1);
  if (readText(list['IsTruncated'])?.toLowerCase() === 'false') return undefined;
  return (
    readText(list['NextMarker']) ?? (isFields(last) && list['IsTruncated'] ? readId(last['Id']) : undefined)
  );
}

/** Reads an InvalidationSummary: a batch without its paths. */
const summaryRow =
  (scope: string, provider: Provider): ReadRow =>
  (raw, { observedAt, requestId }) => {
    const taskId = readId(raw['Id']);
    if (taskId === undefined) return without('Id');
    const createdAt = readIsoTime(raw['CreateTime']);
    if (createdAt === undefined) return without('CreateTime');
    return {
      provider: provider.name,
      kind: 'UNKNOWN',
      taskId,
      scope,
      url: '',
      domain: '',
      state: statuses.meaningOf(raw['Status']) ?? 'UNKNOWN',
      vendorStatus: readText(raw['Status']),
      createdAt,
      observedAt,
      requestId,
      raw,
    };
  };
