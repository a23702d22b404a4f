import type { Quota, QuotaPage } from '../domain/quota.ts';
import type { VendorAnswer } from '../domain/source.ts';
import { DAY } from '../domain/time.ts';
import { readCount } from './fields.ts';
import { notAsDescribed } from './rows.ts';

/** One quota as the vendor reports it, with unparsed numbers: either what is used or what remains. */
export interface QuotaEntry extends Pick<Quota, 'kind' | 'name' | 'area' | 'scope'> {
  /** Default: a day. */
  readonly period?: Quota['period'];
  readonly limit: unknown;
  readonly used?: unknown;
  readonly remaining?: unknown;
  readonly batchLimit?: unknown;
}

/** The readable quotas of an answer, and which ones are not. */
export function quotaPage(
  { observedAt }: VendorAnswer,
  entries: readonly (QuotaEntry | undefined)[],
): QuotaPage {
  const quotas: Quota[] = [];
  const faults: string[] = [];
  for (const entry of entries) {
    const quota = entry && quotaOf(entry, observedAt);
    if (quota === undefined) faults.push(`${entry?.name ?? 'an entry'} without readable numbers`);
    else quotas.push(quota);
  }
  return { quotas, unreadable: faults.length === 0 ? undefined : faults.join('; ').slice(0, 200) };
}

function quotaOf(entry: QuotaEntry, observedAt: Quota['observedAt']): Quota | undefined {
  const { kind, name, area, scope, period = DAY } = entry;
  const limit = readNumber(entry.limit);
  if (limit === undefined) return undefined;
  const used = readNumber(entry.used);
  const remaining =
    readNumber(entry.remaining) ?? (used === undefined ? undefined : Math.max(0, limit - used));
  if (remaining === undefined) return undefined;
  return {
    kind,
    name,
    area,
    scope,
    period,
    limit,
    used: used ?? Math.max(0, limit - remaining),
    remaining,
    batchLimit: readNumber(entry.batchLimit),
    observedAt,
  };
}

/** A count, or a text of its digits. */
const readNumber = (value: unknown): number | undefined =>
  readCount(typeof value === 'string' && /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : value);

/** A quota whose numbers are members of the answer itself. */
export interface QuotaMembers extends Pick<Quota, 'kind' | 'name'> {
  readonly limit: string;
  readonly remaining: string;
  readonly batchLimit?: string;
}

/** The quotas that are members of the answer. Older editions of an API have fewer: those without any member are not reported. */
export function memberQuotas(
  action: string,
  answer: VendorAnswer,
  members: readonly QuotaMembers[],
): QuotaPage {
  const { body } = answer;
  const present = members.filter(({ limit, remaining }) => limit in body || remaining in body);
  const [first] = members;
  if (present.length === 0) throw notAsDescribed(action, answer, first?.limit ?? '', 'a number');
  return quotaPage(
    answer,
    present.map(({ kind, name, limit, remaining, batchLimit = '' }) => ({
      kind,
      name,
      limit: body[limit],
      remaining: body[remaining],
      batchLimit: body[batchLimit],
    })),
  );
}
