import { describe, expect, it } from 'vitest';
import { apiOver } from '../api-over.ts';
import { fakeTasks, row } from '../fake-tasks.ts';

const partial = '{ node(id: "nonsense") { id } providers { name } }';
const whole = '{ tasks(first: -1) { nodes { id } } }';

const answerTo = async (body: object, accept: string) => {
  const { post } = apiOver(fakeTasks([row({ provider: 'main', taskId: '1' })]));
  const response = await post(JSON.stringify(body), { accept });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
};

describe.each(['application/graphql-response+json', 'application/json'])('an answer as %s', (accept) => {
  it('is a success if a part of it is available', async () => {
    const { status, answer } = await answerTo({ query: partial }, accept);
    expect(status).toBe(200);
    expect(answer).toEqual({
      data: { node: null, providers: [{ name: 'main' }] },
      errors: [
        {
          message: expect.stringContaining('is not an id'),
          path: ['node'],
          locations: [{ line: 1, column: 3 }],
          extensions: { code: 'BAD_USER_INPUT', argument: 'id' },
        },
      ],
    });
  });
});

describe('an answer without data', () => {
  it('has the status of its error', async () => {
    const { status, answer } = await answerTo({ query: whole }, 'application/graphql-response+json');
    expect([status, answer]).toMatchObject([400, { errors: [{ extensions: { argument: 'first' } }] }]);
  });
});
