import { z } from 'zod';
import { isFinal, taskStates } from '../../domain/task.ts';
import type { ApiClient } from '../api-client.ts';
import type { NamedTask } from '../arguments.ts';
import { decoded, Refused, Unreachable } from '../response.ts';
import { reasonFields, reasonShape, reasonText, stateShape } from './tasks.ts';

/** One URL that did not succeed. */
export interface FailedUrl {
  /** The name of its task. */
  readonly task: string;
  readonly url: string;
  readonly state: string;
  /** The reason in the vendor's words; empty if it gave none. */
  readonly why: string;
  /** The vendor's RequestId of the response, for its support. */
  readonly requestId?: string | undefined;
}

/** The most tasks and URLs of each that are listed: a few are enough to see what is wrong. */
const mostTasks = 10;
const mostUrlsPerTask = 5;

export const failedUrlsDocument = `query FailedUrls($ids: [ID!]!, $states: [TaskState!], $first: Int) {
  nodes(ids: $ids) {
    ... on Task {
      urlDetails(first: $first, filter: { states: $states }) {
        nodes {
          url
          state
          requestId
          status { ${reasonFields} }
        }
      }
    }
  }
}`;

const urlShape = z.object({
  url: z.string(),
  state: stateShape,
  requestId: z.string().nullable(),
  status: reasonShape,
});

const nodesShape = z.object({
  nodes: z.array(z.object({ urlDetails: z.object({ nodes: z.array(urlShape) }) }).nullable()),
});

/** The URLs of tasks that did not succeed. Empty if they cannot be read, because the failure is known without them. */
export async function failedUrlsOf(
  tasks: readonly NamedTask[],
  api: Pick<ApiClient, 'query'>,
  signal: AbortSignal,
): Promise<readonly FailedUrl[]> {
  const asked = tasks.slice(0, mostTasks);
  const states = taskStates.filter((state) => isFinal(state) && state !== 'SUCCEEDED');
  const variables = { ids: asked.map(({ id }) => id), states, first: mostUrlsPerTask };
  try {
    const { data } = await api.query(failedUrlsDocument, variables, signal);
    return decoded(nodesShape, data).nodes.flatMap((node, index) =>
      (node?.urlDetails.nodes ?? []).map(({ url, state, requestId, status }) => ({
        task: asked[index]?.name ?? '',
        url,
        state,
        why: reasonText(status),
        requestId: requestId ?? undefined,
      })),
    );
  } catch (error) {
    if (signal.aborted || error instanceof Refused || error instanceof Unreachable) return [];
    throw error;
  }
}
