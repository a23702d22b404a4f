import { createServer, request as send } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Emulator, EmulatedVendor } from '../../src/emulator/emulator.ts';

/** A vendor's connection on which somebody changes the fields of its rows. */
export interface Tampering {
  readonly endpoint: string;
  /** The fields of rows that went by, as `list.field`, and those of them that were changed in some row. */
  readonly fields: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
  close(): Promise<void>;
}

/**
 * Passes calls on to a vendor and changes one field of each row of its answers to one of the texts: each row always in the same
 * way, and each field in some row as soon as there are as many rows as fields.
 */
export async function tamperWith(
  emulator: Pick<Emulator, 'endpoint'>,
  vendor: EmulatedVendor,
  texts: readonly string[],
): Promise<Tampering> {
  const target = emulator.endpoint(vendor);
  const changes = new Changes(texts);
  const server = createServer((request, response) => {
    const { url = '/', method, headers } = request;
    // With the host that was signed.
    const forwarded = send(`${target}${url}`, { method, headers }, async (answer) => {
      const body = Buffer.from(tampered(await textOf(answer), changes));
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'content-length': body.length });
      response.end(body);
    });
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    fields: changes.fields,
    changed: changes.changed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What is changed in a row. */
interface Change {
  readonly field: string;
  readonly text: string;
}

/** Decides which field of which row is changed, and to what: the one that was changed least often before. */
class Changes {
  readonly fields = new Set<string>();
  readonly changed = new Set<string>();
  readonly #texts: readonly string[];
  /** By row as it was received. */
  readonly #decided = new Map<string, Change>();
  /** By field, in how many rows it is changed. */
  readonly #counts = new Map<string, number>();

  constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  of(list: string, row: string, fields: readonly string[]): Change {
    const decided = this.#decided.get(`${list} ${row}`);
    if (decided !== undefined) return decided;
    const countOf = (field: string): number => this.#counts.get(`${list}.${field}`) ?? 0;
    const field = fields.toSorted((left, right) => countOf(left) - countOf(right))[0] ?? '';
    // Another text in the same field the next time, and in the next row.
    const text = this.#texts[(countOf(field) + this.#decided.size) % this.#texts.length] ?? '';
    for (const each of fields) this.fields.add(`${list}.${each}`);
    this.changed.add(`${list}.${field}`);
    this.#counts.set(`${list}.${field}`, countOf(field) + 1);
    const change = { field, text };
    this.#decided.set(`${list} ${row}`, change);
    return change;
  }
}

const tampered = (body: string, changes: Changes): string =>
  body.startsWith('<')
    ? tamperedXml(body, changes)
    : JSON.stringify(tamperedValue(JSON.parse(body), '', changes));

/** Changes the objects that are in lists. */
function tamperedValue(value: unknown, name: string, changes: Changes): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => tamperedRow(each, name, changes));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, tamperedValue(member, key, changes)]),
  );
}

function tamperedRow(value: unknown, list: string, changes: Changes): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const fields = Object.entries(value).flatMap(([key, member]) => (typeof member === 'object' ? [] : [key]));
  const inner = tamperedValue(value, list, changes);
  if (fields.length === 0) return inner;
  const { field, text } = changes.of(list, JSON.stringify(value), fields);
  return { ...(typeof inner === 'object' && inner), [field]: text };
}

/** Changes the elements of CloudFront's rows that hold text. */
const tamperedXml = (body: string, changes: Changes): string =>
  body.replaceAll(/<(InvalidationSummary|Invalidation)\b[^>]*>.*?<\/\1>/gs, (row: string, list: string) => {
    const fields = [...row.matchAll(/<(\w+)>[^<\s][^<]*</g)].map(([, field = '']) => field);
    const { field, text } = changes.of(list, row, fields);
    return row.replace(new RegExp(`<${field}>[^<]*<`), () => `<${field}>${escaped(text)}<`);
  });

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
