import { Info } from 'luxon';
import type { UrlDetail } from '../../domain/task.ts';
import { HOUR, MINUTE, SECOND, type Milliseconds } from '../../domain/time.ts';
import type { TencentCdnSettings } from './settings.ts';

/** Ids begin with the second of the submission, as published ids show. It is not documented. */
const TIMED_ID = /^(?<seconds>1\d{9})(?:\d{8,13}|-\w+)$/;
/** Offsets of zones are multiples of this. */
const QUARTER_HOUR: Milliseconds = 15 * MINUTE;
/** No two time zones are further apart. An id with a larger difference contains no time. */
const FURTHEST: Milliseconds = 26 * HOUR;

/**
 * How task ids contradict the setting `timeZone`: in the right zone, CreateTime is the second with which the id begins.
 * Empty if the ids contain no time or disagree.
 */
export function timeZoneDoubts(
  { timeZone }: TencentCdnSettings,
  rows: readonly UrlDetail[],
): readonly string[] {
  const [first, ...others] = rows.flatMap((row) => shiftOf(row) ?? []);
  if (first === undefined || first.shift === 0 || others.some(({ shift }) => shift !== first.shift))
    return [];
  const { shift, createdAt } = first;
  const right = Info.normalizeZone(timeZone).offset(createdAt) * MINUTE + shift;
  return [
    `timeZone ${timeZone} does not fit: by their ids, tasks were created ${hours(shift)} h ` +
      `${shift > 0 ? 'earlier' : 'later'} than CreateTime says in that zone. UTC${right < 0 ? '-' : '+'}${hours(right)} fits.`,
  ];
}

/** The offset of a task's time by its id, rounded to a quarter of an hour. Undefined if the id contains no time. */
function shiftOf({ taskId, createdAt }: UrlDetail) {
  const seconds = TIMED_ID.exec(taskId)?.groups?.['seconds'];
  if (seconds === undefined) return undefined;
  const difference = createdAt - Number(seconds) * SECOND;
  if (Math.abs(difference) > FURTHEST) return undefined;
  // Converts -0 to 0.
  const shift = Math.round(difference / QUARTER_HOUR) * QUARTER_HOUR || 0;
  return { shift, createdAt };
}

/** `8`, or `5:30`. */
function hours(span: Milliseconds): string {
  const minutes = Math.abs(span) / MINUTE;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
