import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document as YamlDocument, YAMLError } from 'yaml';
import * as z from 'zod';
import type { ConfigIssue, Path } from './issue.ts';
import { pathText } from './issue.ts';
import type { Environment } from './settings.ts';

/** The content of a file, with variables of the environment filled in. */
export interface ConfigurationDocument {
  /** Undefined if the text cannot be parsed. */
  readonly value: unknown;
  readonly issues: readonly ConfigIssue[];
  readonly warnings: readonly string[];
  /** The line of a path, or of the nearest node around it. */
  lineOf(path: Path): number | undefined;
}

/**
 * Reads YAML, of which JSON is a subset. Replaces `${NAME}` by a variable, and `$${` by `${`. Accepts the old names of
 * renamed top-level keys, with a warning.
 */
export function readDocument(
  text: string,
  environment: Environment,
  renamedKeys: Readonly<Record<string, string>>,
): ConfigurationDocument {
  const lines = new LineCounter();
  // Pretty errors quote the line, which may contain a secret.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  // A syntax error causes others after it, so only the first one is reported.
  if (error !== undefined) return unreadable(syntaxMessage(error), lines.linePos(error.pos[0]).line);
  const warnings = renameKeys(document, renamedKeys);
  const lineOf = (path: Path): number | undefined => {
    const offset = offsetOf(document, path);
    return offset === undefined ? undefined : lines.linePos(offset).line;
  };
  const issues: ConfigIssue[] = [];
  const report: Report = (path, message) =>
    issues.push({ path: pathText(path), line: lineOf(path), message });
  try {
    return { value: filledIn(document.toJS(), environment, [], report), issues, warnings, lineOf };
  } catch {
    // An alias has no anchor, or there are so many that they would fill the memory.
    return unreadable('an alias (*name) cannot be resolved');
  }
}

const unreadable = (reason: string, line?: number): ConfigurationDocument => ({
  value: undefined,
  issues: [{ path: '', line, message: `is neither valid YAML nor JSON: ${reason}` }],
  warnings: [],
  lineOf: () => undefined,
});

const syntaxMessages: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: 'the same key is given twice',
  TAB_AS_INDENT: 'indent with spaces, not with tabs',
  MISSING_CHAR: 'a quote or bracket is missing',
  BAD_INDENT: 'the indentation is uneven',
};

const syntaxMessage = ({ code }: YAMLError): string =>
  syntaxMessages[code] ?? code.toLowerCase().replaceAll('_', ' ');

function renameKeys(
  { contents }: YamlDocument,
  renamed: Readonly<Record<string, string>>,
): readonly string[] {
  if (!isMap(contents)) return [];
  return contents.items.flatMap(({ key }) => {
    const name = isScalar(key) && typeof key.value === 'string' ? renamed[key.value] : undefined;
    if (!isScalar(key) || name === undefined || contents.has(name)) return [];
    const warning = `${String(key.value)} was renamed: write ${name}. The old name will stop working in the next release`;
    key.value = name;
    return [warning];
  });
}

/** The offset of the node at a path; of its nearest parent if there is no such node. */
function offsetOf(document: YamlDocument, path: Path): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}

type Report = (path: Path, message: string) => void;

function filledIn(value: unknown, environment: Environment, path: Path, report: Report): unknown {
  if (typeof value === 'string') return filledInText(value, environment, path, report);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => filledIn(item, environment, [...path, index], report));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [
      name,
      filledIn(member, environment, [...path, name], report),
    ]),
  );
}

const filledInText = (text: string, environment: Environment, path: Path, report: Report): string =>
  text.replace(/\$(\$)\{|\$\{([^}]*)\}/g, (_, escape: string | undefined, name: string | undefined) => {
    if (escape !== undefined) return '${';
    const value = /^[A-Za-z_]\w*$/.test(name ?? '') ? environment[name ?? ''] : undefined;
    if (value === undefined)
      report(path, `the environment has no variable ${name === '' ? 'without a name' : name}`);
    return value ?? '';
  });

/** The format of GraphQL Code Generator and Relay's compiler. */
const byHash = z.record(z.string(), z.string());

/** The format of Apollo's generate-persisted-query-manifest, version 1. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/** The queries of a manifest by their hash, in either format. Throws if the text is not a manifest. */
export function readManifest(text: string): ReadonlyMap<string, string> {
  const value: unknown = JSON.parse(text);
  const plain = byHash.safeParse(value);
  if (plain.success) return new Map(Object.entries(plain.data));
  return new Map(apolloManifest.parse(value).operations.map(({ id, body }) => [id, body]));
}
