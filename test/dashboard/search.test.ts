import { describe, expect, it } from 'vitest';
import { alternatives, isMatch, understand } from '../../src/dashboard/search.ts';

const others = (text: string) => alternatives(text, understand(text));

describe('the search box', () => {
  it.each([
    ['', { kind: 'none' }],
    [
      '  https://www.example.com/app.js?v=1#top ',
      { kind: 'url', url: 'https://www.example.com/app.js?v=1#top' },
    ],
    ['"https://www.example.com/a b"', { kind: 'url', url: 'https://www.example.com/a b' }],
    ['HTTPS://www.example.com/', { kind: 'url', url: 'HTTPS://www.example.com/' }],
    ['WWW.Example.com', { kind: 'host', host: 'www.example.com' }],
    ['例子.中国', { kind: 'host', host: 'xn--fsqu00a.xn--fiqs8s' }],
    ['10.0.0.1', { kind: 'host', host: '10.0.0.1' }],
    ['*.example.com', { kind: 'domain', domain: 'example.com' }],
    ['.example.com', { kind: 'domain', domain: 'example.com' }],
    ['app.js', { kind: 'part', part: 'app.js' }],
    ['/static/', { kind: 'part', part: '/static/' }],
    ['www.example.com/app', { kind: 'part', part: 'www.example.com/app' }],
    ['logo', { kind: 'part', part: 'logo' }],
    ['1702364413', { kind: 'ids', ids: ['1702364413'] }],
    ['20g9wz8m9mgx', { kind: 'ids', ids: ['20g9wz8m9mgx'] }],
    ['9524046190, 9524046191', { kind: 'ids', ids: ['9524046190', '9524046191'] }],
  ] as const)('understands %j', (text, search) => {
    expect(understand(text)).toEqual(search);
  });

  it('understands the text as the reader says, where it has the form', () => {
    expect(understand('www.example.com', 'domain')).toEqual({ kind: 'domain', domain: 'www.example.com' });
    expect(understand('https://www.example.com/a', 'host')).toEqual({
      kind: 'host',
      host: 'www.example.com',
    });
    expect(understand('release-2024', 'part')).toEqual({ kind: 'part', part: 'release-2024' });
    expect(understand('logo', 'host')).toEqual({ kind: 'part', part: 'logo' });
  });

  it('offers every other way that fits the form of the text, and no others', () => {
    expect(others('www.example.com')).toEqual(['domain', 'part']);
    expect(others('https://www.example.com/a')).toEqual(['host', 'domain', 'part']);
    expect(others('1702364413')).toEqual(['part']);
    expect(others('logo')).toEqual([]);
    expect(others('')).toEqual([]);
  });

  it('is quick for long and odd text', () => {
    for (const text of ['a.'.repeat(50_000), '-'.repeat(100_000), '*'.repeat(100_000), '1,'.repeat(50_000)]) {
      expect(['part', 'ids']).toContain(understand(text).kind);
    }
  });

  it('finds a domain with its subdomains, and no other domain that ends alike', () => {
    const search = understand('*.example.com');
    const found = ['example.com', 'a.b.example.com', 'badexample.com', 'example.com.evil.org'].filter(
      (domain) => isMatch(search, { url: '', domain }),
    );
    expect(found).toEqual(['example.com', 'a.b.example.com']);
  });

  it('finds a part of a URL in any case, encoded or not', () => {
    const row = { url: 'https://www.example.com/%C3%A9t%C3%A9/Logo.svg', domain: 'www.example.com' };
    expect(
      ['logo', '/été/', '%C3%A9', 'example.com/%c3'].map((text) => isMatch(understand(text, 'part'), row)),
    ).toEqual([true, true, true, true]);
    expect(isMatch(understand('logos'), row)).toBe(false);
    expect(isMatch(understand('x'), { url: 'https://a.example/%E9x', domain: '' })).toBe(true);
  });
});
