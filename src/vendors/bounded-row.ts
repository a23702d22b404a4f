import type { UrlDetail } from '../domain/task.ts';
import type { Fields } from './fields.ts';

const MOST_LEVELS = 32;
/** The largest row, in characters of names and strings; every other value counts as eight. */
const MOST_CHARACTERS = 64 * 1024;
const LONGEST_SHOWN_TEXT = 1_000;
const MOST_SHOWN_FIELDS = 50;

/**
 * The row itself, unless it is nested more than 32 levels deep or larger than 64 KiB: then its `raw` is
 * `{ note, fields }`, where `note` says so and `fields` holds the texts, numbers and truth values at the top of the row.
 */
export function boundedRow(row: UrlDetail): UrlDetail {
  const excess = excessOf(row.raw);
  return excess === undefined
    ? row
    : { ...row, raw: { note: `The vendor's row is ${excess} and left out.`, fields: scalarsOf(row.raw) } };
}

/** Visits level by level, because recursion would overflow the stack for deep rows. */
function excessOf(raw: Fields): string | undefined {
  let characters = 0;
  let level: readonly object[] = [raw];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS) return `nested more than ${MOST_LEVELS} levels deep`;
    const next: object[] = [];
    for (const container of level) {
      for (const [name, value] of Object.entries(container)) {
        characters += name.length + (typeof value === 'string' ? value.length : 8);
        if (typeof value === 'object' && value !== null) next.push(value);
        if (characters > MOST_CHARACTERS) return 'larger than 64 KiB';
      }
    }
    level = next;
  }
  return undefined;
}

const scalarsOf = (raw: Fields): Fields =>
  Object.fromEntries(
    Object.entries(raw)
      .filter(([name, value]) => name.length <= LONGEST_SHOWN_TEXT && isShown(value))
      .slice(0, MOST_SHOWN_FIELDS),
  );

const isShown = (value: unknown): boolean =>
  typeof value === 'string' ? value.length <= LONGEST_SHOWN_TEXT : typeof value !== 'object';
