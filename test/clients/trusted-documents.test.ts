import { readFileSync } from 'node:fs';
import { ApolloClient, ApolloLink, HttpLink } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Kind, OperationTypeNode } from 'graphql';
import type { DocumentNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as generated from '../../schema/generated/graphql.ts';
import { taskId } from '../../src/graphql/global-id.ts';
import { edgetasksCache } from './apollo-cache.ts';
import { ask } from './ask.ts';
import { accountsWith, deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { possibleTypes } from '../../schema/generated/possible-types.ts';

const manifest = readFileSync(
  new URL('../../schema/generated/persisted-documents.json', import.meta.url),
  'utf8',
);

/** The hash that the code generator put into a document. */
function hashIn(document: DocumentNode): string {
  const { __meta__: meta }: DocumentNode & { readonly __meta__?: { readonly hash: string } } = document;
  return meta?.hash ?? 'no hash';
}

const operations = Object.values(generated)
  .map((document: DocumentNode) => ({ document, operation: document.definitions[0] }))
  .flatMap(({ document, operation }) =>
    operation?.kind === Kind.OPERATION_DEFINITION
      ? [[operation.name?.value ?? '', operation.operation, document] as const]
      : [],
  );

/** Something that exists, for every variable of the operations. */
const variables = {
  provider: 'tencent',
  taskId: '1000',
  kind: 'PREFETCH',
  id: taskId({ provider: 'tencent', kind: 'PREFETCH', taskId: '1000' }),
  url: 'https://www.example.com/app.1000.js',
};

let deployment: Deployment;

beforeAll(async () => {
  deployment = await deploy(
    accountsWith(6),
    { trustedDocuments: 'persisted-documents.json' },
    { 'persisted-documents.json': manifest },
  );
});

afterAll(() => deployment.close());

describe('the documents that the code generator registers', () => {
  it('are all of the shipped operations', () => {
    expect(operations.map(([, , document]) => hashIn(document)).toSorted()).toEqual(
      Object.keys(JSON.parse(manifest)).toSorted(),
    );
  });

  it.each(operations)('answer by their id: %s', async (_, kind, document) => {
    const response = await fetch(deployment.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: kind === OperationTypeNode.SUBSCRIPTION ? 'text/event-stream' : 'application/json',
      },
      body: JSON.stringify({ documentId: hashIn(document), variables }),
    });
    const text = await response.text();
    expect(text).toContain('"data":{');
    expect(text).not.toMatch(/^(?:data: )?\{"errors"/m);
  });

  it('are the only documents that are answered', async () => {
    const { errors } = await ask(deployment.url, { query: '{ providers { name } }' });
    expect(errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_ONLY' } }]);
  });

  it('serve Apollo Client, whose cache finds in them all that it goes by', async () => {
    const sent: unknown[] = [];
    const cache = edgetasksCache(possibleTypes);
    const client = new ApolloClient({
      link: ApolloLink.from([
        new PersistedQueryLink({ generateHash: hashIn }),
        new HttpLink({
          uri: deployment.url,
          fetch: (url, options) => {
            sent.push(options?.body);
            return fetch(url, options);
          },
        }),
      ]),
      cache,
    });
    const { data } = await client.query({ query: generated.NewestTasksDocument, variables: { first: 4 } });
    expect(data?.tasks.nodes).toHaveLength(4);
    expect(sent).toEqual([expect.not.stringContaining('"query"')]);
    const kept = Object.keys(cache.extract());
    expect(kept.filter((key) => key.startsWith('Task:'))).toHaveLength(4);
  });
});
