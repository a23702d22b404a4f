import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableJson } from '../../src/cli/text.ts';

/** Code points by the ranges of the Unicode standard, written apart from the expression that is tested. */
const range = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));

const hostile = {
  'C0 controls and newlines': range(0x00, 0x1f),
  'DEL and C1 controls': range(0x7f, 0x9f),
  'bidirectional controls': [
    '\u061C',
    ...range(0x200e, 0x200f),
    ...range(0x202a, 0x202e),
    ...range(0x2066, 0x2069),
  ],
  'line separators': ['\u2028', '\u2029'],
  'invisible characters': ['\u200B', '\u2060', '\uFEFF', '\u{E0041}'],
};

describe('printable text', () => {
  it.each(Object.entries(hostile))('shows %s as escapes', (_, characters) => {
    for (const character of characters) {
      const shown = printable(`a${character}b`);
      expect(shown).toMatch(/^a(?:\\u[0-9a-f]{4}){1,2}b$/);
      expect(JSON.parse(`"${shown}"`)).toBe(`a${character}b`);
    }
  });

  it.each(['https://www.example.com/ä/汉字?a=1&b=2', 'Größe: 5 %', '{"a": [1, 2]}', 'b\\c', '🚀', ''])(
    'leaves %j as it is',
    (text) => {
      expect(printable(text)).toBe(text);
    },
  );

  it.each([
    ['https://a.example/\n::error::owned', 'https://a.example/\\u000a::error::owned'],
    ['::error::owned', '\\u003a:error::owned'],
    ['   ::add-mask::x', '   \\u003a:add-mask::x'],
    ['x ##vso[task.setvariable variable=a]b', 'x #\\u0023vso[task.setvariable variable=a]b'],
    ['##[error]x', '#\\u0023[error]x'],
    ["##teamcity[buildStop comment='x']", "#\\u0023teamcity[buildStop comment='x']"],
    ['###[error]x', '##\\u0023[error]x'],
  ])('breaks up the CI command in %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('is a single line without escape sequences, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
        const shown = printable(text);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(shown.trimStart().startsWith('::')).toBe(false);
        expect(printable(shown)).toBe(shown);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});

describe('printable JSON', () => {
  it('is equal when parsed, and holds no control, format or command', () => {
    const all = Object.values(hostile).flat().join('');
    const value = { [`key${all}`]: [`::error::${all}##vso[task.complete]`, null, 1] };
    const json = printableJson(JSON.stringify(value));
    expect(JSON.parse(json)).toEqual(value);
    expect(json).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|##\w*\[/u);
  });

  it('keeps the line feed that ends a log line', () => {
    expect(printableJson('{"a":"\u009B"}\n')).toBe('{"a":"\\u009b"}\n');
  });

  it('is equal when parsed for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const json = JSON.stringify(value);
        expect(JSON.parse(printableJson(json))).toEqual(JSON.parse(json));
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});
