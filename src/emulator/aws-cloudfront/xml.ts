/** An XML document of one root element. Members are elements, a list repeats its element, and undefined is left out. */
export function xmlDocument(root: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${members(root, ' xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"')}`;
}

function members(value: object, attributes = ''): string {
  return Object.entries(value)
    .map(([name, member]) => elements(name, member, attributes))
    .join('');
}

function elements(name: string, value: unknown, attributes: string): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((each: unknown) => elements(name, each, attributes)).join('');
  const content = typeof value === 'object' ? members(value) : escaped(textOf(value));
  return `<${name}${attributes}>${content}</${name}>`;
}

/** Everything else is a number or a truth value. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (mark) => escapes[mark] ?? mark);
}
