import type { Lookup, Provider, RowPage, VendorAnswer } from '../../domain/source.ts';
import { isFields, readId, readText } from '../fields.ts';
import { notAsDescribed, rowPage, without, type ReadRow } from '../rows.ts';
import { readIsoTime } from '../times.ts';
import { ASSUMED_RATE } from './invalidations.ts';
import type { AwsCloudFrontSettings, Distribution } from './settings.ts';
import { kindOf, KINDS, statuses } from './vocabulary.ts';
import { listed } from './xml-list.ts';

const ACTION = 'GetInvalidation';

/** One batch with all its paths (CloudFront, GetInvalidation). */
export function invalidationLookup(
  { id, domains }: Distribution,
  settings: AwsCloudFrontSettings,
  provider: Provider,
): Lookup {
  const callsPerSecond = settings.requestsPerSecond ?? ASSUMED_RATE;
  const hosts = domains ?? settings.domains;
  const read = pathRow(id, hosts, provider);
  return {
    action: ACTION,
    scope: id,
    hosts,
    kinds: KINDS,
    idsPerCall: 1,
    maxPageSize: Infinity,
    callsPerSecond,
    countableStates: [],
    isDetailed: false,
    urlsNeverChange: true,
    retention: Infinity,
    encode: ({ taskIds: [taskId = ''] }) => ({
      action: ACTION,
      method: 'GET',
      path: `/2020-05-31/distribution/${id}/invalidation/${encodeURIComponent(taskId)}`,
      parameters: {},
      callsPerSecond,
    }),
    decode: (answer) => decodeBatch(answer, read),
  };
}

/** CloudFront has no row for a path, so each row is built from the batch and a path. */
function decodeBatch(answer: VendorAnswer, read: ReadRow): RowPage {
  const { Invalidation: invalidation } = answer.body;
  if (!isFields(invalidation)) throw notAsDescribed(ACTION, answer, 'Invalidation', 'an element');
  const { InvalidationBatch: batch, ...members } = invalidation;
  const paths = isFields(batch) && isFields(batch['Paths']) ? batch['Paths'] : {};
  const items = listed(paths['Items'], 'Path');
  const quantity = Number(readText(paths['Quantity']));
  if (items === undefined || items.length === 0 || !(quantity <= items.length))
    throw notAsDescribed(ACTION, answer, 'Paths', `a list of ${quantity}`);
  const CallerReference = isFields(batch) ? batch['CallerReference'] : undefined;
  const rows = items.map((Path) => ({ ...members, CallerReference, Path }));
  return rowPage(answer, rows, undefined, read);
}

/** A path applies to all domains of the distribution; the row names the first. */
const pathRow =
  (scope: string, hosts: readonly string[] | undefined, provider: Provider): ReadRow =>
  (raw, { observedAt, requestId }) => {
    const taskId = readId(raw['Id']);
    if (taskId === undefined) return without('Id');
    const url = readText(raw['Path']);
    if (url === undefined) return without('Path');
    const createdAt = readIsoTime(raw['CreateTime']);
    if (createdAt === undefined) return without('CreateTime');
    return {
      provider: provider.name,
      kind: kindOf(url),
      taskId,
      scope,
      url,
      domain: hosts?.find((host) => !host.startsWith('*')) ?? '',
      hosts,
      state: statuses.meaningOf(raw['Status']) ?? 'UNKNOWN',
      vendorStatus: readText(raw['Status']),
      createdAt,
      observedAt,
      requestId,
      raw,
    };
  };
