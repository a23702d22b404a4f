import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';

/** The only queries that are answered, by the hash that the code generator gave each. */
export type TrustedDocuments = ReadonlyMap<string, string>;

const refusal = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { spec: true, status: 400 } } });

/** Answers only what is in the manifest; a client sends `documentId`, or the hash in Apollo's form. */
export const trustedDocuments = (documents: TrustedDocuments): Plugin => {
  const queries = new Map([...documents].map(([id, query]) => [bareHash(id), query]));
  return {
    onParams: ({ params, setParams }) => {
      const id = documentIdOf(params);
      if (id === undefined) {
        throw refusal('PERSISTED_QUERY_ONLY', 'Only registered queries are answered: send `documentId`.');
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

/** GraphQL Code Generator writes `sha256:` before its hashes, Relay's compiler and Apollo's clients do not. */
const bareHash = (id: string): string => id.replace(/^sha256:/, '');

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
