import type { CallTotals } from '../domain/request-scope.ts';
import type { CallEvent } from '../engine/runtime.ts';
import type { RequestRecord } from './request-record.ts';

/** The log for operators. */
export interface Log {
  /** Absent if the level is above `debug`. */
  debug?(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Logs changes of circuits, rate budgets, order and scopes, and each vendor call at level `debug`. */
export const logCalls =
  (log: Log) =>
  (event: CallEvent): void => {
    if (event.type === 'circuit') {
      const { provider, action, state, failure } = event;
      log.warn({ provider, action, state, failure: failure?.message }, 'The circuit of a provider changed');
    }
    if (event.type === 'rate-budget')
      log.warn({ state: event.state, reason: event.reason }, 'The rate budget changed');
    if (event.type === 'disorder') {
      const { provider, action } = event;
      log.warn({ provider, action }, 'A vendor answered out of order');
    }
    if (event.type === 'scopes') {
      const { provider, action, appeared, missing } = event;
      if (appeared.length > 0)
        log.info({ provider, action, scopes: shortened(appeared) }, 'Scopes of a provider were found');
      if (missing.length > 0)
        log.warn(
          { provider, action, scopes: shortened(missing) },
          'Scopes of a provider are no longer listed',
        );
    }
    if (event.type === 'try') {
      const { provider, action, number, took, requestId, failure } = event;
      const fields = { provider, action, try: number, tookMs: Math.round(took), vendorRequestId: requestId };
      log.debug?.({ ...fields, failure: failure?.message }, 'A vendor call');
    }
  };

/** The most ids in one line. */
const MAX_LOGGED = 50;

const shortened = (ids: readonly string[]): readonly string[] =>
  ids.length <= MAX_LOGGED ? ids : [...ids.slice(0, MAX_LOGGED), `and ${ids.length - MAX_LOGGED} more`];

/** One line for each request. */
export function logRequest(log: Log, record: RequestRecord, traceId: string | undefined): void {
  const { id, method, path, status, took, client, operations, errors, errorIds, isAborted } = record;
  const calls = operations.flatMap((operation) => operation.calls);
  const shared = sumOf(calls, (totals) => totals.shared);
  const failures = failuresOf(calls);
  const events = operations.reduce((sum, operation) => sum + (operation.events ?? 0), 0);
  const fields = {
    requestId: id,
    traceId,
    method,
    path,
    status,
    tookMs: Math.round(took),
    client,
    operations: operations.map(({ type, name }) =>
      name === undefined ? type : `${type} ${name.slice(0, 100)}`,
    ),
    vendorCalls: sumOf(calls, (totals) => totals.calls),
    ...(shared > 0 && { vendorCallsShared: shared }),
    ...(Object.keys(failures).length > 0 && { vendorFailures: failures }),
    ...(Object.keys(errors).length > 0 && { errors }),
    ...(errorIds.length > 0 && { errorIds }),
    ...(events > 0 && { events }),
    ...(isAborted && { aborted: true }),
  };
  if (status >= 500) log.error(fields, 'A request');
  else log.info(fields, 'A request');
}

/** Logs an unexpected error, which is masked in the response. The response contains its id. */
export const logUnforeseen = (log: Log, error: unknown, id: string, traceId: string | undefined): void =>
  log.error({ id, traceId, causes: causesOf(error) }, 'An unforeseen error');

const sumOf = (calls: readonly CallTotals[], count: (totals: CallTotals) => number): number =>
  calls.reduce((sum, totals) => sum + count(totals), 0);

/** How many calls failed, by provider and failure. */
function failuresOf(calls: readonly CallTotals[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { provider, failures } of calls) {
    for (const [failure, count] of failures) {
      const name = `${provider} ${failure}`;
      counts[name] = (counts[name] ?? 0) + count;
    }
  }
  return counts;
}

/** C1 controls, DEL, line separators and bidirectional controls, which JSON does not escape. */
const controls = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Escapes a line of JSON, so that no text in it can move a terminal's cursor or change the reading direction. */
export const escapeControls = (line: string): string =>
  line.replace(controls, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The logged fields of an error. */
export interface ErrorFields {
  readonly type: string;
  readonly message: string;
  readonly code?: string | undefined;
  readonly stack?: string | undefined;
}

const mostCauses = 5;

/**
 * An error and its causes, outermost first. Only these fields are logged, because other members of an error may contain
 * queries with variables, commands with passwords, or bodies.
 */
export function causesOf(error: unknown): readonly ErrorFields[] {
  const causes: ErrorFields[] = [];
  for (let cause = error; cause !== undefined && cause !== null;) {
    causes.push(fieldsOf(cause));
    if (!(cause instanceof Error) || causes.length === mostCauses) break;
    cause = cause.cause;
  }
  return causes;
}

function fieldsOf(error: unknown): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: 'The thrown value is not an Error' };
  const { name: type, message, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { type, message, code, stack };
}
