import type { TaskKind, TaskRowFragment, TaskState } from '../../src/dashboard/gql/graphql.ts';

interface Given {
  readonly createdAt?: string;
  readonly kind?: TaskKind;
  readonly state?: TaskState;
  readonly url?: string;
  readonly urlCount?: number;
}

/** A row of the list as the API answers it. */
export const taskRow = (
  id: string,
  provider: string,
  {
    createdAt = '2026-03-01T12:00:00.000Z',
    kind = 'PREFETCH',
    state = 'SUCCEEDED',
    url = 'https://www.example.com/app.js',
    urlCount = 1,
  }: Given = {},
): TaskRowFragment => ({
  __typename: 'Task',
  id,
  taskId: id,
  kind,
  state,
  progress: null,
  createdAt,
  finishedAt: null,
  finishedAtIsUpperBound: false,
  urlCount,
  stateCounts: [{ __typename: 'TaskStateCount', state, count: urlCount }],
  status: { __typename: 'UnknownStatus', state, vendorStatus: null },
  error: null,
  provider: { __typename: 'Provider', id: provider, name: provider, vendor: 'TENCENT_CDN' },
  urlDetails: {
    __typename: 'UrlDetailConnection',
    edges: [
      {
        __typename: 'UrlDetailEdge',
        node: { __typename: 'UrlDetail', id: `${id}-url`, url, domain: 'www.example.com' },
      },
    ],
  },
  firstFailure: { __typename: 'UrlDetailConnection', edges: [] },
});
