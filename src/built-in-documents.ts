import { progressDocument, tasksDocument } from './cli/wait/task-standing.ts';
import { urlDocument } from './cli/wait/url-standing.ts';
import { failuresDocument } from './cli/wait/what-failed.ts';
import type { Settings } from './config/settings.ts';
import * as dashboard from './dashboard/gql/graphql.ts';
import { textsOf } from './graphql/http/trusted-documents.ts';
import type { TrustedDocuments } from './graphql/http/trusted-documents.ts';
import { sha256Hex } from './transport/digest.ts';

const waitDocuments: readonly string[] = [tasksDocument, progressDocument, urlDocument, failuresDocument];

/** What the configuration registers, and what the product itself asks: `edgetasks wait`, and the dashboard where it is served. */
export function documentsWithOwn(
  configured: TrustedDocuments,
  { isDashboardOn }: Pick<Settings, 'isDashboardOn'>,
): TrustedDocuments {
  const own = [...waitDocuments, ...(isDashboardOn ? textsOf(dashboard) : [])];
  return new Map([...configured, ...own.map((text) => [sha256Hex(text), text] as const)]);
}
