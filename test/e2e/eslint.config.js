import { fileURLToPath } from 'node:url';
import graphql from '@graphql-eslint/eslint-plugin';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = { schema: 'schema/schema.graphql', operations: 'schema/operations/*.graphql' };

const linted = (glob, configurations, rules) => ({
  files: [glob],
  plugins: { '@graphql-eslint': graphql },
  languageOptions: {
    parser: graphql.parser,
    parserOptions: {
      graphQLConfig: { schema: `${root}${files.schema}`, documents: `${root}${files.operations}` },
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
    'ProviderUrlReport',
    'Succeeded',
    'TaskStateCount',
    'TimedOut',
    'TimeWindow',
    'UnknownStatus',
    'UrlReport',
  ],
};

export default [
  linted(files.schema, ['flat/schema-recommended', 'flat/schema-relay'], {
    '@graphql-eslint/strict-id-in-types': ['error', { exceptions: withoutId }],
    // Connections have `nodes` beside `edges`; what is listed without a connection is short by its nature.
    '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
    // `Task.taskId` is the vendor's own id, beside `id` which is ours.
    '@graphql-eslint/no-typename-prefix': 'off',
  }),
  linted(files.operations, ['flat/operations-recommended'], {}),
];
