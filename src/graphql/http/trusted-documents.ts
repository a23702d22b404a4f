import {
  defaultExtractPersistedOperationId,
  usePersistedOperations,
} from '@graphql-yoga/plugin-persisted-operations';
import type { ExtractPersistedOperationId } from '@graphql-yoga/plugin-persisted-operations';
import { Kind, print } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { acceptsPage } from './graphiql.ts';

/** The only documents that are answered, by the hash from the code generator. */
export type TrustedDocuments = ReadonlyMap<string, string>;

const error = (code: string, message: string) => ({
  message,
  extensions: { code, http: { spec: true, status: 400 } },
});

/**
 * Answers only registered documents. A client sends `documentId`, the hash in Apollo's form, or a registered text word for
 * word. The answer to an unknown hash is the one that Apollo's persisted-query link expects: it then sends the text.
 */
export function trustedDocuments(documents: TrustedDocuments): Plugin[] {
  const texts = new Map([...documents].map(([id, text]) => [bareHash(id), text]));
  const ids = new Map([...texts].map(([id, text]) => [text, id]));
  return [
    {
      onParams({ params, setParams }) {
        const id = ids.get(params.query ?? '');
        if (id === undefined) return;
        const { query: _, extensions, ...others } = params;
        setParams({ ...others, extensions: { ...extensions, persistedQuery: persisted(id) } });
      },
    },
    usePersistedOperations({
      extractPersistedOperationId: documentIdOf,
      getPersistedOperation: (id) => texts.get(bareHash(id)) ?? null,
      customErrors: {
        notFound: error('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound'),
        keyNotFound: error('PERSISTED_QUERY_ONLY', onlyRegistered),
        persistedQueryOnly: error('PERSISTED_QUERY_ONLY', onlyRegistered),
      },
    }),
  ];
}

const onlyRegistered =
  'This server answers registered documents only (trustedDocuments): send `documentId`, or a registered text word for word.';

const persisted = (sha256Hash: string) => ({ version: 1, sha256Hash });

/** The texts of generated operations, as clients print and send them. */
export const textsOf = (generated: Readonly<Record<string, DocumentNode>>): readonly string[] =>
  Object.values(generated)
    .filter(({ definitions }) => definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION))
    .map(print);

/** GraphQL Code Generator writes `sha256:` before its hashes, Relay's compiler and Apollo's clients do not. */
const bareHash = (id: string): string => id.replace(/^sha256:/, '');

/** Explains to a browser why there is no GraphiQL: its queries are not registered. */
export const noGraphiql = (endpoint: string): Plugin => ({
  onRequest(asked) {
    const { request, url, fetchAPI } = asked;
    if (request.method !== 'GET' || url.pathname !== endpoint || !acceptsPage(request)) return;
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
    asked.endResponse(new fetchAPI.Response(whyNoGraphiql, { status: 404, headers }));
  },
});

const whyNoGraphiql = `There is no GraphiQL here: this server answers registered documents only (trustedDocuments in its configuration).
Explore the API with \`edgetasks serve\`, which without a configuration is a demo, or at a server without trustedDocuments.
`;

/** Where clients send the id: the draft of GraphQL over HTTP, or Apollo's persisted queries. */
export const documentIdParameter = 'documentId';

const documentIdOf: ExtractPersistedOperationId = (
  params: GraphQLParams & { documentId?: unknown },
  request,
  context,
) => {
  const hash = defaultExtractPersistedOperationId(params, request, context);
  if (hash !== null) return hash;
  return typeof params.documentId === 'string' ? params.documentId : null;
};
