import { GraphQLError } from 'graphql';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { CallTotals } from '../../domain/request-scope.ts';
import type { Context } from '../context.ts';
import type { Execute } from './compiled.ts';
import { requestCheck } from './limits.ts';

/** The vendor calls of one action of one provider: an entry of `extensions.vendorCalls`. */
export interface VendorCalls {
  readonly provider: string;
  readonly action: string;
  /** Calls that the request made. */
  readonly calls: number;
  /** Calls that it joined, because an identical one was in flight. */
  readonly shared: number;
  /** Tries that the request sent: its calls and their retries. */
  readonly tries: number;
  /** The duration of the slowest call, in milliseconds. */
  readonly tookMs: number;
  /** The longest wait for the rate limit, in milliseconds. */
  readonly waitedMs: number;
  readonly failures: number;
}

/** The most errors that one answer lists. */
const maxErrors = 100;

/**
 * Checks the size of a request, executes it, adds its vendor calls, and ends its scope when the response is complete.
 */
export function execution(schema: GraphQLSchema, execute: Execute): Plugin {
  const check = requestCheck(schema);
  return {
    onExecute({ args, setExecuteFn, setResultAndStopExecution }) {
      const error = check(args.document, args.operationName, args.variableValues ?? {});
      if (error === undefined) setExecuteFn(execute);
      else setResultAndStopExecution({ errors: [error] });
      return {
        onExecuteDone: ({ result, setResult }) => {
          const calls = closedScope(args.contextValue);
          if (!(Symbol.asyncIterator in result)) setResult(withCalls(withFewErrors(result), calls));
        },
      };
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const error = check(args.document, args.operationName, args.variableValues ?? {});
      if (error !== undefined) setResultAndStopExecution({ errors: [error] });
      return {
        onSubscribeResult: ({ result }) => {
          if (!(Symbol.asyncIterator in result)) closedScope(args.contextValue);
          return { onEnd: () => void closedScope(args.contextValue) };
        },
      };
    },
  };
}

/** Yoga's types do not contain the members that we add to its context. */
const isContext = (value: object): value is Context => 'closeScope' in value;

function closedScope(context: object): readonly CallTotals[] {
  if (!isContext(context)) return [];
  context.closeScope();
  return context.scope.calls.totals;
}

/** Keeps the first errors, and adds one that says how many others there were. */
function withFewErrors(result: ExecutionResult): ExecutionResult {
  const { errors = [] } = result;
  if (errors.length <= maxErrors) return result;
  const suppressed = errors.length - maxErrors;
  const more = new GraphQLError(`${suppressed} more errors are not listed.`, {
    extensions: { code: 'ERRORS_SUPPRESSED', suppressed },
  });
  return { ...result, errors: [...errors.slice(0, maxErrors), more] };
}

/** Adds the vendor calls to a result, if there were any. */
const withCalls = (result: ExecutionResult, calls: readonly CallTotals[]): ExecutionResult =>
  calls.length === 0
    ? result
    : { ...result, extensions: { ...result.extensions, vendorCalls: summary(calls) } };

const summary = (totals: readonly CallTotals[]): readonly VendorCalls[] =>
  totals.map(({ took, waited, failures, ...counts }) => ({
    ...counts,
    tookMs: Math.round(took),
    waitedMs: Math.round(waited),
    failures: [...failures.values()].reduce((sum, count) => sum + count, 0),
  }));
