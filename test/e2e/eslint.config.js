import { fileURLToPath } from 'node:url';
import graphql from '@graphql-eslint/eslint-plugin';

const root = fileURLToPath(new URL('../../', import.meta.url));
const schema = 'schema/schema.graphql';
const shipped = 'schema/operations/*.graphql';
const dashboard = 'src/dashboard/*.graphql';

/** The files of a pattern, among documents that may use each other's fragments. One process knows one set of documents. */
const linted = (glob, documents, configurations, rules) => ({
  files: [glob],
  plugins: { '@graphql-eslint': graphql },
  languageOptions: {
    parser: graphql.parser,
    parserOptions: {
      graphQLConfig: { schema: `${root}${schema}`, documents: `${root}${documents}` },
    },
  },
  rules: {
    ...Object.assign({}, ...configurations.map((name) => graphql.configs[name].rules)),
    ...rules,
  },
});

/** What exists only within an answer, or is known by another key: a Domain by its name. */
const withoutId = {
  suffixes: ['Error', 'Connection', 'Edge'],
  types: [
    'Canceled',
    'Domain',
    'Failed',
    'FeedCoverage',
    'FeedPlan',
    'Invalid',
    'PageInfo',
    'PartiallySucceeded',
    'Processing',
    'ProviderHealth',
    'ProviderLimits',
    'ProviderScope',
    'ProviderUrlReport',
    'Quota',
    'QuotaReport',
    'ScopeDiscovery',
    'StateChange',
    'StatisticsReport',
    'Succeeded',
    'TaskStateCount',
    'TaskStatistics',
    'TimedOut',
    'TimeToDone',
    'TimeWindow',
    'UnknownStatus',
    'UrlReport',
  ],
};

export default [
  linted(schema, shipped, ['flat/schema-recommended', 'flat/schema-relay'], {
    '@graphql-eslint/strict-id-in-types': ['error', { exceptions: withoutId }],
    // Connections have `nodes` beside `edges`; what is listed without a connection is short by its nature.
    '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
    // `Task.taskId` is the vendor's own id, beside `id` which is ours.
    '@graphql-eslint/no-typename-prefix': 'off',
  }),
  linted(shipped, shipped, ['flat/operations-recommended'], {}),
  linted(dashboard, dashboard, ['flat/operations-recommended'], {}),
];
