import { XMLParser } from 'fast-xml-parser';
import { isJsonObject, type JsonObject } from './answer.ts';

/** No answer of an API is larger. */
const LONGEST_XML = 16 * 1024 * 1024;

/**
 * Text stays text: a request id of digits is no number. The parser expands no entities, so that no text can grow; the
 * references that XML itself defines are read here.
 */
const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  processEntities: false,
  tagValueProcessor: (_name, value) => value.replace(reference, charOf),
});

const reference = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi;

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function charOf(text: string, name?: string, decimal?: string, hex?: string): string {
  if (name !== undefined) return named[name] ?? text;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : text;
}

/**
 * A whole XML document as `{ root: members }`. Elements that repeat are a list, an empty element is an empty text. Absent for
 * what is no XML, is cut off, is too large, or declares a document type, which an answer never does.
 */
export function readXml(body: string, longest = LONGEST_XML): JsonObject | undefined {
  if (body.length > longest || body.includes('<!') || !body.trimStart().startsWith('<')) return undefined;
  try {
    // Checks that the document is well-formed first: the parser alone would accept one that is cut off.
    const document: unknown = parser.parse(body, true);
    if (!isJsonObject(document)) return undefined;
    const elements = Object.entries(document).filter(([name]) => !name.startsWith('?'));
    const [root] = elements;
    return root !== undefined && elements.length === 1 && isJsonObject(root[1])
      ? { [root[0]]: root[1] }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The members of an error that a gateway wrote as XML: those of the root. Absent for anything else. */
export function readXmlError(body: string): JsonObject | undefined {
  const [root] = Object.values(readXml(body, 16 * 1024) ?? {});
  return isJsonObject(root) ? root : undefined;
}
