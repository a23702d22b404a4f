import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Document as YamlDocument, YAMLError } from 'yaml';
import type { Mistake, Path } from './mistake.ts';
import { pathText } from './mistake.ts';
import type { Environment } from './settings.ts';

/** A file's content with the environment in it. */
export interface ConfigurationDocument {
  readonly value: unknown;
  readonly mistakes: readonly Mistake[];
  /** Where a path stands, or the nearest thing around it. */
  lineOf(path: Path): number | undefined;
}

/** Reads YAML, and JSON as its part; `${NAME}` becomes the variable, `$${` stands for `${`. */
export function readDocument(text: string, environment: Environment): ConfigurationDocument {
  const lines = new LineCounter();
  // Pretty errors quote the line that they speak of, which may hold a secret.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    const mistakes = document.errors.map((error) => syntaxMistake(error, lineAt(error.pos[0])));
    return { value: undefined, mistakes, lineOf: () => undefined };
  }
  const lineOf = (path: Path): number | undefined => {
    const node = nodeAt(document, path);
    return node === undefined ? undefined : lineAt(node);
  };
  const mistakes: Mistake[] = [];
  const value = substituted(document.toJS(), environment, [], (path, message) => {
    mistakes.push({ path: pathText(path), line: lineOf(path), message });
  });
  return { value, mistakes, lineOf };
}

const sentences: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: 'the same name is given twice',
  TAB_AS_INDENT: 'a tab cannot indent: use blanks',
  MISSING_CHAR: 'a quote or bracket is missing',
  BAD_INDENT: 'the indentation is uneven',
};

const syntaxMistake = ({ code }: YAMLError, line: number): Mistake => ({
  path: '',
  line,
  message: `it is neither sound YAML nor JSON: ${sentences[code] ?? code.toLowerCase().replaceAll('_', ' ')}`,
});

/** Where the node of a path begins; of its nearest parent when the path leads nowhere. */
function nodeAt(document: YamlDocument, path: Path): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}

type Tell = (path: Path, message: string) => void;

function substituted(value: unknown, environment: Environment, path: Path, tell: Tell): unknown {
  if (typeof value === 'string') return substitutedText(value, environment, path, tell);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => substituted(item, environment, [...path, index], tell));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [
      name,
      substituted(member, environment, [...path, name], tell),
    ]),
  );
}

const substitutedText = (text: string, environment: Environment, path: Path, tell: Tell): string =>
  text.replace(/\$(\$)\{|\$\{([^}]*)\}/g, (_, escape: string | undefined, name: string | undefined) => {
    if (escape !== undefined) return '${';
    const value = /^[A-Za-z_]\w*$/.test(name ?? '') ? environment[name ?? ''] : undefined;
    if (value === undefined)
      tell(path, `the environment has no variable ${name === '' ? 'without a name' : name}`);
    return value ?? '';
  });
