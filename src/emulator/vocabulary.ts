import type { Behaviour } from './behaviour.ts';
import { stateOf } from './row.ts';
import type { Row, RowState, SubmissionKind } from './row.ts';

/** A vendor's words for the rows of one kind. */
interface KindWords {
  /** The feed that lists them. Vendors with zones have one such feed for each zone. */
  readonly feed: string;
  /** The vendor's word for the kind. */
  readonly type: string;
  /** The vendor's word for each state that it knows. */
  readonly states: Readonly<Partial<Record<RowState, string>>>;
}

/** The kinds that a vendor offers. */
export type Vocabulary = Readonly<Partial<Record<SubmissionKind, KindWords>>>;

/** The vendor's word for the row's state at `now`. */
export function statusWord(vocabulary: Vocabulary, row: Row, now: number): string {
  const state = stateOf(row, now);
  const known = vocabulary[row.kind]?.states[state] ?? '';
  return state === 'processing' ? known : (row.word ?? known);
}

/** The vendor's word for the row's kind. */
export function typeWord(vocabulary: Vocabulary, row: Row): string {
  return row.type ?? vocabulary[row.kind]?.type ?? '';
}

/** @throws {RangeError} when the vendor does not offer the row's kind, or has no word for its outcome. */
export function checkSpeakable(vocabulary: Vocabulary, row: Row): void {
  const words = vocabulary[row.kind];
  if (words === undefined) throw new RangeError(`The vendor offers no ${row.kind} (${row.url})`);
  if (row.word === undefined && words.states[row.outcome] === undefined) {
    throw new RangeError(`The vendor has no word for ${row.kind} ${row.outcome} (${row.url})`);
  }
}

/** The rows and the count of a response as they are written. */
export interface WrittenListing {
  readonly rows: readonly object[] | null | undefined;
  readonly total: number | null | undefined;
}

/** Writes rows and count in the account's spelling of states, percentages, empty lists and absent values. */
export function writtenListing(
  { rows, total, statusField }: { rows: readonly object[]; total: number | undefined; statusField: string },
  behaviour: Behaviour,
): WrittenListing {
  const { stateSpelling, percentHasSign, emptyValues: empty } = behaviour;
  const isAsDocumented = stateSpelling === 'as-documented' && percentHasSign && empty === 'as-documented';
  const writtenRows = isAsDocumented ? rows : rows.map((row) => written(row, statusField, behaviour));
  return {
    rows: rows.length === 0 ? emptyLists[behaviour.emptyLists] : writtenRows,
    // A vendor that writes null instead of no rows also writes null instead of the count 0.
    total: total === 0 && behaviour.emptyLists === 'null' ? null : total,
  };
}

/** A word for a state in the account's spelling. */
export function spelled(word: string, { stateSpelling }: Behaviour): string {
  return spellings[stateSpelling](word);
}

const spellings: Readonly<Record<Behaviour['stateSpelling'], (word: string) => string>> = {
  'as-documented': (word) => word,
  capitalized: (word) => word.slice(0, 1).toUpperCase() + word.slice(1),
  'upper-case': (word) => word.toUpperCase(),
};

const emptyLists: Readonly<Record<Behaviour['emptyLists'], readonly object[] | null | undefined>> = {
  array: [],
  null: null,
  absent: undefined,
};

const emptyValues: Readonly<Record<Behaviour['emptyValues'], (value: unknown) => unknown>> = {
  'as-documented': (value) => value,
  null: () => null,
  'empty-text': () => '',
  absent: () => undefined,
};

function written(row: object, statusField: string, behaviour: Behaviour): object {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    name === statusField && typeof value === 'string'
      ? spelled(value, behaviour)
      : writtenValue(value, behaviour),
  ]);
  return Object.fromEntries(entries);
}

function writtenValue(value: unknown, behaviour: Behaviour): unknown {
  if (value === undefined || value === null || value === '') return emptyValues[behaviour.emptyValues](value);
  if (Array.isArray(value)) return value.map((member: unknown) => writtenMember(member, behaviour));
  if (typeof value === 'string' && !behaviour.percentHasSign) return value.replace(/^(\d+)%$/, '$1');
  return value;
}

function writtenMember(member: unknown, behaviour: Behaviour): unknown {
  return typeof member === 'object' && member !== null ? written(member, '', behaviour) : member;
}
