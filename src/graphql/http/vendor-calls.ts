import type { ExecutionResult } from 'graphql';
import type { CallTotals } from '../../domain/request-scope.ts';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';

/** What an answer cost at one action of one provider: `extensions.vendorCalls`. */
export interface VendorCalls {
  readonly provider: string;
  readonly action: string;
  /** Calls that the request made. */
  readonly calls: number;
  /** Calls that it joined, because an identical one was in flight. */
  readonly shared: number;
  /** Tries that the request sent: its calls and their retries. */
  readonly tries: number;
  /** The slowest, in milliseconds. */
  readonly tookMs: number;
  /** The longest wait for the rate limit, in milliseconds. */
  readonly waitedMs: number;
  readonly failures: number;
}

/** Says what each answer cost, and ends the request's scope when the answer is out. */
export const vendorCalls = (): Plugin => ({
  onExecute: ({ args }) => ({
    onExecuteDone: ({ result, setResult }) => {
      const calls = closed(args.contextValue);
      if (!(Symbol.asyncIterator in result)) setResult(withCalls(result, calls));
    },
  }),
  onSubscribe: ({ args }) => ({
    onSubscribeResult: () => ({
      onEnd: () => {
        closed(args.contextValue);
      },
    }),
  }),
});

/** Yoga's types do not know what our context adds to its own. */
const isContext = (value: object): value is Context => 'closeScope' in value;

function closed(context: object): readonly CallTotals[] {
  if (!isContext(context)) return [];
  context.closeScope();
  return context.scope.calls.totals;
}

/** The answer with what it cost, if it cost anything. */
export const withCalls = (result: ExecutionResult, calls: readonly CallTotals[]): ExecutionResult =>
  calls.length === 0
    ? result
    : { ...result, extensions: { ...result.extensions, vendorCalls: summary(calls) } };

export const summary = (totals: readonly CallTotals[]): readonly VendorCalls[] =>
  totals.map(({ took, waited, failures, ...counts }) => ({
    ...counts,
    tookMs: Math.round(took),
    waitedMs: Math.round(waited),
    failures: [...failures.values()].reduce((sum, count) => sum + count, 0),
  }));
