/** Relay's compiler reads what is tagged with it; here nobody runs it. */
const graphql = String.raw;

/** A page of the merged list, and what it is made of, as a Relay application writes them. */
export const page = graphql`
  query timelinePageQuery($filter: TaskFilter) {
    ...timeline_list @arguments(filter: $filter)
    providers {
      ...timeline_provider
    }
  }
`;

export const list = graphql`
  fragment timeline_list on Query
  @refetchable(queryName: "timelineListPaginationQuery")
  @argumentDefinitions(
    filter: { type: "TaskFilter" }
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
  ) {
    tasks(filter: $filter, first: $count, after: $cursor) @connection(key: "timeline_tasks") {
      edges {
        node {
          id
          ...timeline_task
        }
      }
      errors {
        ...timeline_problem
      }
    }
  }
`;

export const newer = graphql`
  fragment timeline_newer on Query
  @refetchable(queryName: "timelineNewerPaginationQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
    urlDetails(last: $count, before: $cursor) @connection(key: "timeline_urlDetails") {
      edges {
        node {
          url
          task {
            id
          }
        }
      }
    }
  }
`;

export const task = graphql`
  fragment timeline_task on Task @refetchable(queryName: "timelineTaskRefetchQuery") {
    taskId
    provider {
      ...timeline_provider
    }
    status {
      ...timeline_status
    }
    ...timeline_urls
  }
`;

export const urls = graphql`
  fragment timeline_urls on Task
  @refetchable(queryName: "timelineUrlsPaginationQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
    urlDetails(first: $count, after: $cursor) @connection(key: "timelineTask_urlDetails") {
      edges {
        node {
          url
          state
        }
      }
    }
  }
`;

export const status = graphql`
  fragment timeline_status on TaskStatus {
    __typename
    ... on Status {
      state
      vendorStatus
    }
    ... on Failed {
      reason
    }
  }
`;

export const provider = graphql`
  fragment timeline_provider on Provider {
    name
    vendor
  }
`;

export const problem = graphql`
  fragment timeline_problem on Error {
    __typename
    message
    ... on RateLimitError {
      retryAfter
    }
  }
`;

export const progress = graphql`
  subscription timelineProgressSubscription($id: ID!) {
    taskProgress(id: $id) {
      ... on Task {
        ...timeline_task @alias
      }
      ... on Error {
        ...timeline_problem @alias
      }
    }
  }
`;
