import { describe, expect, it } from 'vitest';
import { ago, dayName, lengthOfTime, urlParts } from '../../src/dashboard/format.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const second = 1_000;
const hour = 3_600 * second;

describe('for people', () => {
  it.each([
    [0, '0 secs'],
    [7 * second, '7 secs'],
    [192 * second, '3 mins 12 secs'],
    [2 * hour, '2 hrs'],
    [26 * hour, '1 day 2 hrs'],
  ])('%i ms are %s', (length, words) => {
    expect(lengthOfTime(length)).toBe(words);
  });

  it.each([
    [3 * second, 'just now'],
    [45 * second, '45 sec ago'],
    [61 * second, '1 min ago'],
    [50 * hour, '2 days ago'],
  ])('%i ms back is %s', (age, words) => {
    expect(ago(now - age, now)).toBe(words);
  });

  it('the last two days have names', () => {
    expect(dayName(now, now)).toBe('Today');
    expect(dayName(now - 24 * hour, now)).toBe('Yesterday');
    expect(dayName('2026-02-20T12:00:00Z', now)).toBe('Friday 20 February');
  });

  it('a URL is its host and the rest, readable', () => {
    expect(urlParts('https://www.example.com/%C3%A9t%C3%A9?q=1')).toEqual({
      host: 'www.example.com',
      path: '/été?q=1',
    });
    expect(urlParts('https://www.example.com/%E9')).toEqual({ host: 'www.example.com', path: '/%E9' });
    expect(urlParts('www.example.com:release')).toEqual({ host: 'www.example.com:release', path: '' });
  });
});
