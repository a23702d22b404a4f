import { describe, expect, it } from 'vitest';
import { apiOver } from './api-over.ts';
import { down, rows } from './fake-rows.ts';
import { fakeTasks } from './fake-tasks.ts';

const url = 'https://img.example.com/a.png';
const fields = `url verdict since state
  providers { provider { name } standing latest { state url } error { __typename } }`;

const report = {
  url,
  verdict: 'NOT_EVERYWHERE',
  since: expect.any(String),
  state: 'FAILED',
  providers: [
    { provider: { name: 'main' }, standing: 'UNKNOWN', latest: null, error: null },
    { provider: { name: 'aliyun' }, standing: 'FAILED', latest: { state: 'FAILED', url }, error: null },
    {
      provider: { name: 'edge' },
      standing: 'UNKNOWN',
      latest: null,
      error: { __typename: 'UnavailableError' },
    },
  ],
};

describe('a report on a URL', () => {
  it('gives the verdict, and for each provider its standing and the newest covering row', async () => {
    const { ask } = apiOver(fakeTasks(rows, { edge: down }));
    const { data } = await ask(`{ urlReport(url: "${url}") { ${fields} } }`);
    expect(data).toEqual({ urlReport: report });
  });

  it('is returned for several URLs in their order', async () => {
    const { ask } = apiOver(fakeTasks(rows, { edge: down }));
    const { data } = await ask(
      `{ urlReports(urls: ["https://img.example.com/b.png", "${url}"], providers: ["main"]) { url providers { provider { name } } } }`,
    );
    expect(data).toEqual({
      urlReports: [
        { url: 'https://img.example.com/b.png', providers: [{ provider: { name: 'main' } }] },
        { url, providers: [{ provider: { name: 'main' } }] },
      ],
    });
  });

  it.each([
    ['urls: ["app.js"]', 'Write whole URLs'],
    [`urls: ["${url}"], providers: ["nope"]`, 'No provider is called "nope".'],
    [`urls: ${JSON.stringify(Array.from({ length: 1_001 }, () => url))}`, 'at most 1000 are allowed'],
  ])('refuses %.60s', async (given, message) => {
    const { ask } = apiOver(fakeTasks(rows));
    const { errors } = await ask(`{ urlReports(${given}) { url } }`);
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringContaining(message) })]);
  });
});
