import { VendorError } from '../domain/errors.ts';
import type { VendorErrorDetails, VendorErrorKind } from '../domain/errors.ts';
import { builder } from './builder.ts';

/**
 * A failure as data. An executor throws every `Error` that a resolver returns, so what the schema shows of a failure is
 * a plain object.
 */
export interface Problem extends Omit<VendorErrorDetails, 'kind' | 'cause'> {
  /** The name of the object type that it is. */
  readonly typename: (typeof typenames)[VendorErrorKind];
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

export const problemOf = (failure: VendorError): Problem => ({
  typename: typenames[failure.kind],
  message: failure.message,
  provider: failure.provider,
  vendorCode: failure.vendorCode,
  requestId: failure.requestId,
  retryable: failure.retryable,
  retryAfter: failure.retryAfter,
  earliest: failure.earliest,
  budget: failure.budget,
  field: failure.field,
});

/** The problem of a thing that may have failed. */
export const problemOrNone = (failure: VendorError | undefined): Problem | undefined =>
  failure === undefined ? undefined : problemOf(failure);

/** What failed of a lookup becomes data; the rest stays as it is. */
export const outcomeOf = <Value>(outcome: Value | VendorError): Value | Problem =>
  outcome instanceof VendorError ? problemOf(outcome) : outcome;

export const isProblem = (value: object): value is Problem => 'typename' in value;

export const ErrorInterface = builder.interfaceRef<Problem>('Error').implement({
  description:
    'Why a provider could not answer, or not in full. Errors are data: they stand beside what the other providers answered, and a query never fails because one vendor does.',
  resolveType: (problem) => problem.typename,
  fields: (t) => ({
    message: t.exposeString('message', {
      description:
        'What happened and what to do about it, for the person who must act. Never holds a secret.',
    }),
    provider: t.field({
      type: 'Provider',
      nullable: true,
      description: 'The provider that it happened at; null where it concerns the whole request.',
      resolve: ({ provider }, _arguments, { providers }) =>
        provider === undefined ? undefined : providers.get(provider),
    }),
    vendorCode: t.exposeString('vendorCode', {
      nullable: true,
      description:
        "The vendor's own error code in full, such as `AuthFailure.SignatureFailure`; null where the vendor gave none, for example when it could not be reached.",
    }),
    requestId: t.exposeString('requestId', {
      nullable: true,
      description:
        "The vendor's RequestId of the failed call, which its support desk asks for; null where there was no answer.",
    }),
    retryable: t.exposeBoolean('retryable', {
      description: 'Whether the same query may succeed later without anybody changing anything.',
    }),
  }),
});

const explained = (name: (typeof typenames)[VendorErrorKind], description: string) =>
  builder.objectRef<Problem>(name).implement({ interfaces: [ErrorInterface], description });

export const errorTypes = [
  explained('AuthenticationError', 'The vendor does not accept the credentials of the provider.'),
  explained('PermissionError', 'The credentials are right, but may not do this.'),
  builder.objectRef<Problem>('InvalidRequestError').implement({
    interfaces: [ErrorInterface],
    description: 'The vendor cannot answer this question, however often it is asked.',
    fields: (t) => ({
      field: t.exposeString('field', {
        nullable: true,
        description: 'The filter or parameter that the vendor refuses; null where it names none.',
      }),
    }),
  }),
  explained('NotFoundError', 'The vendor knows no such task, or no longer.'),
  builder.objectRef<Problem>('RateLimitError').implement({
    interfaces: [ErrorInterface],
    description:
      'The call rate of the account is used up, and waiting would take longer than the deadline of the request.',
    fields: (t) => ({
      retryAfter: t.expose('retryAfter', {
        type: 'Duration',
        nullable: true,
        description: 'How long to wait before asking again; null where that is not known.',
      }),
    }),
  }),
  builder.objectRef<Problem>('RetentionError').implement({
    interfaces: [ErrorInterface],
    description:
      'A part of the asked time range lies before what the vendor still keeps. The rest is answered.',
    fields: (t) => ({
      earliest: t.field({
        type: 'DateTime',
        description: 'The oldest instant that the vendor still knows.',
        resolve: ({ earliest }) => earliest ?? 0,
      }),
    }),
  }),
  explained('TimeoutError', 'The vendor did not answer within the deadline of the request.'),
  explained(
    'UnavailableError',
    'The vendor is down, cannot be reached, or answers in a way that cannot be read.',
  ),
  builder.objectRef<Problem>('CallBudgetError').implement({
    interfaces: [ErrorInterface],
    description:
      'The request has spent all the vendor calls that it may make. What was read so far is here; `pageInfo.endCursor` continues from there.',
    fields: (t) => ({
      budget: t.field({
        type: 'Int',
        description: 'How many vendor calls a request may make.',
        resolve: ({ budget }) => budget ?? 0,
      }),
    }),
  }),
];
