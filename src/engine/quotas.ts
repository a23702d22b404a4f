import { isTransient, VendorError } from '../domain/errors.ts';
import type { QuotaPage, QuotaReport } from '../domain/quota.ts';
import type { RequestScope } from '../domain/request-scope.ts';
import type { QuotaCall, TaskSource } from '../domain/source.ts';
import { MINUTE, type Clock, type Instant, type Milliseconds } from '../domain/time.ts';
import type { Call } from './call/calls.ts';
import { unknownScopes } from './scopes.ts';

/** How long an answer is kept, and a failure that only a change of the account would end. */
const LIFETIME: Milliseconds = MINUTE;

/** Told of what a provider's quotas are, whenever they were asked for. */
export type ObserveQuotas = (provider: string, report: QuotaReport) => void;

type Outcome = QuotaPage | VendorError;

interface QuotasParts {
  readonly call: Call;
  readonly clock: Clock;
  readonly observe: ObserveQuotas;
}

/** Reads what providers may still submit: each call once a minute, however many ask. */
export class Quotas {
  readonly #parts: QuotasParts;
  /** A reload of the configuration makes new calls, so that it forgets the answers of the old ones. */
  readonly #answers = new WeakMap<QuotaCall, { readonly outcome: Outcome; readonly readAt: Instant }>();

  constructor(parts: QuotasParts) {
    this.#parts = parts;
  }

  async report(source: TaskSource, scope: RequestScope): Promise<QuotaReport> {
    const unknown = unknownScopes(source);
    if (unknown !== undefined) return { quotas: [], errors: [unknown] };
    const calls = source.quotas ?? [];
    const outcomes = await Promise.all(calls.map((each) => this.#read(source, each, scope)));
    const report = {
      quotas: outcomes.flatMap((outcome) => (outcome instanceof VendorError ? [] : outcome.quotas)),
      errors: failuresOf(source, calls, outcomes),
    };
    if (calls.length > 0) this.#parts.observe(source.provider.name, report);
    return report;
  }

  async #read(source: TaskSource, quotaCall: QuotaCall, scope: RequestScope): Promise<Outcome> {
    const { call, clock } = this.#parts;
    const known = this.#answers.get(quotaCall);
    if (known !== undefined && clock() - known.readAt < LIFETIME) return known.outcome;
    const readAt = clock();
    const outcome = await call(source, quotaCall.encode(), scope)
      .then((answer) => quotaCall.decode(answer))
      .catch((error: unknown) => {
        if (error instanceof VendorError) return error.at(source.provider.name);
        throw error;
      });
    const isKept = !(outcome instanceof VendorError) || !isTransient(outcome);
    if (isKept) this.#answers.set(quotaCall, { outcome, readAt });
    return outcome;
  }
}

/** One error for each way in which calls failed, with the parts of the account that it concerns, and one for unreadable quotas. */
function failuresOf(
  { provider }: TaskSource,
  calls: readonly QuotaCall[],
  outcomes: readonly Outcome[],
): readonly VendorError[] {
  const failures = new Map<string, { readonly error: VendorError; readonly scopes: Set<string> }>();
  const unreadable: string[] = [];
  outcomes.forEach((outcome, place) => {
    const { action = '', scope } = calls[place] ?? {};
    if (!(outcome instanceof VendorError)) {
      if (outcome.unreadable !== undefined) unreadable.push(outcome.unreadable);
      return;
    }
    const key = JSON.stringify([action, outcome.kind, outcome.vendorCode, outcome.message]);
    const failure = failures.get(key) ?? { error: outcome, scopes: new Set() };
    if (scope !== undefined) failure.scopes.add(scope);
    failures.set(key, failure);
  });
  return [
    ...[...failures.values()].map(({ error, scopes }) => concerning([...scopes], error)),
    ...(unreadable.length === 0 ? [] : [notReadable(provider.name, unreadable)]),
  ];
}

/** How many scopes a message names. */
const NAMED_SCOPES = 5;

function concerning(scopes: readonly string[], error: VendorError): VendorError {
  if (scopes.length === 0) return error;
  const others = scopes.length - NAMED_SCOPES;
  const named = scopes.slice(0, NAMED_SCOPES).join(', ');
  return error.saying(`${named}${others > 0 ? ` and ${others} more` : ''}: ${error.message}`);
}

const notReadable = (provider: string, reasons: readonly string[]): VendorError =>
  new VendorError({
    kind: 'UNAVAILABLE',
    provider,
    message: `${provider} reported quotas that cannot be read: ${[...new Set(reasons)].slice(0, NAMED_SCOPES).join('; ')}.`,
    retryable: false,
  });
