import { Buffer } from 'node:buffer';
import fc from 'fast-check';

/** Texts that have broken things before: empty, blank, wide, half of a pair, very long, another language's. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\u2028',
    '\ud800',
    '__proto__',
    'constructor',
    'toString',
    '%',
    '%u',
    '*',
    'null',
    '-1',
    '1e309',
    '9'.repeat(400),
    'x'.repeat(20_000),
    '\u0130'.repeat(300),
    "' OR 1=1 --",
    '${jndi:ldap://127.0.0.1/}',
    '../../etc/passwd',
    'https://[',
    'https://www.example.com/(a+)+$',
    'https://user:word@www.example.com:99999/',
  ),
);

/** Whole numbers, at borders most of all. */
export const oddInteger: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: -2, max: 30 }),
  fc.constantFrom(0, 1, 999, 1_000, 1_001, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 1e308),
);

/** Points in time, many of them far away or none. */
export const oddInstant: fc.Arbitrary<unknown> = fc.oneof(
  fc.integer({ min: -90, max: 90 }).map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString()),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom<unknown>(
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '2026-02-30T00:00:00Z',
    '2026-01-01T00:00:00+24:00',
    '2026-01-01T23:59:60Z',
    '2026-01-01',
    '',
    0,
    true,
    {},
  ),
);

/** Something that is like a real text, but for a little. */
export const spoilt = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant(text),
    fc.nat(text.length).map((end) => text.slice(0, end)),
    fc.string({ maxLength: 5 }).map((more) => text + more),
    fc
      .tuple(fc.nat(Math.max(0, text.length - 1)), fc.string({ minLength: 1, maxLength: 2 }))
      .map(([at, piece]) => text.slice(0, at) + piece + text.slice(at + 1)),
    // Changed inside of its encoding.
    fc.tuple(fc.nat(), fc.nat(255)).map(([at, byte]) => {
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length > 0) bytes[at % bytes.length] = byte;
      return bytes.toString('base64url');
    }),
    fc.json().map((json) => Buffer.from(json).toString('base64url')),
  );
