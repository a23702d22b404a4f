import { describe, expect, it } from 'vitest';
import { hostOf, readCount, readId, readPercent, readText } from '../../src/vendors/fields.ts';
import { words } from '../../src/vendors/words.ts';

it.each([
  ['/abc.jpg\n', '/abc.jpg'],
  [' ', undefined],
  ['', undefined],
  ['x'.repeat(16_384), 'x'.repeat(16_384)],
  ['x'.repeat(16_385), undefined],
  [7, undefined],
  [null, undefined],
])('readText(%.40j) is %.40j', (value, text) => {
  expect(readText(value)).toBe(text);
});

it.each([
  ['15330318532313133112233', '15330318532313133112233'],
  [704222904, '704222904'],
  [1.5, undefined],
  [2 ** 60, undefined],
  [{}, undefined],
])('readId(%j) is %j', (value, id) => {
  expect(readId(value)).toBe(id);
});

it.each([
  [0, 0],
  [8, 8],
  [-1, undefined],
  [1.5, undefined],
  ['8', undefined],
  [Number.NaN, undefined],
  [100_000_000, 100_000_000],
  [Number.MAX_SAFE_INTEGER, undefined],
])('readCount(%j) is %j', (value, count) => {
  expect(readCount(value)).toBe(count);
});

it.each([
  ['100%', 100],
  ['10', 10],
  [' 47.5 % ', 47.5],
  [47, 47],
  [0, 0],
  ['101%', undefined],
  [-1, undefined],
  ['', undefined],
  ['%', undefined],
  ['1e2', undefined],
  [null, undefined],
])('readPercent(%j) is %j', (value, percent) => {
  expect(readPercent(value)).toBe(percent);
});

it.each([
  ['https://WWW.Example.com:8443/a?b#c', 'www.example.com'],
  ['http://例え.jp/a', '例え.jp'],
  ['example.com/a', 'example.com'],
  ['Example.com', 'example.com'],
  ['example.com?x=http://other.com/', 'example.com'],
  ['*', ''],
  ['news', ''],
  ['/path/only.jpg', ''],
  ['http://user:pw@www.example.com/d', 'www.example.com'],
  ['http://user:p@w@WWW.example.com:80/d@e', 'www.example.com'],
  ['user@www.example.com/d', 'www.example.com'],
  ['//www.example.com/e', 'www.example.com'],
  ['HTTPS://WWW.EXAMPLE.COM/B.JS', 'www.example.com'],
  ['https://中文.example.com/图片.png', '中文.example.com'],
  ['https://www.example.com./f', 'www.example.com'],
  ['https://www.example.com.:8443/f', 'www.example.com'],
  ['http://[2001:db8::1]/g', '[2001:db8::1]'],
  ['http://[2001:DB8::1]:8080/g', '[2001:db8::1]'],
  ['http://localhost:8080/g', 'localhost'],
  ['https://', ''],
  ['/a/b@c.d', ''],
  ['', ''],
])('the host of %s is %j', (url, host) => {
  expect(hostOf(url)).toBe(host);
});

describe('words', () => {
  const table = words({ done: 'SUCCEEDED', process: 'PROCESSING', init: 'PROCESSING' });

  it('are read in any case, and never from beyond the table', () => {
    expect(table.meaningOf('Done')).toBe('SUCCEEDED');
    expect(table.meaningOf(' init ')).toBe('PROCESSING');
    for (const word of ['constructor', '__proto__', '', null, 1])
      expect(table.meaningOf(word)).toBeUndefined();
  });

  it('are asked for by the first of several', () => {
    expect(table.wordFor('PROCESSING')).toBe('process');
    expect(table.wordFor('FAILED')).toBeUndefined();
  });
});
