import { GraphQLError } from 'graphql';
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * An answer with data in it is a success, whatever else it tells (GraphQL over HTTP, application/graphql-response+json): the
 * status that an error has by itself does not become the answer's. A batch has no such status anyway.
 */
export const partialAnswers = (): Plugin => ({
  onResultProcess: (answered) => {
    const { result } = answered;
    if (Symbol.asyncIterator in result || Array.isArray(result)) return;
    answered.setResult(withoutStatuses(result));
  },
});

/** The same, unless there are data beside errors. */
export const withoutStatuses = (result: ExecutionResult): ExecutionResult =>
  result.data === undefined || result.data === null || result.errors === undefined
    ? result
    : { ...result, errors: result.errors.map(withoutStatus) };

function withoutStatus(error: GraphQLError): GraphQLError {
  const { http: status, ...extensions } = error.extensions;
  if (status === undefined) return error;
  const { nodes = null, source = null, positions = null, path = null, originalError = null } = error;
  return new GraphQLError(error.message, { nodes, source, positions, path, originalError, extensions });
}
