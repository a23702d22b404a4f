import { GraphQLError } from 'graphql';
import type { GraphQLErrorOptions } from 'graphql';
import { FellBehindError, UserInputError } from '../domain/errors.ts';
import type { VendorError, VendorErrorKind } from '../domain/errors.ts';

/** The error codes of this API, in addition to those that GraphQL itself defines. */
export const codes = {
  badUserInput: 'BAD_USER_INPUT',
  fellBehind: 'FELL_BEHIND',
  historyRequired: 'HISTORY_REQUIRED',
  unexpected: 'INTERNAL_SERVER_ERROR',
} as const;

const vendorCodes: Record<VendorErrorKind, string> = {
  AUTHENTICATION: 'VENDOR_AUTHENTICATION',
  PERMISSION: 'VENDOR_PERMISSION',
  INVALID_REQUEST: 'VENDOR_INVALID_REQUEST',
  NOT_FOUND: 'NOT_FOUND',
  RATE_LIMIT: 'VENDOR_RATE_LIMIT',
  RETENTION: 'VENDOR_RETENTION',
  TIMEOUT: 'VENDOR_TIMEOUT',
  UNAVAILABLE: 'VENDOR_UNAVAILABLE',
  CALL_BUDGET: 'CALL_BUDGET',
};

/** A vendor's error as a GraphQL error, for fields whose type cannot return it as data. */
export const vendorGraphQLError = (error: VendorError): GraphQLError => {
  const { kind, message, provider, vendorCode, requestId, retryable } = error;
  return new GraphQLError(message, {
    extensions: { code: vendorCodes[kind], provider, vendorCode, requestId, retryable },
  });
};

/** The error of a field that is answered from the history, on a server that has none. */
export const historyRequired = (field: string): GraphQLError =>
  new GraphQLError(
    `\`${field}\` is answered from the history, which this server does not keep. Set \`history\` in its configuration.`,
    { extensions: { code: codes.historyRequired, setting: 'history' } },
  );

/** Receives unexpected errors, which clients do not see, with the id that clients see instead. */
export type Report = (error: unknown, id: string) => void;

/**
 * The error that a client sees: wrong arguments are explained, GraphQL's own errors are passed on, and everything else
 * is masked behind an id that the log contains too.
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
    if (cause instanceof FellBehindError)
      return new GraphQLError(cause.message, { ...place, extensions: { code: codes.fellBehind } });
    if (cause instanceof GraphQLError) return coded(error instanceof GraphQLError ? error : cause);
    const id = newId();
    report(cause, id);
    return new GraphQLError('Unexpected error.', { ...place, extensions: { code: codes.unexpected, id } });
  };

/** GraphQL's errors from before execution, such as a variable of the wrong type, have no code of their own. */
function coded(error: GraphQLError): GraphQLError {
  if (error.extensions['code'] !== undefined || error.path !== undefined) return error;
  const extensions = { ...error.extensions, code: codes.badUserInput };
  return new GraphQLError(error.message, { ...placeOf(error), extensions });
}

/** The error that was thrown, unwrapped from the GraphQL errors around it. */
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
