import { z } from 'zod';
import { isFinal, taskStates } from '../../domain/task.ts';
import type { Api } from './api.ts';
import { decoded } from './answer.ts';
import { Refused, Unreachable } from './failures.ts';
import { stateShape, whyShape, whyText } from './shapes.ts';
import type { NamedTask } from './task-name.ts';

/** One URL that did not succeed. */
export interface FailedUrl {
  /** The name of its task. */
  readonly task: string;
  readonly url: string;
  readonly state: string;
  /** In the vendor's words; empty where it gave none. */
  readonly why: string;
  /** Of the vendor's answer, for its support desk. */
  readonly requestId?: string | undefined;
}

/** A few of many are enough to see what is wrong. */
const tasksTold = 10;
const urlsTold = 5;

export const failuresDocument = `query WhatFailed($ids: [ID!]!, $states: [TaskState!], $first: Int) {
  nodes(ids: $ids) {
    ... on Task {
      urlDetails(first: $first, filter: { states: $states }) {
        nodes {
          url
          state
          requestId
          status {
            ... on Failed { reason message }
            ... on Invalid { message }
          }
        }
      }
    }
  }
}`;

const failuresShape = z.object({
  nodes: z.array(
    z
      .object({
        urlDetails: z.object({
          nodes: z.array(
            z.object({
              url: z.string(),
              state: stateShape,
              requestId: z.string().nullable(),
              status: whyShape,
            }),
          ),
        }),
      })
      .nullable(),
  ),
});

/** The URLs of tasks that did not succeed. None where they cannot be told: that some failed is known without them. */
export async function whatFailed(
  tasks: readonly NamedTask[],
  api: Pick<Api, 'ask'>,
  signal: AbortSignal,
): Promise<readonly FailedUrl[]> {
  const told = tasks.slice(0, tasksTold);
  const states = taskStates.filter((state) => isFinal(state) && state !== 'SUCCEEDED');
  try {
    const { data } = await api.ask(
      failuresDocument,
      { ids: told.map(({ id }) => id), states, first: urlsTold },
      signal,
    );
    return decoded(failuresShape, data).nodes.flatMap((node, index) =>
      (node?.urlDetails.nodes ?? []).map(({ url, state, requestId, status }) => ({
        task: told[index]?.name ?? '',
        url,
        state,
        why: whyText(status),
        requestId: requestId ?? undefined,
      })),
    );
  } catch (error) {
    if (signal.aborted || error instanceof Refused || error instanceof Unreachable) return [];
    throw error;
  }
}
