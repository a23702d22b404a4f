/** The merged list, as a page with infinite scrolling asks for it. */
export const timelineQuery = /* GraphQL */ `
  query Timeline($first: Int!, $after: String) {
    tasks(first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          taskId
          state
          ...Standing
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      errors {
        __typename
        message
        provider {
          id
          name
        }
      }
    }
  }

  fragment Standing on Task {
    status {
      ... on Status {
        vendorStatus
      }
      ... on Failed {
        reason
        finishedAt
      }
      ... on Succeeded {
        finishedAt
      }
    }
  }
`;

/** Its answer. */
export interface Timeline {
  readonly tasks: {
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly taskId: string;
        readonly state: string;
        readonly status: {
          readonly vendorStatus?: string | null;
          readonly reason?: string | null;
          readonly finishedAt?: string | null;
        };
      };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly errors: readonly {
      readonly __typename: string;
      readonly message: string;
      readonly provider: { readonly name: string } | null;
    }[];
  };
}

/** Which page of it. */
export interface TimelinePage {
  readonly first: number;
  readonly after?: string | null;
}

/** The tasks that it shows. */
export const idsOf = (timeline: Timeline | undefined): readonly string[] =>
  timeline?.tasks.edges.map(({ node }) => node.id) ?? [];

/** One task as it goes on. */
export const progressSubscription = /* GraphQL */ `
  subscription Progress($id: ID!) {
    taskProgress(id: $id) {
      ... on Task {
        id
        state
      }
      ... on Error {
        message
      }
    }
  }
`;
