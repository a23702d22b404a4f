import type { Behaviour } from './behaviour.ts';
import { percentOf, stateOf, updatedAt } from './row.ts';
import type { Row, RowState } from './row.ts';
import type { EmulatedArea, SubmissionKind } from './submission.ts';
import { spelled, statusWord, typeWord } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The truth about a row at one moment, for oracles. Times are epoch ms in whole seconds by the vendor's clock. */
export interface EmulatedRow {
  readonly taskId: string;
  readonly kind: SubmissionKind;
  readonly url: string;
  readonly domain: string;
  readonly zone: string | undefined;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly state: RowState;
  /** 0..100. */
  readonly percent: number;
  /** The vendor's word for the state. */
  readonly word: string;
  /** The vendor's word for the kind. */
  readonly type: string;
  readonly area: EmulatedArea;
  readonly method: string | undefined;
  readonly failType: string | undefined;
  readonly message: string | undefined;
  /** 0..1. */
  readonly successShare: number;
}

/** The row at `now` by the vendor's clock. */
export function emulatedRow(
  row: Row,
  vocabulary: Vocabulary,
  behaviour: Behaviour,
  now: number,
): EmulatedRow {
  const { taskId, kind, url, domain, zone, createdAt, area, method, failType, message, successShare } = row;
  return {
    taskId,
    kind,
    url,
    domain,
    zone,
    createdAt,
    updatedAt: updatedAt(row, now),
    state: stateOf(row, now),
    percent: percentOf(row, now),
    word: spelled(statusWord(vocabulary, row, now), behaviour),
    type: typeWord(vocabulary, row),
    area,
    method,
    failType,
    message,
    successShare,
  };
}
