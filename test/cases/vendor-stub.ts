import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { hashOf } from '../../src/emulator/row.ts';
import { seededRandom } from '../../src/emulator/seeded-random.ts';
import { createdAt, filled, instantOf, keyOf, rowsAt } from './case-file.ts';
import type { CaseAnswer, CaseFile, VendorRow } from './case-file.ts';

/** A server that gives a case's answers. It checks no signature. */
export interface VendorStub {
  readonly endpoint: string;
  /** The action of each call, oldest first. */
  readonly calls: readonly string[];
  close(): Promise<void>;
}

/** Starts a server on a free port of loopback. `began`, epoch ms, is the time that the case's times are relative to. */
export async function startStub(played: CaseFile, began: number): Promise<VendorStub> {
  const calls: string[] = [];
  const random = seededRandom(1);
  const server = createServer((request, response) => {
    void (async () => {
      const parameters = await parametersOf(request);
      const action = headerOf(request, 'x-tc-action') ?? headerOf(request, 'x-acs-action') ?? '?';
      calls.push(action);
      const answer = answerFor(played, action, calls);
      response.writeHead(answer.status ?? 200, headersOf(answer));
      response.end(bodyOf(answer, parameters, began, random));
    })().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Parameters = Readonly<Record<string, unknown>>;

/** The members of a list's holder that change from page to page. */
const listBody = z.record(z.string(), z.unknown());

async function parametersOf(request: IncomingMessage): Promise<Parameters> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  if (body.startsWith('{')) return listBody.parse(JSON.parse(body));
  return Object.fromEntries(new URL(request.url ?? '/', 'http://stub').searchParams);
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function answerFor(played: CaseFile, action: string, calls: readonly string[]): CaseAnswer {
  const known = played.actions[action] ?? played.actions['*'] ?? { body: emptyBodies[played.vendor] };
  if (!Array.isArray(known)) return known;
  const call = calls.filter((other) => other === action).length;
  const [first] = known;
  if (first === undefined) throw new Error(`The case has no answer for ${action}`);
  return known[Math.min(call, known.length) - 1] ?? first;
}

const tencentBody = { Response: { RequestId: 'r-0', TotalCount: 0, PushLogs: [], PurgeLogs: [], Tasks: [] } };
const emptyBodies = {
  TENCENT_CDN: tencentBody,
  TENCENT_EDGEONE: tencentBody,
  ALIBABA_CDN: {
    RequestId: 'r-0',
    TotalCount: 0,
    PageNumber: 1,
    PageSize: 20,
    Tasks: { CDNTask: [] },
    UrlDetails: [],
  },
};

/** `@http120` is an HTTP date 120 s ahead of now. */
function headersOf({ headers = {} }: CaseAnswer): Record<string, string> {
  const given = Object.entries(headers).map(([name, value]) => {
    const seconds = /^@http(-?\d+)$/.exec(value)?.[1];
    return [
      name,
      seconds === undefined ? value : new Date(Date.now() + Number(seconds) * 1000).toUTCString(),
    ];
  });
  return { 'content-type': 'application/json', ...Object.fromEntries(given) };
}

function bodyOf(answer: CaseAnswer, parameters: Parameters, began: number, random: () => number): string {
  const text = filled(answer.raw ?? JSON.stringify(answer.body), began);
  return answer.paged === undefined
    ? text
    : JSON.stringify(pageOf(answer, answer.paged, text, parameters, random));
}

/** The body with the page that was asked for, and the count. */
function pageOf(
  answer: CaseAnswer,
  paged: string,
  text: string,
  parameters: Parameters,
  random: () => number,
): unknown {
  const body: unknown = JSON.parse(text);
  const asked = Number(parameters['Limit'] ?? parameters['PageSize'] ?? 20);
  const rows = ordered(
    answer,
    rowsAt(body, paged).filter((row) => isWithin(row, parameters)),
    asked,
    random,
  );
  const limit = Math.min(asked, answer.cap ?? Infinity);
  const pageNumber = parameters['PageNumber'];
  const offset =
    pageNumber === undefined ? Number(parameters['Offset'] ?? 0) : (Number(pageNumber) - 1) * limit;
  const page = rows.slice(offset, offset + limit);
  const total = answer.countTasks === true ? new Set(rows.map((row) => keyOf(row).taskId)).size : rows.length;
  const list = page.length === 0 && answer.nullEmpty === true ? null : page;
  return replaced(body, paged.split('.'), list, answer.count ?? total);
}

function isWithin(row: VendorRow, { StartTime: start, EndTime: end }: Parameters): boolean {
  const at = createdAt(row);
  return (
    (typeof start !== 'string' || at >= instantOf(start)) && (typeof end !== 'string' || at <= instantOf(end))
  );
}

/** The rows in the file's order, or newest first with ties by page size or call. */
function ordered(
  answer: CaseAnswer,
  rows: readonly VendorRow[],
  limit: number,
  random: () => number,
): readonly VendorRow[] {
  if (answer.tiesByLimit !== true && answer.shuffle !== true) return rows;
  const keyed = rows.map((row) => ({
    row,
    at: createdAt(row),
    tie: answer.shuffle === true ? random() : hashOf(Object.values(keyOf(row)).join(' '), limit),
  }));
  return keyed.toSorted((one, other) => other.at - one.at || one.tie - other.tie).map(({ row }) => row);
}

/** The body with another list at the path, and another TotalCount wherever there is one. */
function replaced(value: unknown, path: readonly string[], list: unknown, total: number): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return list;
  const members = listBody.parse(value);
  return {
    ...members,
    [name]: replaced(members[name], rest, list, total),
    ...('TotalCount' in members ? { TotalCount: total } : {}),
  };
}
