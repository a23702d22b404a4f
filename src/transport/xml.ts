import { XMLParser } from 'fast-xml-parser';
import { isJsonObject, type JsonObject } from './answer.ts';

/** The longest document that is parsed. */
const LONGEST_XML = 16 * 1024 * 1024;

/**
 * Values stay texts: a request id of digits is not a number. The parser expands no entities, so no text can grow; the
 * references that XML defines are replaced here.
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
 * An XML document as `{ root: members }`. Repeated elements are a list, an empty element is an empty text. Undefined if
 * the text is not XML, is truncated or too large, or declares a document type, which answers never do.
 */
export function readXml(body: string, longest = LONGEST_XML): JsonObject | undefined {
  if (body.length > longest || body.includes('<!') || !body.trimStart().startsWith('<')) return undefined;
  try {
    // Validates the document first, because the parser accepts truncated ones.
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

/** The members of the root of an error in XML, as gateways send it. Undefined for anything else. */
export function readXmlError(body: string): JsonObject | undefined {
  const [root] = Object.values(readXml(body, 16 * 1024) ?? {});
  return isJsonObject(root) ? root : undefined;
}
