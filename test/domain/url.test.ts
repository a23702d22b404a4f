import { expect, it } from 'vitest';
import { urlIdentity } from '../../src/domain/url.ts';

it.each([
  'https://www.example.com/a?B=c',
  'http://www.example.com/a?B=c',
  'HTTPS://WWW.Example.com/a?B=c',
  'https://www.example.com:443/a?B=c',
  'http://www.example.com:80/a?B=c',
  '//www.example.com/a?B=c',
  'www.example.com/a?B=c',
  'WWW.example.com/a?B=c',
])('%s is the same URL in every spelling of its scheme and host', (spelling) => {
  expect(urlIdentity(spelling)).toBe('www.example.com/a?B=c');
});

it.each([
  ['another path', 'https://www.example.com/A?B=c'],
  ['another query', 'https://www.example.com/a?b=c'],
  ['another port', 'https://www.example.com:8443/a?B=c'],
  ['the port of another scheme', 'https://www.example.com:80/a?B=c'],
  ['another user', 'https://User:Pw@www.example.com/a?B=c'],
  ['a fragment', 'https://www.example.com/a?B=c#d'],
])('%s makes another URL', (_, url) => {
  expect(urlIdentity(url)).not.toBe('www.example.com/a?B=c');
});

it.each(['*', 'News', 'v1.Release', '/Path/only.jpg', 'WWW.Example.com', '', 'a b/C'])(
  '%j is no URL and its own identity',
  (text) => {
    expect(urlIdentity(text)).toBe(text);
  },
);

it('an identity is its own identity', () => {
  for (const url of [
    'https://User:Pw@WWW.example.com:8443/A',
    '//[2001:DB8::1]/g',
    'https://例え.JP/図.png',
  ]) {
    expect(urlIdentity(urlIdentity(url))).toBe(urlIdentity(url));
  }
});

it('keeps all of a URL that contains a line break', () => {
  expect(urlIdentity('https://Example.com/a\nb')).toBe('example.com/a\nb');
});
