import { providerId, taskId as globalTaskId } from '../../src/graphql/global-id.ts';
import { questions } from './questions.ts';
import type { Answers } from './questions.ts';
import type { Answer, World } from './world.ts';

/** How long an answer took, by the monotonicNow. */
export type Timed<Data> = Answer<Data> & { readonly took: number };

/** Asks one of the questions. */
export async function ask<Name extends keyof Answers>(
  world: World,
  name: Name,
  deadlineMs: number,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Timed<Answers[Name]>> {
  const began = performance.now();
  const headers = { 'x-edgetasks-deadline': String(deadlineMs) };
  const answer = await world.ask<Answers[Name]>(questions[name], { headers, variables });
  return { ...answer, took: performance.now() - began };
}

/** The ids of a provider and of its prefetch tasks. */
export const nodeIds = (provider: string, taskIds: readonly string[]): string[] => [
  providerId(provider),
  ...taskIds.map((taskId) => globalTaskId({ provider, kind: 'PREFETCH', taskId })),
];
