import { describe, expect, it } from 'vitest';
import { textCache } from '../../../src/graphql/http/documents.ts';
import { apiOver } from '../api-over.ts';
import { rows } from '../fake-rows.ts';
import { fakeTasks } from '../fake-tasks.ts';

describe('what is kept of queries', () => {
  it('is limited by their length, and the oldest are evicted first', () => {
    const cache = textCache<object>();
    const texts = Array.from({ length: 200 }, (_, index) => `${index}:${'x'.repeat(10_000)}`);
    for (const text of texts) cache.set(text, {});
    const kept = texts.filter((text) => cache.get(text) !== undefined);
    expect(kept.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(1_000_000);
    expect(kept.length).toBeGreaterThan(90);
    expect(kept).toEqual(texts.slice(-kept.length));
  });

  it('includes the errors of an invalid query, which is rejected each time', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const answers = [await ask('{ oops }'), await ask('{ oops }'), await ask('{ providers { name } }')];
    expect(answers[0]).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]?.errors).toBeUndefined();
  });

  it('does not prevent answers to queries that are too long to be cached', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const query = `{ providers { name } } # ${'x'.repeat(999_000)}`;
    for (const _ of [1, 2, 3])
      expect((await ask(query)).data).toMatchObject({ providers: [{ name: 'main' }, { name: 'aliyun' }] });
  });
});
