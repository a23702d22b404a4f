import { assert, integer, property } from 'fast-check';
import { expect, it } from 'vitest';

import { readIso, readUtc, readWall, utcText, wallText } from '../../src/emulator/instant.ts';

const beijing = 8 * 3_600_000;
const seconds = integer({ min: 0, max: 4_102_444_799 }).map((value) => value * 1000);

it('every second is written as Date writes it, and read back', () => {
  assert(
    property(seconds, (instant) => {
      expect(utcText(instant)).toBe(`${new Date(instant).toISOString().slice(0, 19)}Z`);
      expect(readUtc(utcText(instant))).toBe(instant);
      expect(wallText(instant, beijing)).toBe(
        new Date(instant + beijing).toISOString().slice(0, 19).replace('T', ' '),
      );
      expect(readWall(wallText(instant, beijing), beijing)).toBe(instant);
    }),
  );
});

it('a text with any offset is read as the instant that it means', () => {
  const instant = Date.parse('2026-03-10T12:00:00Z');
  expect(readIso('2026-03-10T12:00:00Z')).toBe(instant);
  expect(readIso('2026-03-10T20:00:00+08:00')).toBe(instant);
  expect(readIso('2026-03-10T08:30:00-03:30')).toBe(instant);
});

it.each([
  '',
  '2026-03-10',
  '2026-03-10T12:00:00',
  '2026-03-10T12:00Z',
  '2026-03-10 12:00:00Z',
  '2026-02-29T12:00:00Z',
  '2026-13-10T12:00:00Z',
  '2026-03-10T24:00:00Z',
  '2026-03-10T12:60:00Z',
  '2026-03-10T12:00:00+8',
])('%j is not a time', (text) => {
  expect([readIso(text), readUtc(text), readWall(text, beijing)]).toEqual([undefined, undefined, undefined]);
});
