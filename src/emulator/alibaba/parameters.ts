import type { Account } from '../account.ts';
import type { Feed } from '../history.ts';
import { Refusal } from '../protocol.ts';
import type { ReceivedParameters } from '../protocol.ts';
import { retainedFrom } from '../row.ts';

/** Common parameters that every call accepts. */
const common = ['Format', 'RegionId'];

/** Reads the parameters of an Alibaba call: all are text, and an undocumented one is rejected. */
export class AlibabaParameters {
  readonly #values: Readonly<Record<string, unknown>>;

  /**
   * @param names every documented parameter
   * @throws {Refusal} InvalidParameters
   */
  constructor(received: ReceivedParameters, names: readonly string[]) {
    checkNames(received, names);
    this.#values = received.values;
  }

  /** Undefined if absent or empty: the vendor treats both alike. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** @throws {Refusal} InvalidParameters when it is no whole number from 1 to `maximum` */
  count(name: string, otherwise: number, maximum: number): number {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    if (count < 1 || count > maximum) throw invalid(`${name} must be within 1 and ${maximum}.`);
    return count;
  }

  /** @throws {Refusal} `malformed` when it is not a list of at most `maximum` decimal ids, joined by commas */
  taskIds(maximum: number, malformed = 'InvalidTaskId.Malformed'): readonly string[] | undefined {
    const ids = this.text('TaskId')?.split(',');
    if (ids === undefined) return undefined;
    if (ids.length > maximum || !ids.every((id) => /^\d{1,20}$/.test(id))) {
      throw new Refusal(malformed, 'The specified TaskId is malformed.');
    }
    return ids;
  }
}

/** @throws {Refusal} InvalidParameters when one is not among `names` or the common ones */
export function checkNames({ values }: ReceivedParameters, names: readonly string[]): void {
  const unknown = Object.keys(values).find((name) => !names.includes(name) && !common.includes(name));
  if (unknown !== undefined) throw invalid(`The parameter ${unknown} is not supported.`);
}

/** The error for a parameter that has no code of its own. */
export function invalid(message: string): Refusal {
  return new Refusal('InvalidParameters', message);
}

/** @throws {Refusal} InvalidTime for a task older than the retention: an error, not an empty list */
export function checkHorizon(feed: Feed, taskId: string, { behaviour }: Account, now: number): void {
  const horizon = retainedFrom(now, behaviour.retentionMs);
  if (feed.task(taskId).some((row) => row.createdAt < horizon)) {
    throw new Refusal('InvalidTime', 'The task is older than 3 days.');
  }
}
