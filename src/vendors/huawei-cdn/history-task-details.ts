import type { Lookup, Provider, RowPage, VendorAnswer } from '../../domain/source.ts';
import { hostOf, readId, readText } from '../fields.ts';
import { listOf, notAsDescribed, rowPage, without, type ReadRow } from '../rows.ts';
import { readMilliseconds } from '../times.ts';
import type { HuaweiCdnSettings } from './settings.ts';
import { DOCUMENTED_RATE, fileTypeOf, kindOf, KINDS, RETENTION, urlStatuses } from './vocabulary.ts';

const ACTION = 'ShowHistoryTaskDetails';

/**
 * One task with its URLs (Huawei Cloud CDN, ShowHistoryTaskDetails). For tasks older than seven days it needs the
 * creation time.
 */
export function detailsLookup(settings: HuaweiCdnSettings, provider: Provider): Lookup {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  return {
    action: ACTION,
    hosts: settings.domains,
    kinds: KINDS,
    idsPerCall: 1,
    paging: 'page-number',
    creationTime: 'helpful',
    maxPageSize: Math.max(1_000, settings.maxPageSize),
    callsPerSecond,
    countableStates: [],
    isDetailed: false,
    retention: RETENTION,
    encode: ({ taskIds: [taskId = ''], createdAt, offset, limit }) => ({
      action: ACTION,
      method: 'GET',
      path: `/v1.0/cdn/historytasks/${encodeURIComponent(taskId)}/detail`,
      parameters: {
        enterprise_project_id: settings.enterpriseProjectId,
        page_size: limit,
        page_number: Math.floor(offset / limit) + 1,
        create_time: createdAt,
      },
      callsPerSecond,
    }),
    decode: (answer) => decodeDetails(answer, provider),
  };
}

/** The members of the task are those of the answer. */
function decodeDetails(answer: VendorAnswer, provider: Provider): RowPage {
  const { id, create_time: time, task_type: taskType, file_type: fileType, total } = answer.body;
  const createdAt = readMilliseconds(time);
  if (createdAt === undefined) throw notAsDescribed(ACTION, answer, 'create_time', 'a time');
  const kind = kindOf(taskType, fileTypeOf(fileType, 'file') ?? 'file');
  const read: ReadRow = (raw, { observedAt, requestId }) => {
    const taskId = readId(id) ?? readId(raw['task_id']);
    if (taskId === undefined) return without('id');
    const url = readText(raw['url']);
    if (url === undefined) return without('url');
    return {
      provider: provider.name,
      kind,
      taskId,
      url,
      domain: hostOf(url),
      state: urlStatuses.meaningOf(raw['status']) ?? 'UNKNOWN',
      vendorStatus: readText(raw['status']),
      reason: readText(raw['fail_classify']),
      message: readText(raw['fail_desc']),
      createdAt,
      observedAt,
      requestId,
      raw,
    };
  };
  return rowPage(answer, listOf(ACTION, answer, 'urls', answer.body, 'total'), total, read);
}
