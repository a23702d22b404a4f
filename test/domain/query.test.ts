import { describe, expect, it } from 'vitest';
import { matches } from '../../src/domain/query.ts';
import { row } from '../graphql/fake-tasks.ts';

const found = row({
  provider: 'main',
  taskId: '1',
  url: 'https://www.example.com/a',
  domain: 'www.example.com',
});

describe('a filter by URLs and hosts', () => {
  it.each([
    [{}, true],
    [{ urls: ['https://www.example.com/a'] }, true],
    [{ urls: ['https://www.example.com/b', 'https://www.example.com/a'] }, true],
    [{ urls: ['https://www.example.com/b', 'https://www.example.com/c'] }, false],
    [{ domains: ['img.example.com', 'WWW.example.com'] }, true],
    [{ domains: ['img.example.com'] }, false],
    [{ urls: ['https://www.example.com/a'], domains: ['img.example.com'] }, false],
  ])('%j matches: %j', (filter, isMatch) => {
    expect(matches(found, filter)).toBe(isMatch);
  });

  it('compares a scheme only where both sides have one', () => {
    const bare = { ...found, url: 'www.example.com/a' };
    expect(matches(bare, { urls: ['https://www.example.com/a'] })).toBe(true);
    expect(matches(bare, { urls: ['http://www.example.com/a'] })).toBe(true);
    expect(matches(bare, { urls: ['https://www.example.com/b'] })).toBe(false);
    expect(matches(found, { urls: ['www.example.com/a'] })).toBe(true);
    expect(matches(found, { urls: ['http://www.example.com/a'] })).toBe(false);
  });
});
