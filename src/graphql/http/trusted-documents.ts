import { GraphQLError, Kind, print } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { acceptsPage } from './graphiql.ts';

/** The only documents that are answered, by the hash that the code generator gave each. */
export type TrustedDocuments = ReadonlyMap<string, string>;

const refusal = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { spec: true, status: 400 } } });

/**
 * Answers only what is registered. A client sends `documentId`, the hash in Apollo's form, or a registered text word for
 * word, which is no less trusted for coming whole.
 */
export const trustedDocuments = (documents: TrustedDocuments): Plugin => {
  const queries = new Map([...documents].map(([id, query]) => [bareHash(id), query]));
  const texts: ReadonlySet<unknown> = new Set(documents.values());
  return {
    onParams: ({ params, setParams }) => {
      const id = documentIdOf(params);
      if (id === undefined && texts.has(params.query)) return;
      if (id === undefined) {
        throw refusal(
          'PERSISTED_QUERY_ONLY',
          'Only registered documents are answered here (trustedDocuments), and this is none: send `documentId`, or a registered text word for word.',
        );
      }
      if (params.query !== undefined && params.query !== null) {
        throw refusal('CANNOT_SEND_PQ_ID_AND_BODY', 'Send either `documentId` or `query`.');
      }
      const query = queries.get(bareHash(id));
      if (query === undefined) {
        throw refusal('PERSISTED_QUERY_NOT_IN_LIST', 'No registered query has this id.');
      }
      const { operationName, variables } = params;
      setParams({ query, ...(operationName && { operationName }), ...(variables && { variables }) });
    },
  };
};

/** The texts of generated operations, as clients that print them send them. */
export const textsOf = (generated: Readonly<Record<string, DocumentNode>>): readonly string[] =>
  Object.values(generated)
    .filter(({ definitions }) => definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION))
    .map(print);

/** GraphQL Code Generator writes `sha256:` before its hashes, Relay's compiler and Apollo's clients do not. */
const bareHash = (id: string): string => id.replace(/^sha256:/, '');

/** Tells a browser why there is no GraphiQL: it would ask what is not registered. */
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

/** Where clients put it: GraphQL over HTTP's draft, or Apollo's persisted queries. */
export const documentIdParameter = 'documentId';

function documentIdOf(params: GraphQLParams & { documentId?: unknown }): string | undefined {
  const persisted: unknown = params.extensions?.['persistedQuery'];
  const hash =
    typeof persisted === 'object' && persisted !== null && 'sha256Hash' in persisted
      ? persisted.sha256Hash
      : params.documentId;
  return typeof hash === 'string' ? hash : undefined;
}
