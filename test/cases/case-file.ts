import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** A row as a vendor writes it; its times stand in placeholders until `filled`. */
export type VendorRow = Readonly<Record<string, unknown>>;

const answer = z.object({
  status: z.number().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** The body as JSON, or as text. */
  body: z.record(z.string(), z.unknown()).optional(),
  raw: z.string().optional(),
  /** The path of the list that is cut by time range and page. */
  paged: z.string().optional(),
  /** The largest page: fewer rows without a word. */
  cap: z.number().optional(),
  /** The count that is answered instead of the true one. */
  count: z.number().optional(),
  /** The count is of task ids. */
  countTasks: z.boolean().optional(),
  /** A page without rows is null. */
  nullEmpty: z.boolean().optional(),
  /** Rows of one second have another order for each page size. */
  tiesByLimit: z.boolean().optional(),
  /** Rows of one second have another order in each call. */
  shuffle: z.boolean().optional(),
});

const caseFile = z.object({
  /** Public reports that the case was made after. */
  source: z.string(),
  vendor: z.enum(['TENCENT_CDN', 'TENCENT_EDGEONE', 'ALIBABA_CDN']),
  /** What a user would want. */
  expect: z.string(),
  /** More settings of the provider. */
  settings: z.record(z.string(), z.unknown()).optional(),
  /** By action: one answer for every call, or one for each call in turn. */
  actions: z.record(z.string(), z.union([answer, z.array(answer).nonempty()])),
});

/** What a vendor answers to a call. */
export type CaseAnswer = z.infer<typeof answer>;
/** A vendor's answers and what the product should make of them. */
export type CaseFile = z.infer<typeof caseFile>;

const folder = new URL('./', import.meta.url);

/** The names of all cases. */
export const caseNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''))
  .toSorted();

/** @throws when there is no such case or its file is malformed */
export function readCase(name: string): CaseFile {
  return caseFile.parse(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')));
}

/**
 * Replaces the placeholders of a text by times around `began` (epoch ms): `@cst-600` is 600 s before it at UTC+8 without a
 * zone, `@iso-600` in UTC.
 */
export function filled(text: string, began: number): string {
  return text
    .replace(/@cst(-?\d+)/g, (_, seconds) => timeText(began, Number(seconds) + 8 * 3600).replace('T', ' '))
    .replace(/@iso(-?\d+)/g, (_, seconds) => `${timeText(began, Number(seconds))}Z`);
}

/** When a row was created, epoch ms. Times without a zone are at UTC+8. */
export function createdAt(row: VendorRow): number {
  return instantOf(String(row['CreateTime'] ?? row['CreationTime']));
}

/** Epoch ms of a time as a vendor writes it. */
export function instantOf(text: string): number {
  return Date.parse(text.includes('T') ? text : `${text.replace(' ', 'T')}+08:00`);
}

/** What identifies a row: its task and its URL. */
export function keyOf(row: VendorRow): { readonly taskId: string; readonly url: string } {
  return {
    taskId: String(row['TaskId'] ?? row['JobId']),
    url: String(row['Url'] ?? row['Target'] ?? row['ObjectPath']),
  };
}

/** The rows of the list that `path` names in a body. */
export function rowsAt(body: unknown, path: string): readonly VendorRow[] {
  const list = path.split('.').reduce<unknown>((value, name) => memberOf(value, name), body);
  return z.array(z.record(z.string(), z.unknown())).parse(list);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function timeText(began: number, seconds: number): string {
  return new Date(began + seconds * 1000).toISOString().slice(0, 19);
}
