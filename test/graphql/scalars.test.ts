import { parseValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { GraphQLDuration, GraphQLInstant } from '../../src/graphql/scalars.ts';

const noon = Date.UTC(2026, 2, 1, 12);

describe('DateTime', () => {
  it('is written in UTC with milliseconds', () => {
    expect(GraphQLInstant.serialize(noon)).toBe('2026-03-01T12:00:00.000Z');
  });

  it.each([
    ['2026-03-01T12:00:00Z', noon],
    ['2026-03-01T12:00:00.250Z', noon + 250],
    ['2026-03-01T20:00:00+08:00', noon],
    ['2026-03-01T06:30:00-05:30', noon],
  ])('%s is read', (text, instant) => {
    expect(GraphQLInstant.parseValue(text)).toBe(instant);
    expect(GraphQLInstant.parseLiteral(parseValue(JSON.stringify(text)), {})).toBe(instant);
  });

  it.each([
    '2026-03-01',
    '2026-02-30T12:00:00Z',
    '2026-03-01T12:00:00',
    '2026-03-01T25:00:00Z',
    'yesterday',
    '',
    true,
    {},
  ])('%j is refused', (value) => {
    expect(() => GraphQLInstant.parseValue(value)).toThrow(
      /^DateTime cannot represent .*such as "2026-03-01T12:30:00Z"/,
    );
  });

  it('rejects a number in the query, and an invalid instant in a result', () => {
    expect(() => GraphQLInstant.parseLiteral(parseValue('1'), {})).toThrow('DateTime cannot');
    expect(() => GraphQLInstant.serialize(Number.NaN)).toThrow('cannot represent');
    expect(() => GraphQLInstant.serialize('now')).toThrow('cannot represent');
  });
});

describe('Duration', () => {
  it.each([
    [0, 'PT0S'],
    [1_500, 'PT1.5S'],
    [7 * 86_400_000, 'P7D'],
    [30 * 86_400_000, 'P30D'],
    [90_061_000, 'P1DT1H1M1S'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(GraphQLDuration.serialize(milliseconds)).toBe(text);
    expect(GraphQLDuration.parseValue(text)).toBe(milliseconds);
  });

  it.each(['10s', '', 5, null])('%j is refused', (value) => {
    expect(() => GraphQLDuration.parseValue(value)).toThrow('such as "PT30S"');
  });

  it('without end cannot be written', () => {
    expect(() => GraphQLDuration.serialize(Infinity)).toThrow('cannot represent');
  });
});
