import { VendorError } from '../domain/errors.ts';
import type { VendorErrorDetails, VendorErrorKind } from '../domain/errors.ts';
import { builder } from './builder.ts';

/** A vendor's error as data. An executor throws every `Error` that a resolver returns, so this is a plain object. */
export interface ErrorData extends Omit<VendorErrorDetails, 'kind' | 'cause'> {
  readonly __typename: (typeof typenames)[VendorErrorKind];
}

const typenames = {
  AUTHENTICATION: 'AuthenticationError',
  PERMISSION: 'PermissionError',
  INVALID_REQUEST: 'InvalidRequestError',
  NOT_FOUND: 'NotFoundError',
  RATE_LIMIT: 'RateLimitError',
  RETENTION: 'RetentionError',
  TIMEOUT: 'TimeoutError',
  UNAVAILABLE: 'UnavailableError',
  CALL_BUDGET: 'CallBudgetError',
} as const satisfies Record<VendorErrorKind, string>;

export const errorData = (error: VendorError): ErrorData => ({
  __typename: typenames[error.kind],
  message: error.message,
  provider: error.provider,
  vendorCode: error.vendorCode,
  requestId: error.requestId,
  retryable: error.retryable,
  retryAfter: error.retryAfter,
  earliest: error.earliest,
  budget: error.budget,
  field: error.field,
});

/** The error as data; undefined if there is none. */
export const optionalErrorData = (error: VendorError | undefined): ErrorData | undefined =>
  error === undefined ? undefined : errorData(error);

/** Turns an error among the outcomes of a lookup into data; other values stay as they are. */
export const outcomeData = <Value>(outcome: Value | VendorError): Value | ErrorData =>
  outcome instanceof VendorError ? errorData(outcome) : outcome;

export const ErrorInterface = builder.interfaceRef<ErrorData>('Error').implement({
  description:
    'Why a provider could not answer, or could answer only in part. Errors are data: they stand beside the answers of the other providers, and a query never fails because one vendor does.',
  resolveType: ({ __typename }) => __typename,
  fields: (t) => ({
    message: t.exposeString('message', {
      description: 'What happened and what to do about it. Never contains a secret.',
    }),
    vendorCode: t.exposeString('vendorCode', {
      nullable: true,
      description:
        "The vendor's complete error code, such as `AuthFailure.SignatureFailure`. Null if the vendor sent none, for example because it could not be reached.",
    }),
    requestId: t.exposeString('requestId', {
      nullable: true,
      description:
        "The vendor's RequestId of the failed call, which its support asks for. Null if the vendor sent none.",
    }),
    retryable: t.exposeBoolean('retryable', {
      description: 'Whether the same query may succeed later without any change.',
    }),
  }),
});

const errorRef = (kind: VendorErrorKind) => builder.objectRef<ErrorData>(typenames[kind]);

const plainError = (kind: VendorErrorKind, description: string) =>
  errorRef(kind).implement({ interfaces: [ErrorInterface], description });

export const errorTypes = [
  plainError('AUTHENTICATION', 'The vendor rejects the credentials of the provider.'),
  plainError('PERMISSION', 'The credentials are valid but do not permit this call.'),
  errorRef('INVALID_REQUEST').implement({
    interfaces: [ErrorInterface],
    description: 'The vendor cannot answer this request, however often it is sent.',
    fields: (t) => ({
      field: t.exposeString('field', {
        nullable: true,
        description: 'The filter or parameter that the vendor rejects. Null if the vendor names none.',
      }),
    }),
  }),
  plainError('NOT_FOUND', 'The task does not exist, or the vendor has forgotten it.'),
  errorRef('RATE_LIMIT').implement({
    interfaces: [ErrorInterface],
    description:
      'The call rate of the account is used up, and waiting would take longer than the deadline of the request.',
    fields: (t) => ({
      retryAfter: t.expose('retryAfter', {
        type: 'Duration',
        nullable: true,
        description: 'How long to wait before the next attempt. Null if that is unknown.',
      }),
    }),
  }),
  errorRef('RETENTION').implement({
    interfaces: [ErrorInterface],
    description:
      'Part of the requested time range is older than what the vendor keeps. The rest is answered. Of a task: it is older than what the vendor keeps, or than what the vendor can be asked for without its creation time.',
    fields: (t) => ({
      earliest: t.field({
        type: 'DateTime',
        description: 'The oldest instant that the vendor still has tasks of.',
        resolve: ({ earliest }) => earliest ?? 0,
      }),
    }),
  }),
  plainError('TIMEOUT', 'The vendor did not respond before the deadline of the request.'),
  plainError('UNAVAILABLE', 'The vendor is down, cannot be reached, or sent a response that cannot be read.'),
  errorRef('CALL_BUDGET').implement({
    interfaces: [ErrorInterface],
    description:
      'The request has made all the vendor calls that it may make. The answer contains what was read until then; `pageInfo.endCursor` continues from there.',
    fields: (t) => ({
      budget: t.field({
        type: 'Int',
        description: 'How many vendor calls a request may make.',
        resolve: ({ budget }) => budget ?? 0,
      }),
    }),
  }),
];
