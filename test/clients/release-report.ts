import {
  IsItEverywhereDocument,
  NewestTasksDocument,
  WhatFailedAndWhyDocument,
} from '../../schema/generated/graphql.ts';
import type { NewestTasksQuery, WhatFailedAndWhyQuery } from '../../schema/generated/graphql.ts';
import { request } from './request.ts';
import type { Edgetasks } from './request.ts';

/** What a release channel is told: one line for each URL that failed in the last 24 hours, and for each CDN that cannot say. */
export async function failures(server: Edgetasks): Promise<readonly string[]> {
  const { urlDetails } = await request(server, WhatFailedAndWhyDocument, {});
  return [
    ...urlDetails.nodes.map(({ url, task, status }) => `${task.provider.name}: ${url} ${reasonOf(status)}`),
    ...urlDetails.errors.map(({ message, provider }) => `${provider?.name ?? 'Edgetasks'}: ${message}`),
  ];
}

type UrlStatus = WhatFailedAndWhyQuery['urlDetails']['nodes'][number]['status'];

/** The compiler knows which status tells what: a failure its reason, the origin's refusal a message, others neither. */
function reasonOf(status: UrlStatus): string {
  if (status.__typename === 'Failed')
    return `failed: ${status.reason ?? status.message ?? 'no reason given'}`;
  if (status.__typename === 'Invalid')
    return `was refused by the origin: ${status.message ?? 'no reason given'}`;
  return status.state;
}

/** The CDNs that do not serve the newest version of a URL yet, so far as is known. */
export async function laggards(server: Edgetasks, url: string): Promise<readonly string[]> {
  const { urlReport } = await request(server, IsItEverywhereDocument, { url });
  return urlReport.providers
    .filter(({ latest }) => latest?.state !== 'SUCCEEDED')
    .map(({ provider }) => provider.name);
}

/** Every task of the last 24 hours, page by page, each once. */
export async function* tasks(server: Edgetasks): AsyncGenerator<NewestTasksQuery['tasks']['nodes'][number]> {
  for (let after: string | null = null; ;) {
    const page: NewestTasksQuery = await request(server, NewestTasksDocument, { first: 100, after });
    yield* page.tasks.nodes;
    if (!page.tasks.pageInfo.hasNextPage) return;
    after = page.tasks.pageInfo.endCursor;
  }
}
