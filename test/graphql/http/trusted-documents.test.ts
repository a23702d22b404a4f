import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { describe, expect, it } from 'vitest';
import { apiOver } from '../api-over.ts';
import { fakeTasks, row } from '../fake-tasks.ts';

const rows = [row({ provider: 'main', taskId: '1' }), row({ provider: 'aliyun', taskId: '2' })];
const cheap = '{ providers { name } }';

describe('trusted documents', () => {
  const query = 'query Names { providers { name } }';
  const asApolloPrints = 'query Names {\n  providers {\n    name\n    __typename\n  }\n}';
  const answerTo = async (body: object, id = 'abc'): Promise<unknown> => {
    const documents = new Map([[id, query]]);
    const { post } = apiOver(fakeTasks(rows), { documents });
    return (await post(JSON.stringify(body))).json();
  };

  it.each(['abc', 'sha256:abc'])('are answered by their id, registered as %s, in any form', async (id) => {
    for (const body of [
      { documentId: 'abc' },
      { documentId: 'sha256:abc', operationName: 'Names' },
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } },
    ]) {
      expect(await answerTo(body, id)).toHaveProperty('data.providers');
    }
  });

  it('are answered by their text too, word for word', async () => {
    expect(await answerTo({ query, operationName: 'Names', variables: {} })).toHaveProperty('data.providers');
    expect(await answerTo({ query: `${query} ` })).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_ONLY' } }],
    });
  });

  it.each([
    ['{"providers":[{', query],
    ['registered documents only', cheap],
  ])('let a persisted-query link send the text of an unknown hash: %s', async (expected, text) => {
    const { api } = apiOver(fakeTasks(rows), { documents: new Map([['abc', asApolloPrints]]) });
    const sent: string[] = [];
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: ApolloLink.from([
        new PersistedQueryLink({ generateHash: () => 'abd' }),
        new HttpLink({
          uri: 'http://localhost/graphql',
          fetch: async (_, init) => {
            if (typeof init?.body === 'string') sent.push(init.body);
            return api.fetch('http://localhost/graphql', init ?? {});
          },
        }),
      ]),
    });
    const answer = await client.query({ query: gql(text) }).then(
      ({ data }) => JSON.stringify(data),
      (error: unknown) => String(error),
    );
    expect(answer).toContain(expected);
    expect(sent.map((body) => Object.keys(JSON.parse(body)).includes('query'))).toEqual([false, true]);
  });

  it('turn GraphiQL off, and a browser sees why', async () => {
    const { api } = apiOver(fakeTasks(rows), { documents: new Map() });
    const response = await api.fetch('http://localhost/graphql', { headers: { accept: 'text/html' } });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      404,
      'text/plain; charset=utf-8',
    ]);
    expect(await response.text()).toContain('registered documents only (trustedDocuments');
  });

  it.each([
    [{ query: cheap }, 'PERSISTED_QUERY_ONLY'],
    [{}, 'PERSISTED_QUERY_ONLY'],
    [{ documentId: 'abc', query: cheap }, 'PERSISTED_QUERY_ONLY'],
    [{ documentId: 'abd' }, 'PERSISTED_QUERY_NOT_FOUND'],
    [{ documentId: 5 }, 'PERSISTED_QUERY_ONLY'],
  ])('refuse %j', async (body, code) => {
    expect(await answerTo(body)).toMatchObject({ errors: [{ extensions: { code } }] });
  });
});
