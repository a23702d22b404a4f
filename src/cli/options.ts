import { parseArgs } from 'node:util';
import { nearest } from './nearest.ts';

/** What a command line says wrongly, and what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** One option of a command. */
export interface Option {
  /** What stands for its value in the help, such as `duration`; absent: it takes none. */
  readonly value?: string | undefined;
  /** One letter. */
  readonly short?: string | undefined;
  readonly meaning: string;
}

/** By name, in the order of the help. */
export type Options = Readonly<Record<string, Option>>;

/** A command line, read. */
export interface Given {
  /** What is no option. */
  readonly words: readonly string[];
  /** The values of each option that was given, in their order; of one that takes none, empty texts. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** An option that was given more than once counts as it was given last. */
export const valueOf = ({ values }: Given, name: string): string | undefined => values.get(name)?.at(-1);

export const allOf = ({ values }: Given, name: string): readonly string[] => values.get(name) ?? [];

export const isGiven = ({ values }: Given, name: string): boolean => values.has(name);

/** Throws `UsageError`. Read without parseArgs's own checks, whose messages do not say what to write instead. */
export function readOptions(commandLine: readonly string[], options: Options): Given {
  const { tokens } = parseArgs({
    args: [...commandLine],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value, short }]) => [
        name,
        { type: value === undefined ? 'boolean' : 'string', ...(short !== undefined && { short }) } as const,
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, readonly string[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = knownOption(token.name, token.rawName, options);
    const value = checkedValue(token.rawName, token.value, token.inlineValue === true, option);
    values.set(token.name, [...(values.get(token.name) ?? []), value]);
  }
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  return { words, values };
}

function knownOption(name: string, written: string, options: Options): Option {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option !== undefined) return option;
  const meant = nearest(name, Object.keys(options));
  throw new UsageError(`There is no option ${written}.${meant === undefined ? '' : ` Is --${meant} meant?`}`);
}

function checkedValue(
  written: string,
  value: string | undefined,
  isInline: boolean,
  { value: placeholder }: Option,
): string {
  if (placeholder === undefined) {
    if (value === undefined) return '';
    throw new UsageError(`${written} takes no value: leave out ${JSON.stringify(`=${value}`)}.`);
  }
  // What looks like the next option is one: its own value was forgotten.
  if (value === undefined || value === '' || (!isInline && value.startsWith('-'))) {
    throw new UsageError(`${written} needs a value: ${written} <${placeholder}>.`);
  }
  return value;
}
