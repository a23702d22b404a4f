import type { VendorRow } from './case-file.ts';
import type { ReplayedApp } from './replayed-app.ts';

/** An entry of `errors`. */
export interface Failure {
  readonly __typename: string;
  readonly message: string;
  readonly vendorCode: string | null;
  readonly requestId: string | null;
  readonly retryable: boolean;
}

/** A row of `urlDetails`. */
export interface ListedRow {
  readonly url: string;
  readonly domain: string;
  readonly raw: VendorRow;
  readonly task: { readonly taskId: string; readonly kind: string };
}

/** A row of `tasks`. */
export interface ListedTask {
  readonly taskId: string;
  readonly urlCount: number;
}

/** A page of a list. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  /** `urlDetails` only. */
  readonly totalCount?: number | null;
  readonly errors: readonly Failure[];
  readonly coverage: readonly { readonly outcome: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Which way a list is walked: with `first` or with `last`. */
export type Direction = 'forwards' | 'backwards';

/** A list, page by page. */
export interface Walk<Node> {
  /** Newest first. */
  readonly nodes: readonly Node[];
  readonly pages: readonly Page<Node>[];
}

const maxPages = 400;
const variables = 'query ($first: Int, $after: String, $last: Int, $before: String)';
const page = 'first: $first, after: $after, last: $last, before: $before';
const pageFields = `errors { __typename message vendorCode requestId retryable } coverage { outcome }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;
const rowQuery = `${variables} { list: urlDetails(${page}) {
  nodes { url domain raw task { taskId kind } } totalCount ${pageFields} } }`;
const taskQuery = `${variables} { list: tasks(${page}) { nodes { taskId urlCount } ${pageFields} } }`;

/** The first page of up to 200 rows. */
export async function firstRows(app: ReplayedApp): Promise<Page<ListedRow>> {
  const { list } = await app.ask<{ list: Page<ListedRow> }>(rowQuery, { first: 200 });
  return list;
}

/** All rows, in pages of a size. */
export function walkRows(app: ReplayedApp, size: number, direction: Direction): Promise<Walk<ListedRow>> {
  return walk(app, rowQuery, size, direction);
}

/** All tasks, in pages of a size. */
export function walkTasks(app: ReplayedApp, size: number): Promise<Walk<ListedTask>> {
  return walk(app, taskQuery, size, 'forwards');
}

/** @throws when the list does not end */
async function walk<Node>(
  app: ReplayedApp,
  query: string,
  size: number,
  direction: Direction,
): Promise<Walk<Node>> {
  const isForwards = direction === 'forwards';
  const pages: Page<Node>[] = [];
  let cursor: string | null = null;
  do {
    const position: Readonly<Record<string, unknown>> = isForwards
      ? { first: size, after: cursor }
      : { last: size, before: cursor };
    const { list } = await app.ask<{ list: Page<Node> }>(query, position);
    pages.push(list);
    const { hasNextPage, hasPreviousPage, startCursor, endCursor }: Page<Node>['pageInfo'] = list.pageInfo;
    if (isForwards) cursor = hasNextPage ? endCursor : null;
    else cursor = hasPreviousPage ? startCursor : null;
    if (pages.length > maxPages) throw new Error(`The list has not ended after ${maxPages} pages.`);
  } while (cursor !== null);
  return { nodes: (isForwards ? pages : pages.toReversed()).flatMap(({ nodes }) => nodes), pages };
}
