import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogues, languages, preferredLanguage } from '../../src/dashboard/language.ts';

/** The names of all entries of a catalogue, such as `states.FAILED.word`, with the entries. */
function entriesOf(value: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, entry]) =>
    entriesOf(entry, path === '' ? name : `${path}.${name}`),
  );
}

/** Names of products and units that are the same in every language. */
const untranslated = ['everywhere.url'];
const isVendorName = ([name]: readonly [string, unknown]): boolean => name.startsWith('vendors.');

/** How many values a text takes. */
const arity = (text: unknown): number => (typeof text === 'function' ? text.length : 0);

const english = new Map(entriesOf(catalogues.en));

describe.each(languages.filter((language) => language !== 'en'))('the catalogue %s', (language) => {
  const entries = entriesOf(catalogues[language]).filter((entry) => !isVendorName(entry));

  it('has every entry of the English one and no other', () => {
    expect(entries.map(([name]) => name).toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('has no empty entry and none that is still English', () => {
    const missing = entries.filter(
      ([name, text]) => text === '' || (text === english.get(name) && !untranslated.includes(name)),
    );
    expect(missing).toEqual([]);
  });

  it('takes the same values into each text', () => {
    const different = entries.filter(([name, text]) => arity(text) !== arity(english.get(name)));
    expect(different).toEqual([]);
  });
});

describe('the language', () => {
  it.each([
    [['de-DE', 'zh-Hans-CN', 'en'], 'zh-CN'],
    [['zh-TW'], 'zh-CN'],
    [['en-US', 'zh-CN'], 'en'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('of a browser that prefers %j is %s', (preferences, language) => {
    expect(preferredLanguage(preferences)).toBe(language);
  });
});

describe('the components', () => {
  const folder = new URL('../../src/dashboard/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.tsx'));

  it.each(files)('%s has no text of its own', (name) => {
    const source = readFileSync(new URL(name, folder), 'utf8').replaceAll(
      /\/\*\*?[^]*?\*\/|^\s*\/\/.*$/gm,
      '',
    );
    // Words between tags on a line of their own, words between tags on one line, and words in attributes that people read.
    const written = [
      ...source.matchAll(/^\s+([A-Z][a-z]+(?: [\w.…]+)*)$/gm),
      ...source.matchAll(/[\w"}]>([^<>{}=;()]*[A-Za-z]{3}[^<>{}=;()]*)<\//g),
      ...source.matchAll(/(?:title|label|text|aria-label|placeholder|alt)="([^"]*[A-Za-z]{3}[^"]*)"/g),
    ].map(([, text]) => text);
    expect(written.filter((text) => text !== 'Edgetasks' && text !== 'https://…')).toEqual([]);
  });
});
