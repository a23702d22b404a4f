const years = '{createdAt: {from: "0001-01-01T00:00:00Z"}}';
const always = '{createdAt: {from: "0001-01-01T00:00:00Z", to: "9999-12-31T23:59:59Z"}}';
const aliases = (count: number, field: (index: number) => string): string =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: ${field(index)}`).join(' ')} }`;
const fiveYearsAgo = new Date(Date.now() - 5 * 365 * 86_400_000).toISOString();

/** A request that is small, and that could cost much. */
export interface CostlyQuery {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const nodes = 'nodes { id url state } errors { message } coverage { outcome covered { from to } }';

export const costlyQueries: readonly CostlyQuery[] = [
  {
    name: 'a count of two thousand years',
    query: `{ urlDetails(first: 1, filter: ${years}) { totalCount } }`,
  },
  {
    name: 'ten counts of two thousand years',
    query: aliases(10, () => `urlDetails(first: 1, filter: ${years}) { totalCount }`),
  },
  {
    name: 'ten plans of all time',
    query: aliases(10, () => `plan(filter: ${always}) { windows { from to } remainingWindows minimumCalls }`),
  },
  {
    name: '250 plans of all time',
    query: aliases(
      250,
      () => `plan(filter: ${always}) { windows { from to } remainingWindows minimumCalls }`,
    ),
  },
  {
    name: 'all time, forwards',
    query: `{ urlDetails(first: 1000, filter: ${always}) { ${nodes} totalCount } }`,
  },
  {
    name: 'all time, backwards',
    query: `{ urlDetails(last: 1000, filter: ${always}) { ${nodes} totalCount } }`,
  },
  {
    name: 'five years, backwards',
    query: `{ urlDetails(last: 20, filter: {createdAt: {from: "${fiveYearsAgo}"}}) { ${nodes} totalCount } }`,
  },
  {
    name: 'tasks of five years, backwards',
    query: `{ tasks(last: 20, filter: {createdAt: {from: "${fiveYearsAgo}"}}) { nodes { id urlCount state } errors { message } totalCount } }`,
  },
  {
    name: 'failed tasks of all time',
    query: `{ tasks(first: 1000, filter: {states: [FAILED], createdAt: {from: "0001-01-01T00:00:00Z"}}) { nodes { id urlCount stateCounts { state count } } errors { message } totalCount } }`,
  },
  {
    name: 'a hundred lists of different hosts',
    query: aliases(
      100,
      (index) =>
        `urlDetails(first: 50, filter: {domains: ["h${index}.example.com"], createdAt: {from: "0001-01-01T00:00:00Z"}}) { nodes { id } totalCount }`,
    ),
  },
  {
    name: '20,000 representations that are none',
    query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
    variables: { r: Array.from({ length: 20_000 }, () => ({ __typename: 'Task', id: 'x' })) },
  },
  {
    name: 'a thousand representations that are none',
    query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
    variables: { r: Array.from({ length: 999 }, () => ({ __typename: 'Task', id: 'x' })) },
  },
  {
    name: 'a thousand representations of lists',
    query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Domain { name } } }',
    variables: {
      r: Array.from({ length: 999 }, (_, index) => ({ __typename: 'Domain', name: `h${index}.example.com` })),
    },
  },
  {
    name: '250 aliases of 200 ids that are none',
    query: `query ($ids: [ID!]!) ${aliases(250, () => 'nodes(ids: $ids) { id }')}`,
    variables: { ids: Array.from({ length: 200 }, (_, index) => `x${index}`) },
  },
  {
    name: '250 aliases of ids that are none',
    query: `query ($id: ID!) ${aliases(250, () => 'node(id: $id) { id }')}`,
    variables: { id: 'x' },
  },
  {
    name: '60,000 names of providers',
    query: 'query ($f: TaskFilter) { tasks(filter: $f) { nodes { id } } }',
    variables: { f: { providers: Array.from({ length: 60_000 }, (_, index) => `p${index}`) } },
  },
  {
    name: 'a long name of a provider',
    query: 'query ($f: TaskFilter) { tasks(filter: $f) { nodes { id } } }',
    variables: { f: { providers: ['x'.repeat(900_000)] } },
  },
  {
    name: 'reports of a thousand URLs',
    query: `query ($urls: [String!]!) { urlReports(urls: $urls) { verdict providers { standing latest { url } error { message } } } }`,
    variables: { urls: Array.from({ length: 1_000 }, (_, index) => `https://www.example.com/${index}/0.js`) },
  },
  {
    name: 'reports of a thousand URLs of a thousand hosts',
    query: `query ($urls: [String!]!) { urlReports(urls: $urls) { verdict providers { standing latest { url } error { message } } } }`,
    variables: { urls: Array.from({ length: 1_000 }, (_, index) => `https://h${index}.example.com/0.js`) },
  },
  {
    name: 'reports of a thousand long URLs over expressions that backtrack',
    query: `query ($urls: [String!]!) { urlReports(urls: $urls) { verdict providers { standing } } }`,
    variables: {
      urls: Array.from({ length: 900 }, (_, index) => `https://www.example.com/${'a'.repeat(800)}${index}!`),
    },
  },
  {
    name: 'a report over expressions that backtrack',
    query: `query ($url: String!) { urlReport(url: $url) { verdict providers { standing } } }`,
    variables: { url: `https://www.example.com/${'a'.repeat(50_000)}!` },
  },
  {
    name: 'ten reports over expressions that backtrack',
    query: `query ($url: String!) ${aliases(10, () => 'urlReport(url: $url) { verdict providers { standing } }')}`,
    variables: { url: `https://www.example.com/${'a'.repeat(60)}!` },
  },
  {
    name: 'reports of five years',
    query: aliases(
      50,
      (index) =>
        `urlReport(url: "https://www.example.com/none/${index}", since: "${fiveYearsAgo}") { verdict providers { standing error { message } } }`,
    ),
  },
  {
    name: '250 lookups of ids that nobody has',
    query: aliases(
      250,
      (index) =>
        `task(provider: "${['tencent', 'edge', 'aliyun'][index % 3]}", taskId: "9${index}") { __typename ... on Error { message } }`,
    ),
  },
  {
    name: 'a thousand rows with everything',
    query: `{ urlDetails(first: 1000, filter: {createdAt: {from: "${new Date(Date.now() - 2.5 * 86_400_000).toISOString()}"}}) { edges { cursor node { id url domain state createdAt raw observedAt
      task { id taskId } status { __typename ... on Status { vendorStatus } } } } totalCount } }`,
  },
];
