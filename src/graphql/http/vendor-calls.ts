import type { ExecutionResult } from 'graphql';
import type { CallRecord } from '../../domain/request-scope.ts';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';

/** What an answer cost at one action of one provider: `extensions.vendorCalls`. */
export interface VendorCalls {
  readonly provider: string;
  readonly action: string;
  /** Calls that the answer needed, those included that another request had begun. */
  readonly calls: number;
  /** What this request itself sent, each try counted. */
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

function closed(context: object): readonly CallRecord[] {
  if (!isContext(context)) return [];
  context.closeScope();
  return context.scope.calls;
}

/** The answer with what it cost, if it cost anything. */
export const withCalls = (result: ExecutionResult, calls: readonly CallRecord[]): ExecutionResult =>
  calls.length === 0
    ? result
    : { ...result, extensions: { ...result.extensions, vendorCalls: summary(calls) } };

export function summary(records: readonly CallRecord[]): readonly VendorCalls[] {
  const byAction = new Map<string, VendorCalls>();
  for (const { provider, action, tries, took, waited, failure } of records) {
    const key = `${provider} ${action}`;
    const sum = byAction.get(key);
    byAction.set(key, {
      provider,
      action,
      calls: (sum?.calls ?? 0) + 1,
      tries: (sum?.tries ?? 0) + tries,
      tookMs: Math.max(sum?.tookMs ?? 0, Math.round(took)),
      waitedMs: Math.max(sum?.waitedMs ?? 0, Math.round(waited)),
      failures: (sum?.failures ?? 0) + (failure === undefined ? 0 : 1),
    });
  }
  return [...byAction.values()];
}
