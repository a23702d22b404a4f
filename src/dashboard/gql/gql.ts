/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query Everywhere($url: String!, $since: DateTime) {\n  urlReport(url: $url, since: $since) {\n    url\n    state\n    providers {\n      provider {\n        id\n        name\n        vendor\n      }\n      latest {\n        id\n        url\n        state\n        progress\n        createdAt\n        updatedAt\n        requestId\n        status {\n          ...StatusDetail\n        }\n        task {\n          id\n          kind\n          taskId\n        }\n      }\n      error {\n        ...Problem\n      }\n    }\n  }\n}": typeof types.EverywhereDocument,
    "fragment Problem on Error {\n  __typename\n  message\n  retryable\n  vendorCode\n  requestId\n  provider {\n    id\n    name\n  }\n}": typeof types.ProblemFragmentDoc,
    "query Providers {\n  providers {\n    ...ProviderHealth\n  }\n}\n\nfragment ProviderHealth on Provider {\n  id\n  name\n  vendor\n  kinds\n  health {\n    available\n    lastError {\n      ...Problem\n    }\n  }\n}": typeof types.ProvidersDocument,
    "fragment StatusDetail on TaskStatus {\n  ... on Status {\n    state\n    vendorStatus\n  }\n  ... on Failed {\n    reason\n    message\n  }\n  ... on Invalid {\n    message\n  }\n}": typeof types.StatusDetailFragmentDoc,
    "subscription TaskProgress($id: ID!) {\n  taskProgress(id: $id) {\n    ... on Task {\n      ...TaskStanding\n    }\n    ... on Error {\n      ...Problem\n    }\n  }\n}": typeof types.TaskProgressDocument,
    "query OpenTask($id: ID!, $filter: UrlDetailFilter, $first: Int!, $after: String) {\n  node(id: $id) {\n    __typename\n    ... on Task {\n      ...TaskRow\n      pagedUrls: urlDetails(filter: $filter, first: $first, after: $after) {\n        edges {\n          node {\n            ...UrlRow\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        errors {\n          ...Problem\n        }\n      }\n    }\n  }\n}\n\nfragment UrlRow on UrlDetail {\n  id\n  url\n  state\n  progress\n  area\n  purgeMethod\n  createdAt\n  updatedAt\n  observedAt\n  requestId\n  raw\n  status {\n    ...StatusDetail\n  }\n}": typeof types.OpenTaskDocument,
    "query TasksNow($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    ... on Task {\n      ...TaskStanding\n    }\n  }\n}": typeof types.TasksNowDocument,
    "query Timeline($filter: TaskFilter, $first: Int!, $after: String) {\n  tasks(filter: $filter, first: $first, after: $after) {\n    edges {\n      node {\n        ...TaskRow\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    coverage {\n      ...Coverage\n    }\n  }\n}\n\nfragment Coverage on FeedCoverage {\n  provider {\n    ...ProviderHealth\n  }\n  action\n  scope\n  outcome\n  requested {\n    from\n    to\n  }\n  covered {\n    from\n    to\n  }\n  vendorCalls\n  rowsRead\n  error {\n    ...Problem\n  }\n}\n\nfragment TaskRow on Task {\n  ...TaskStanding\n  taskId\n  kind\n  createdAt\n  provider {\n    id\n    name\n    vendor\n  }\n  urlDetails(first: 1) {\n    edges {\n      node {\n        id\n        url\n        domain\n      }\n    }\n  }\n  mishap: urlDetails(\n    first: 1\n    filter: {states: [FAILED, TIMED_OUT, INVALID, CANCELED]}\n  ) {\n    edges {\n      node {\n        id\n        state\n        status {\n          ...StatusDetail\n        }\n      }\n    }\n  }\n}\n\nfragment TaskStanding on Task {\n  id\n  state\n  progress\n  finishedAt\n  urlCount\n  stateCounts {\n    state\n    count\n  }\n  status {\n    ...StatusDetail\n  }\n  error {\n    ...Problem\n  }\n}": typeof types.TimelineDocument,
};
const documents: Documents = {
    "query Everywhere($url: String!, $since: DateTime) {\n  urlReport(url: $url, since: $since) {\n    url\n    state\n    providers {\n      provider {\n        id\n        name\n        vendor\n      }\n      latest {\n        id\n        url\n        state\n        progress\n        createdAt\n        updatedAt\n        requestId\n        status {\n          ...StatusDetail\n        }\n        task {\n          id\n          kind\n          taskId\n        }\n      }\n      error {\n        ...Problem\n      }\n    }\n  }\n}": types.EverywhereDocument,
    "fragment Problem on Error {\n  __typename\n  message\n  retryable\n  vendorCode\n  requestId\n  provider {\n    id\n    name\n  }\n}": types.ProblemFragmentDoc,
    "query Providers {\n  providers {\n    ...ProviderHealth\n  }\n}\n\nfragment ProviderHealth on Provider {\n  id\n  name\n  vendor\n  kinds\n  health {\n    available\n    lastError {\n      ...Problem\n    }\n  }\n}": types.ProvidersDocument,
    "fragment StatusDetail on TaskStatus {\n  ... on Status {\n    state\n    vendorStatus\n  }\n  ... on Failed {\n    reason\n    message\n  }\n  ... on Invalid {\n    message\n  }\n}": types.StatusDetailFragmentDoc,
    "subscription TaskProgress($id: ID!) {\n  taskProgress(id: $id) {\n    ... on Task {\n      ...TaskStanding\n    }\n    ... on Error {\n      ...Problem\n    }\n  }\n}": types.TaskProgressDocument,
    "query OpenTask($id: ID!, $filter: UrlDetailFilter, $first: Int!, $after: String) {\n  node(id: $id) {\n    __typename\n    ... on Task {\n      ...TaskRow\n      pagedUrls: urlDetails(filter: $filter, first: $first, after: $after) {\n        edges {\n          node {\n            ...UrlRow\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        errors {\n          ...Problem\n        }\n      }\n    }\n  }\n}\n\nfragment UrlRow on UrlDetail {\n  id\n  url\n  state\n  progress\n  area\n  purgeMethod\n  createdAt\n  updatedAt\n  observedAt\n  requestId\n  raw\n  status {\n    ...StatusDetail\n  }\n}": types.OpenTaskDocument,
    "query TasksNow($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    ... on Task {\n      ...TaskStanding\n    }\n  }\n}": types.TasksNowDocument,
    "query Timeline($filter: TaskFilter, $first: Int!, $after: String) {\n  tasks(filter: $filter, first: $first, after: $after) {\n    edges {\n      node {\n        ...TaskRow\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    coverage {\n      ...Coverage\n    }\n  }\n}\n\nfragment Coverage on FeedCoverage {\n  provider {\n    ...ProviderHealth\n  }\n  action\n  scope\n  outcome\n  requested {\n    from\n    to\n  }\n  covered {\n    from\n    to\n  }\n  vendorCalls\n  rowsRead\n  error {\n    ...Problem\n  }\n}\n\nfragment TaskRow on Task {\n  ...TaskStanding\n  taskId\n  kind\n  createdAt\n  provider {\n    id\n    name\n    vendor\n  }\n  urlDetails(first: 1) {\n    edges {\n      node {\n        id\n        url\n        domain\n      }\n    }\n  }\n  mishap: urlDetails(\n    first: 1\n    filter: {states: [FAILED, TIMED_OUT, INVALID, CANCELED]}\n  ) {\n    edges {\n      node {\n        id\n        state\n        status {\n          ...StatusDetail\n        }\n      }\n    }\n  }\n}\n\nfragment TaskStanding on Task {\n  id\n  state\n  progress\n  finishedAt\n  urlCount\n  stateCounts {\n    state\n    count\n  }\n  status {\n    ...StatusDetail\n  }\n  error {\n    ...Problem\n  }\n}": types.TimelineDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Everywhere($url: String!, $since: DateTime) {\n  urlReport(url: $url, since: $since) {\n    url\n    state\n    providers {\n      provider {\n        id\n        name\n        vendor\n      }\n      latest {\n        id\n        url\n        state\n        progress\n        createdAt\n        updatedAt\n        requestId\n        status {\n          ...StatusDetail\n        }\n        task {\n          id\n          kind\n          taskId\n        }\n      }\n      error {\n        ...Problem\n      }\n    }\n  }\n}"): (typeof documents)["query Everywhere($url: String!, $since: DateTime) {\n  urlReport(url: $url, since: $since) {\n    url\n    state\n    providers {\n      provider {\n        id\n        name\n        vendor\n      }\n      latest {\n        id\n        url\n        state\n        progress\n        createdAt\n        updatedAt\n        requestId\n        status {\n          ...StatusDetail\n        }\n        task {\n          id\n          kind\n          taskId\n        }\n      }\n      error {\n        ...Problem\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Problem on Error {\n  __typename\n  message\n  retryable\n  vendorCode\n  requestId\n  provider {\n    id\n    name\n  }\n}"): (typeof documents)["fragment Problem on Error {\n  __typename\n  message\n  retryable\n  vendorCode\n  requestId\n  provider {\n    id\n    name\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Providers {\n  providers {\n    ...ProviderHealth\n  }\n}\n\nfragment ProviderHealth on Provider {\n  id\n  name\n  vendor\n  kinds\n  health {\n    available\n    lastError {\n      ...Problem\n    }\n  }\n}"): (typeof documents)["query Providers {\n  providers {\n    ...ProviderHealth\n  }\n}\n\nfragment ProviderHealth on Provider {\n  id\n  name\n  vendor\n  kinds\n  health {\n    available\n    lastError {\n      ...Problem\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment StatusDetail on TaskStatus {\n  ... on Status {\n    state\n    vendorStatus\n  }\n  ... on Failed {\n    reason\n    message\n  }\n  ... on Invalid {\n    message\n  }\n}"): (typeof documents)["fragment StatusDetail on TaskStatus {\n  ... on Status {\n    state\n    vendorStatus\n  }\n  ... on Failed {\n    reason\n    message\n  }\n  ... on Invalid {\n    message\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription TaskProgress($id: ID!) {\n  taskProgress(id: $id) {\n    ... on Task {\n      ...TaskStanding\n    }\n    ... on Error {\n      ...Problem\n    }\n  }\n}"): (typeof documents)["subscription TaskProgress($id: ID!) {\n  taskProgress(id: $id) {\n    ... on Task {\n      ...TaskStanding\n    }\n    ... on Error {\n      ...Problem\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OpenTask($id: ID!, $filter: UrlDetailFilter, $first: Int!, $after: String) {\n  node(id: $id) {\n    __typename\n    ... on Task {\n      ...TaskRow\n      pagedUrls: urlDetails(filter: $filter, first: $first, after: $after) {\n        edges {\n          node {\n            ...UrlRow\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        errors {\n          ...Problem\n        }\n      }\n    }\n  }\n}\n\nfragment UrlRow on UrlDetail {\n  id\n  url\n  state\n  progress\n  area\n  purgeMethod\n  createdAt\n  updatedAt\n  observedAt\n  requestId\n  raw\n  status {\n    ...StatusDetail\n  }\n}"): (typeof documents)["query OpenTask($id: ID!, $filter: UrlDetailFilter, $first: Int!, $after: String) {\n  node(id: $id) {\n    __typename\n    ... on Task {\n      ...TaskRow\n      pagedUrls: urlDetails(filter: $filter, first: $first, after: $after) {\n        edges {\n          node {\n            ...UrlRow\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        errors {\n          ...Problem\n        }\n      }\n    }\n  }\n}\n\nfragment UrlRow on UrlDetail {\n  id\n  url\n  state\n  progress\n  area\n  purgeMethod\n  createdAt\n  updatedAt\n  observedAt\n  requestId\n  raw\n  status {\n    ...StatusDetail\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query TasksNow($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    ... on Task {\n      ...TaskStanding\n    }\n  }\n}"): (typeof documents)["query TasksNow($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    ... on Task {\n      ...TaskStanding\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Timeline($filter: TaskFilter, $first: Int!, $after: String) {\n  tasks(filter: $filter, first: $first, after: $after) {\n    edges {\n      node {\n        ...TaskRow\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    coverage {\n      ...Coverage\n    }\n  }\n}\n\nfragment Coverage on FeedCoverage {\n  provider {\n    ...ProviderHealth\n  }\n  action\n  scope\n  outcome\n  requested {\n    from\n    to\n  }\n  covered {\n    from\n    to\n  }\n  vendorCalls\n  rowsRead\n  error {\n    ...Problem\n  }\n}\n\nfragment TaskRow on Task {\n  ...TaskStanding\n  taskId\n  kind\n  createdAt\n  provider {\n    id\n    name\n    vendor\n  }\n  urlDetails(first: 1) {\n    edges {\n      node {\n        id\n        url\n        domain\n      }\n    }\n  }\n  mishap: urlDetails(\n    first: 1\n    filter: {states: [FAILED, TIMED_OUT, INVALID, CANCELED]}\n  ) {\n    edges {\n      node {\n        id\n        state\n        status {\n          ...StatusDetail\n        }\n      }\n    }\n  }\n}\n\nfragment TaskStanding on Task {\n  id\n  state\n  progress\n  finishedAt\n  urlCount\n  stateCounts {\n    state\n    count\n  }\n  status {\n    ...StatusDetail\n  }\n  error {\n    ...Problem\n  }\n}"): (typeof documents)["query Timeline($filter: TaskFilter, $first: Int!, $after: String) {\n  tasks(filter: $filter, first: $first, after: $after) {\n    edges {\n      node {\n        ...TaskRow\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    coverage {\n      ...Coverage\n    }\n  }\n}\n\nfragment Coverage on FeedCoverage {\n  provider {\n    ...ProviderHealth\n  }\n  action\n  scope\n  outcome\n  requested {\n    from\n    to\n  }\n  covered {\n    from\n    to\n  }\n  vendorCalls\n  rowsRead\n  error {\n    ...Problem\n  }\n}\n\nfragment TaskRow on Task {\n  ...TaskStanding\n  taskId\n  kind\n  createdAt\n  provider {\n    id\n    name\n    vendor\n  }\n  urlDetails(first: 1) {\n    edges {\n      node {\n        id\n        url\n        domain\n      }\n    }\n  }\n  mishap: urlDetails(\n    first: 1\n    filter: {states: [FAILED, TIMED_OUT, INVALID, CANCELED]}\n  ) {\n    edges {\n      node {\n        id\n        state\n        status {\n          ...StatusDetail\n        }\n      }\n    }\n  }\n}\n\nfragment TaskStanding on Task {\n  id\n  state\n  progress\n  finishedAt\n  urlCount\n  stateCounts {\n    state\n    count\n  }\n  status {\n    ...StatusDetail\n  }\n  error {\n    ...Problem\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;