import { DateTime, Duration } from 'luxon';
import { UserInputError } from '../domain/errors.ts';
import { taskKinds } from '../domain/task.ts';
import type { TaskKey } from '../domain/task.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../domain/time.ts';
import type { Instant, Milliseconds } from '../domain/time.ts';
import { readIdOf, taskId } from '../graphql/global-id.ts';
import { UsageError } from './command.ts';

const shortForm = /^(?:([\d.]+)d)?(?:([\d.]+)h)?(?:([\d.]+)m(?:in)?)?(?:([\d.]+)s)?(?:([\d.]+)ms)?$/i;
const units: readonly Milliseconds[] = [DAY, HOUR, MINUTE, SECOND, 1];

/**
 * Parses a duration such as `1d`, `10m`, `1h30m`, `90s` or ISO 8601 `PT10M`; undefined if the text is not a duration.
 */
export function readDuration(text: string): Milliseconds | undefined {
  const length = /^p/i.test(text) ? Duration.fromISO(text.toUpperCase()).toMillis() : shortLength(text);
  return Number.isFinite(length) && length > 0 ? length : undefined;
}

function shortLength(text: string): Milliseconds {
  const parts = shortForm.exec(text)?.slice(1) ?? [];
  if (parts.every((part) => part === undefined)) return Number.NaN;
  return parts.reduce((sum, part, index) => sum + Number(part ?? 0) * (units[index] ?? 0), 0);
}

/** Node's timers hold at most 2³¹ milliseconds; a longer one fires at once. */
const longestTimer: Milliseconds = 24 * DAY;

/** The value of an option such as `timeout`; undefined if it was not given. Throws `UsageError`. */
export function durationOption(
  option: string,
  text: string | undefined,
  longest: Milliseconds = longestTimer,
): Milliseconds | undefined {
  if (text === undefined) return undefined;
  const length = readDuration(text);
  if (length !== undefined && length <= longest) return length;
  if (length !== undefined) throw new UsageError(`--${option} ${text} is too long: write at most 24d.`);
  throw new UsageError(`--${option} ${text} is not a duration: write 90s, 10m, 1h30m or PT10M.`);
}

/** The duration in ISO 8601, as the API expects it. */
export const durationText = (length: Milliseconds | undefined): string | undefined =>
  length === undefined ? undefined : `PT${length / SECOND}S`;

/** An instant in the past: a duration before now, or an ISO 8601 date or time (UTC unless it has an offset). Throws `UsageError`. */
export function pastInstantOption(option: string, text: string, now: Instant): Instant {
  const length = readDuration(text);
  const instant = length === undefined ? DateTime.fromISO(text, { zone: 'utc' }).toMillis() : now - length;
  if (instant < now && instant >= earliest) return instant;
  throw new UsageError(
    `--${option} ${text} is not a time in the past: write 15m, 1h or 1d (ago), 2026-03-01 or 2026-03-01T12:00:00Z.`,
  );
}

/** The API's DateTime has years of four digits. */
const earliest: Instant = Date.UTC(1000, 0, 1);

/** Formats a duration like a clock: `0:42`, `12:05`, `1:02:05`. */
export function clockText(length: Milliseconds): string {
  const seconds = Math.max(0, Math.floor(length / SECOND));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = twoDigits(seconds % 60);
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${twoDigits(minutes)}:${rest}`;
}

const twoDigits = (part: number): string => String(part).padStart(2, '0');

/** A task to wait for. */
export interface NamedTask {
  /** `provider/KIND/taskId` */
  readonly name: string;
  /** Its global id. */
  readonly id: string;
}

const taskForm = '<provider>/<KIND>/<taskId>, such as tencent-main/PREFETCH/1702364413';

/** Reads `provider/KIND/taskId` or a global id. Throws `UsageError`. */
export function readTaskName(word: string): NamedTask {
  const key = word.includes('/') ? keyOfPath(word) : keyOfId(word);
  return { name: `${key.provider}/${key.kind}/${key.taskId}`, id: taskId(key) };
}

function keyOfPath(word: string): TaskKey {
  // A task id is opaque and may contain the separator.
  const [, provider, kindName, id] = /^([^/]+)\/([^/]+)\/(.+)$/s.exec(word) ?? [];
  if (provider === undefined || kindName === undefined || id === undefined) {
    throw new UsageError(`${JSON.stringify(word)} does not name a task: write ${taskForm}.`);
  }
  const kind = taskKinds.find((known) => known === kindName.toUpperCase());
  if (kind === undefined) {
    throw new UsageError(
      `${JSON.stringify(kindName)} in ${word} is not a kind of task. Kinds: ${taskKinds.join(', ')}.`,
    );
  }
  return { provider, kind, taskId: id };
}

function keyOfId(word: string): TaskKey {
  try {
    return readIdOf('Task', word, 'id').key;
  } catch (error) {
    if (!(error instanceof UserInputError)) throw error;
    throw new UsageError(
      `${JSON.stringify(word)} is not the id of a task: write ${taskForm}, or the task's \`id\`.`,
    );
  }
}

export const looksLikeUrl = (word: string): boolean => /^https?:\/\//i.test(word);

/** Throws `UsageError` unless the text is a whole URL. */
export function urlOption(option: string, text: string): string {
  if (looksLikeUrl(text) && URL.canParse(text)) return text;
  throw new UsageError(`${option} ${text} must be a whole URL, such as https://www.example.com/app.js.`);
}
