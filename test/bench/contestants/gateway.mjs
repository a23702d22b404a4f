import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { LegacyLogger, Logger, createGatewayRuntime, useCustomFetch } from '@graphql-hive/gateway-runtime';
import { composeSubgraphs } from '@graphql-mesh/fusion-composition';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';
import { fetch } from 'undici';
import { tc3Signer } from '../../../dist/transport/tc3.js';
import { signedHeaders } from '../../../dist/transport/canonical-request.js';
import { accountNamed, place } from './world.mjs';

/* A GraphQL gateway over an OpenAPI description of one vendor call; what the description cannot say, the signature, is
 * added on the way out. */

const account = accountNamed('tencent');
const constant = { 'content-type': 'application/json', host: new URL(account.endpoint).hostname };
const sign = tc3Signer({ secretId: account.id, secretKey: account.secret, service: 'cdn' });

function signedFetch(url, { body }) {
  const now = Date.now();
  const question = { method: 'POST', path: '/', queryString: '', headers: signedHeaders(constant), body };
  return fetch(url, {
    method: 'POST',
    headers: {
      ...constant,
      authorization: sign(question, now),
      'x-tc-action': 'DescribePushTasks',
      'x-tc-version': '2018-06-06',
      'x-tc-timestamp': String(Math.floor(now / 1000)),
    },
    body,
  });
}

const description = JSON.parse(readFileSync(new URL('./openapi.json', import.meta.url), 'utf8'));
const subgraph = loadOpenAPISubgraph('TencentCdn', {
  source: description,
  endpoint: account.endpoint,
  selectQueryOrMutationField: [{ type: 'query', fieldName: 'DescribePushTasks' }],
});
const logger = LegacyLogger.from(new Logger({ level: false }));
const { name, schema$ } = subgraph({ fetch, cwd: process.cwd(), logger });
const { supergraphSdl } = composeSubgraphs([{ name, schema: await schema$ }]);

const gateway = createGatewayRuntime({
  supergraph: supergraphSdl,
  logging: false,
  graphiql: false,
  landingPage: false,
  plugins: () => [useCustomFetch(signedFetch)],
});

createServer(gateway).listen(place);
