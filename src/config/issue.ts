import * as z from 'zod';

/** One mistake in the settings. It never contains a value, because a value may be a secret. */
export interface ConfigIssue {
  /** Such as `providers[1].zones`, or the name of a variable; empty for the whole file. */
  readonly path: string;
  /** The line in the file, from 1. */
  readonly line?: number | undefined;
  /** Says what is accepted. */
  readonly message: string;
}

/** The settings cannot be used. The message lists every issue. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly issues: readonly ConfigIssue[];

  constructor(origin: string, issues: readonly ConfigIssue[]) {
    super([`${origin} cannot be used:`, ...issues.toSorted(byLine).map(textOf)].join('\n'));
    this.issues = issues;
  }
}

/** Variables first, then the file from top to bottom. */
const byLine = (one: ConfigIssue, other: ConfigIssue): number => (one.line ?? 0) - (other.line ?? 0);

const textOf = ({ path, line, message }: ConfigIssue): string =>
  `  ${path === '' ? '' : `${path}: `}${message}${line === undefined ? '' : ` (line ${line})`}`;

export type Path = readonly PropertyKey[];

/** `['providers', 1, 'zones']` as `providers[1].zones`. */
export const pathText = (path: Path): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');

interface Located {
  readonly path: Path;
  readonly message: string;
}

/** The parsed value, or every issue with its path. */
export function check<Output>(
  schema: z.ZodType<Output>,
  value: unknown,
): { readonly value: Output } | { readonly issues: readonly Located[] } {
  const result = schema.safeParse(value, { error: knownKeys });
  return result.success ? { value: result.data } : { issues: result.error.issues.flatMap(located) };
}

/** The message for unknown keys lists the keys that the object may have: `located` makes suggestions from it. */
const knownKeys: z.core.$ZodErrorMap = ({ code, inst }) =>
  code === 'unrecognized_keys' && inst instanceof z.ZodObject
    ? Object.keys(inst.shape).join(', ')
    : undefined;

function located(issue: z.core.$ZodIssue): readonly Located[] {
  const { code, path, message } = issue;
  if (code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(key, message) }));
  }
  if (code === 'invalid_union') {
    // For `true` or an object: if an object was given, the mistakes in it are reported.
    const inner = issue.errors.find((issues) =>
      issues.every((one) => one.code === 'unrecognized_keys' || one.path.length > 0),
    );
    if (inner !== undefined) {
      return inner.flatMap(located).map((one) => ({ ...one, path: [...path, ...one.path] }));
    }
  }
  return [{ path, message: message.replace(/^Invalid input: |^Too (?:small|big): /, '') }];
}

function unknownKey(key: string, known: string): string {
  const meant = closest(key, known.split(', '));
  return `is not known; ${meant === undefined ? `there are ${known}` : `do you mean ${meant}?`}`;
}

/** The most similar known name; undefined if none is similar. */
function closest(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((one, other) => one.distance - other.distance);
  return best !== undefined && best.distance <= Math.max(2, name.length / 3) ? best.candidate : undefined;
}

/** The Levenshtein distance: how many letters must be changed, added or removed. */
function distance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let index = 0; index < one.length; index += 1) {
    const row = [index + 1];
    for (let at = 0; at < other.length; at += 1) {
      const changed = (previous[at] ?? 0) + (other[at] === one[index] ? 0 : 1);
      row.push(Math.min(changed, (previous[at + 1] ?? 0) + 1, (row[at] ?? 0) + 1));
    }
    previous = row;
  }
  return previous.at(-1) ?? 0;
}
