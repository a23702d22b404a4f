import { ApolloClient, ApolloLink, gql, InMemoryCache, Observable } from '@apollo/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fairLink } from '../../src/dashboard/connections.ts';

/** A client over a server that answers each provider after a time of its own. */
function clientOver(timesMs: Readonly<Record<string, number>>) {
  const running = new Set<string>();
  const log: string[] = [];
  let most = 0;
  const server = new ApolloLink(
    ({ variables }) =>
      new Observable((observer) => {
        const provider = String(variables['provider']);
        running.add(provider);
        most = Math.max(most, running.size);
        log.push(provider);
        const timer = setTimeout(() => {
          running.delete(provider);
          observer.next({ data: { name: provider } });
          observer.complete();
        }, timesMs[provider]);
        return () => {
          running.delete(provider);
          clearTimeout(timer);
        };
      }),
  );
  const client = new ApolloClient({
    link: ApolloLink.from([fairLink(new Set(['List'])), server]),
    cache: new InMemoryCache(),
  });
  const answered: string[] = [];
  const ask = (provider: string, name = 'List') =>
    client
      .query({
        query: gql(`query ${name}($provider: String) { name(provider: $provider) }`),
        variables: { provider },
        fetchPolicy: 'no-cache',
      })
      .then(() => answered.push(provider));
  return { ask, answered, log, most: () => most };
}

describe('queries that wait for a provider', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('run a few at a time, and all are answered', async () => {
    const providers = Array.from({ length: 12 }, (_, index) => `p${index}`);
    const { ask, answered, most } = clientOver(Object.fromEntries(providers.map((name) => [name, 50])));
    for (const name of providers) void ask(name);
    await vi.advanceTimersByTimeAsync(300);
    expect(answered).toEqual(providers);
    expect(most()).toBe(3);
  });

  it('give way to others if they are slow, and are answered too', async () => {
    const slow = ['a', 'b', 'c', 'd'];
    const { ask, answered, log } = clientOver({ a: 5_000, b: 5_000, c: 5_000, d: 5_000, quick: 50 });
    for (const name of [...slow, 'quick']) void ask(name);
    await vi.advanceTimersByTimeAsync(600);
    expect(answered).toEqual(['quick']);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(answered.toSorted()).toEqual([...slow, 'quick']);
    expect(log.filter((name) => name === 'quick')).toHaveLength(1);
    expect(log.filter((name) => name === 'a')).toHaveLength(2);
  });

  it('run to their end where nothing else waits', async () => {
    const { ask, answered, log } = clientOver({ a: 5_000, b: 5_000, c: 5_000 });
    for (const name of ['a', 'b', 'c']) void ask(name);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(answered).toEqual(['a', 'b', 'c']);
    expect(log).toEqual(['a', 'b', 'c']);
  });

  it('never hold other queries back', async () => {
    const { ask, answered } = clientOver({ a: 5_000, b: 5_000, c: 5_000, other: 10 });
    for (const name of ['a', 'b', 'c']) void ask(name);
    void ask('other', 'Health');
    await vi.advanceTimersByTimeAsync(20);
    expect(answered).toEqual(['other']);
  });
});
