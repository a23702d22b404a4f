import { assert, double, integer, pre, property, tuple } from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  isoText,
  localText,
  readIsoTime,
  readLocalTime,
  readMilliseconds,
  readUnixTime,
} from '../../src/vendors/times.ts';
import { zoneNamed } from '../../src/vendors/zone.ts';

const seconds = integer({ min: Date.UTC(1990, 0, 1) / 1_000, max: Date.UTC(2100, 0, 1) / 1_000 }).map(
  (second) => second * 1_000,
);

describe('readIsoTime', () => {
  it('reads what it writes, as luxon does', () => {
    assert(
      property(seconds, (instant) => {
        const text = isoText(instant);
        expect(readIsoTime(text)).toBe(instant);
        expect(DateTime.fromISO(text).toMillis()).toBe(instant);
      }),
    );
  });

  it.each([
    ['2022-02-09T10:28:43+08:00', '2022-02-09T02:28:43Z'],
    ['2022-02-08T22:58:43-03:30', '2022-02-09T02:28:43Z'],
    ['2022-02-09T02:28Z', '2022-02-09T02:28:00Z'],
    ['2022-02-09T02:28:43.250Z', '2022-02-09T02:28:43.250Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
    ['2000-02-29T23:59:59Z', '2000-02-29T23:59:59Z'],
  ])('%s is %s', (text, same) => {
    expect(readIsoTime(text)).toBe(Date.parse(same));
  });

  it.each([
    '2022-02-09 02:28:43Z',
    '2022-02-09T02:28:43',
    '2022-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2022-13-01T00:00:00Z',
    '2022-00-01T00:00:00Z',
    '2022-01-00T00:00:00Z',
    '2022-01-01T24:00:00Z',
    '2022-01-01T00:60:00Z',
    '2022-01-01T00:00:60Z',
    '2022-01-01T00:00:0xZ',
    '0022-01-01T00:00:00Z',
    '2022/01/01T00:00:00Z',
    ' 022-01-01T00:00:00Z',
    '２０２２-01-01T00:00Z',
    '0000-00-00T00:00:00Z',
    '',
    1_644_373_723_000,
    null,
  ])('%j is no time', (value) => {
    expect(readIsoTime(value)).toBeUndefined();
  });
});

describe('readLocalTime', () => {
  it('reads what it writes', () => {
    assert(
      property(seconds, (instant) => {
        expect(readLocalTime(localText(instant))).toBe(instant);
      }),
    );
  });

  it.each(['2018-07-30T18:10:53', '2018-07-30 18:10', '2018-07-30 18:10:53Z', '2018-02-29 00:00:00', null])(
    '%j is no time',
    (value) => {
      expect(readLocalTime(value)).toBeUndefined();
    },
  );
});

describe('a zone', () => {
  it.each(['UTC', 'UTC+8', 'UTC-3:30', 'Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'])(
    '%s is read as luxon reads it, where a time has one meaning',
    (name) => {
      const zone = zoneNamed(name);
      assert(
        property(seconds, (instant) => {
          const there = DateTime.fromMillis(instant, { zone: name });
          pre(there.getPossibleOffsets().length === 1);
          expect(zone.read(there.toFormat('yyyy-MM-dd HH:mm:ss'))).toBe(instant);
        }),
      );
    },
  );

  it.each(['UTC+8', 'America/New_York', 'Australia/Lord_Howe'])(
    '%s: the ends of a window as written hold all that is read as lying within',
    (name) => {
      const zone = zoneNamed(name);
      const window = tuple(seconds, integer({ min: 1, max: 86_400 * 30 }));
      assert(
        property(window, double({ min: 0, max: 1, noNaN: true }), ([from, length], share) => {
          const to = from + length * 1_000;
          const instant = from + Math.floor(length * share * 0.999) * 1_000;
          const text = DateTime.fromMillis(instant, { zone: name }).toFormat('yyyy-MM-dd HH:mm:ss');
          const read = zone.read(text);
          pre(read !== undefined && read >= from && read < to);
          const written = zone.write({ from, to });
          expect(written.from <= text && text < written.to).toBe(true);
        }),
        { numRuns: 500 },
      );
    },
  );

  it('an hour that comes twice is asked for whole, whichever of the two is meant', () => {
    // New York, 1 November 2026: 02:00 summer time is 01:00 winter time.
    const zone = zoneNamed('America/New_York');
    const from = Date.parse('2026-11-01T05:30:00Z');
    const written = { from: '2026-11-01 00:30:00', to: '2026-11-01 01:45:00' };
    expect(zone.write({ from, to: Date.parse('2026-11-01T05:45:00Z') })).toEqual(written);
    const read = zone.read('2026-11-01 01:40:00');
    expect([Date.parse('2026-11-01T05:40:00Z'), Date.parse('2026-11-01T06:40:00Z')]).toContain(read);
  });
});

describe('a number', () => {
  it.each([1, '1', 8.64e15, '8640000000000000'])('of milliseconds can be %j', (value) => {
    expect(readMilliseconds(value)).toBe(Number(value));
  });

  it.each([0, '0', -1, '-1', 1.5, 8.64e15 + 1, '86400000000000000', '', 'now', NaN, null])(
    'of milliseconds cannot be %j',
    (value) => {
      expect(readMilliseconds(value)).toBeUndefined();
    },
  );

  it.each([1e9, 1e10 - 1])('of seconds can be %j', (value) => {
    expect(readUnixTime(value)).toBe(value * 1_000);
  });

  it.each([1e9 - 1, 1e10, 1.5e9 + 0.5, '1500000000', null])('of seconds cannot be %j', (value) => {
    expect(readUnixTime(value)).toBeUndefined();
  });
});
