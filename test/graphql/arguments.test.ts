import { ObservedEnds } from '../../src/engine/observed-ends.ts';
import { describe, expect, it } from 'vitest';
import { UserInputError } from '../../src/domain/errors.ts';
import { pageArguments, taskQuery } from '../../src/graphql/arguments.ts';
import type { GivenFilter, GivenPage } from '../../src/graphql/arguments.ts';
import { createContext, providersByName } from '../../src/graphql/context.ts';
import { taskWatch } from '../../src/engine/watch.ts';
import { fakeTasks, now, row } from './fake-tasks.ts';
import { scopeWith } from '../scope-with.ts';

const tasks = fakeTasks([row({ provider: 'main', taskId: '1' }), row({ provider: 'aliyun', taskId: '2' })]);
const scope = scopeWith({ now });
const context = createContext({
  ends: new ObservedEnds(() => 0),
  tasks,
  providers: providersByName(tasks),
  watch: taskWatch({
    tasks,
    openScope: () => ({ scope, dispose: () => {} }),
    clock: () => now,
    sleep: async () => {},
  }),
  openScope: () => ({ scope, dispose: () => {} }),
});

const wrongArgument = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof UserInputError) return error.argument;
    throw error;
  }
  return 'none';
};

describe('page arguments', () => {
  it.each<[GivenPage, ReturnType<typeof pageArguments>]>([
    [{}, { first: 20, after: undefined }],
    [
      { first: null, after: null, last: null, before: null },
      { first: 20, after: undefined },
    ],
    [
      { first: 7, after: 'c' },
      { first: 7, after: 'c' },
    ],
    [{ first: 0 }, { first: 0, after: undefined }],
    [{ first: 1_000 }, { first: 1_000, after: undefined }],
    [{ last: 7 }, { last: 7, before: undefined }],
    [
      { last: 7, before: 'c' },
      { last: 7, before: 'c' },
    ],
    [{ before: 'c' }, { last: 20, before: 'c' }],
    [{ after: 'c' }, { first: 20, after: 'c' }],
  ])('%j ask for %j', (given, page) => {
    expect(pageArguments(given)).toEqual(page);
  });

  it.each<[GivenPage, string]>([
    [{ first: -1 }, 'first'],
    [{ first: 1_001 }, 'first'],
    [{ last: -1 }, 'last'],
    [{ last: 1_001 }, 'last'],
    [{ first: 1, last: 1 }, 'last'],
    [{ first: 1, before: 'c' }, 'before'],
    [{ last: 1, after: 'c' }, 'after'],
    [{ after: 'c', before: 'd' }, 'before'],
    [{ maxAge: -1 }, 'maxAge'],
  ])('%j are rejected for %s', (given, argument) => {
    expect(wrongArgument(() => pageArguments(given))).toBe(argument);
  });
});

describe('a filter', () => {
  it('that is absent asks for everything', () => {
    expect([taskQuery(undefined, context), taskQuery(null, context)]).toEqual([{}, {}]);
  });

  it('becomes a query, nulls meaning nothing', () => {
    const filter: GivenFilter = {
      providers: ['main'],
      vendors: null,
      kinds: ['PREFETCH'],
      states: null,
      createdAt: { from: now - 10, to: null },
      url: ' https://www.example.com/ ',
      domain: 'WWW.Example.com',
      area: null,
    };
    expect(taskQuery(filter, context)).toEqual({
      providers: ['main'],
      kinds: ['PREFETCH'],
      from: now - 10,
      urls: ['https://www.example.com/'],
      domains: ['www.example.com'],
    });
  });

  it('may name several URLs and hosts', () => {
    expect(taskQuery({ urls: [' a ', 'b'], domains: ['A.example', 'b.example'] }, context)).toEqual({
      urls: ['a', 'b'],
      domains: ['a.example', 'b.example'],
    });
  });

  it.each<[GivenFilter, string]>([
    [{ providers: ['nobody'] }, 'filter.providers'],
    [{ providers: [] }, 'filter.providers'],
    [{ vendors: [] }, 'filter.vendors'],
    [{ kinds: [] }, 'filter.kinds'],
    [{ states: [] }, 'filter.states'],
    [{ createdAt: { from: now, to: now } }, 'filter.createdAt.from'],
    [{ createdAt: { from: now + 1 } }, 'filter.createdAt.from'],
    [{ url: ' ' }, 'filter.url'],
    [{ urls: [] }, 'filter.urls'],
    [{ urls: ['https://www.example.com/', ' '] }, 'filter.urls'],
    [{ url: 'https://www.example.com/', urls: ['https://www.example.com/'] }, 'filter.urls'],
    [{ domain: '' }, 'filter.domain'],
    [{ domains: [''] }, 'filter.domains'],
    [{ domains: Array.from({ length: 1_001 }, () => 'www.example.com') }, 'filter.domains'],
    [{ providers: Array.from({ length: 1_001 }, () => 'nobody') }, 'filter.providers'],
  ])('%j is rejected for %s', (filter, argument) => {
    expect(wrongArgument(() => taskQuery(filter, context))).toBe(argument);
  });

  it('by an unknown provider is rejected with the names of the known ones', () => {
    expect(() => taskQuery({ providers: ['nobody'] }, context)).toThrow('There are: main, aliyun.');
  });
});
