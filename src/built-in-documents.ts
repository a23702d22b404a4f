import { tasksListDocument, urlsListDocument } from './cli/list-documents.ts';
import { statisticsDocument } from './cli/stats.ts';
import { failedUrlsDocument } from './cli/wait/failed-urls.ts';
import { progressDocument, tasksDocument } from './cli/wait/tasks.ts';
import { urlsDocument } from './cli/wait/urls.ts';
import type { Settings } from './config/settings.ts';
import * as dashboard from './dashboard/gql/graphql.ts';
import { textsOf } from './graphql/http/trusted-documents.ts';
import type { TrustedDocuments } from './graphql/http/trusted-documents.ts';
import { sha256Hex } from './transport/digest.ts';

const commandLineDocuments: readonly string[] = [
  tasksDocument,
  progressDocument,
  urlsDocument,
  failedUrlsDocument,
  tasksListDocument,
  urlsListDocument,
  statisticsDocument,
];

/** The configured documents, those of the command line, and those of the dashboard if it is served. */
export function documentsWithOwn(
  configured: TrustedDocuments,
  { isDashboardOn }: Pick<Settings, 'isDashboardOn'>,
): TrustedDocuments {
  const own = [...commandLineDocuments, ...(isDashboardOn ? textsOf(dashboard) : [])];
  return new Map([...configured, ...own.map((text) => [sha256Hex(text), text] as const)]);
}
