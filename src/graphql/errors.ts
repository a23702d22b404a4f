import { GraphQLError } from 'graphql';
import type { GraphQLErrorOptions } from 'graphql';
import { UserInputError } from '../domain/errors.ts';
import type { Problem } from './problem.ts';

/** The codes of the errors that the schema gives beside the codes of GraphQL itself. */
export const codes = {
  badUserInput: 'BAD_USER_INPUT',
  unexpected: 'INTERNAL_SERVER_ERROR',
} as const;

const problemCodes: Record<Problem['typename'], string> = {
  AuthenticationError: 'VENDOR_AUTHENTICATION',
  PermissionError: 'VENDOR_PERMISSION',
  InvalidRequestError: 'VENDOR_INVALID_REQUEST',
  NotFoundError: 'NOT_FOUND',
  RateLimitError: 'VENDOR_RATE_LIMIT',
  RetentionError: 'VENDOR_RETENTION',
  TimeoutError: 'VENDOR_TIMEOUT',
  UnavailableError: 'VENDOR_UNAVAILABLE',
  CallBudgetError: 'CALL_BUDGET',
};

/** A failure where the schema has no place for it as data: a node that cannot be read. */
export const errorOf = ({
  typename,
  message,
  provider,
  vendorCode,
  requestId,
  retryable,
}: Problem): GraphQLError =>
  new GraphQLError(message, {
    extensions: { code: problemCodes[typename], provider, vendorCode, requestId, retryable },
  });

/** Where unforeseen errors are told in full. */
export type Report = (error: unknown, id: string) => void;

/**
 * What a client sees of an error: what it asked wrongly is explained, what GraphQL itself says is passed on, and anything
 * unforeseen is masked, with an id that is in the log.
 */
export const maskedBy =
  (report: Report, newId: () => string) =>
  (error: unknown): GraphQLError => {
    const cause = originOf(error);
    const place = error instanceof GraphQLError ? placeOf(error) : {};
    if (cause instanceof UserInputError) {
      return new GraphQLError(cause.message, {
        ...place,
        extensions: { code: codes.badUserInput, argument: cause.argument, http: { spec: true, status: 400 } },
      });
    }
    if (cause instanceof GraphQLError) return coded(error instanceof GraphQLError ? error : cause);
    const id = newId();
    report(cause, id);
    return new GraphQLError('Unexpected error.', { ...place, extensions: { code: codes.unexpected, id } });
  };

/** What GraphQL refuses before any field is resolved, such as a variable of the wrong type, comes without a code. */
function coded(error: GraphQLError): GraphQLError {
  if (error.extensions['code'] !== undefined || error.path !== undefined) return error;
  const extensions = { ...error.extensions, code: codes.badUserInput };
  return new GraphQLError(error.message, { ...placeOf(error), extensions });
}

/** The error that was thrown, out of those that GraphQL wrapped around it. */
function originOf(error: unknown): unknown {
  const original = error instanceof GraphQLError ? error.originalError : undefined;
  return original === undefined || original === null ? error : originOf(original);
}

const placeOf = ({ nodes, source, positions, path }: GraphQLError): GraphQLErrorOptions => ({
  nodes: nodes ?? null,
  source: source ?? null,
  positions: positions ?? null,
  path: path ?? null,
});
