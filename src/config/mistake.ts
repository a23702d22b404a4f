/** One thing that is wrong. Never holds a value, which may be a secret. */
export interface Mistake {
  /** Such as `providers[1].zones`, or a variable's name; empty for the whole file. */
  readonly path: string;
  /** In the file, from 1. */
  readonly line?: number | undefined;
  /** What would be right. */
  readonly message: string;
}

/** The settings cannot be used. Its message lists every mistake. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly mistakes: readonly Mistake[];

  constructor(origin: string, mistakes: readonly Mistake[]) {
    super([`${origin} cannot be used:`, ...mistakes.map(written)].join('\n'));
    this.mistakes = mistakes;
  }
}

const written = ({ path, line, message }: Mistake): string =>
  `  ${path === '' ? '' : `${path}: `}${message}${line === undefined ? '' : ` (line ${line})`}`;

export type Path = readonly (string | number)[];

/** `['providers', 1, 'zones']` as `providers[1].zones`. */
export const pathText = (path: Path): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');

/** The known name that a wrong one is most like; undefined where it is like none. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((one, other) => one.distance - other.distance);
  return best !== undefined && best.distance <= Math.max(2, name.length / 3) ? best.candidate : undefined;
}

/** How many letters to change, add or leave out (Levenshtein). */
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
