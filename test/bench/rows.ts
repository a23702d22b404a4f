import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Served, Stage } from './stage.ts';

/* Whether contestants do the same work: who gives other rows than ours, or fewer, has not taken part. */

/** What the load tells of its answers: the first of them, and how long each took. */
export const repeated = z.object({ first: z.string(), tookMs: z.array(z.number()) });

/** Throws unless an answer holds so many rows: every row of a list has one URL. */
export function checkRows(name: string, answer: string, rows: number): void {
  const found = answer.match(/"(?:url|Url)":/g)?.length ?? 0;
  if (found !== rows) throw new Error(`${name} gave ${found} rows of ${rows}: ${answer.slice(0, 500)}`);
}

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** What all have to agree upon. Ids, cursors and the vendors' request ids are everybody's own. */
const row = z.object({
  url: z.string(),
  domain: z.string(),
  state: z.string(),
  progress: z.number().nullable(),
  createdAt: instant,
  updatedAt: instant.nullable(),
  status: z.object({ __typename: z.string(), vendorStatus: z.string() }),
  task: z.object({ taskId: z.string(), kind: z.string() }),
});

const list = z.object({
  data: z.object({
    urlDetails: z.object({
      edges: z.array(z.object({ node: row })),
      pageInfo: z.object({ hasNextPage: z.boolean() }),
      errors: z.array(z.unknown()).length(0),
    }),
  }),
});

/**
 * Throws unless all answer a list with the rows of the first. Rows of one second may come in any order, so that of the
 * oldest second some may be missing.
 */
export async function checkAgreement(
  { load }: Stage,
  everybody: readonly Served[],
  body: string,
  rows: number,
): Promise<void> {
  let expected: unknown[] | undefined;
  for (const { name, url } of everybody) {
    const question = { url, body, atOnce: 1, count: 1, timeMs: 60_000 };
    const { first } = await load.ask('repeat', repeated, question);
    checkRows(name, first, rows);
    const { edges, pageInfo } = list.parse(JSON.parse(first)).data.urlDetails;
    const nodes = edges.map(({ node }) => node);
    const oldest = Math.min(...nodes.map(({ createdAt }) => createdAt));
    const told = [pageInfo, ...nodes.filter(({ createdAt }) => createdAt > oldest).toSorted(byTime)];
    expected ??= told;
    const place = told.findIndex((each, index) => !isDeepStrictEqual(each, expected?.[index]));
    if (place === -1) continue;
    const [one, other] = [told[place], expected[place]].map((each) => JSON.stringify(each));
    throw new Error(`${name} answers ${one} where ${everybody[0]?.name} answers ${other}`);
  }
}

type Row = z.output<typeof row>;

const byTime = (one: Row, other: Row): number =>
  other.createdAt - one.createdAt || (identity(one) < identity(other) ? -1 : 1);

const identity = ({ url, task }: Row): string => `${task.taskId} ${url}`;
