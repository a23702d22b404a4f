import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const tokens = readFileSync(new URL('../../src/dashboard/style/tokens.css', import.meta.url), 'utf8');
const themes = { light: 0, dark: 1 } as const;
type Theme = keyof typeof themes;

/** The colour of a token as `#rrggbb`, references followed. */
function colour(name: string, theme: Theme): string {
  const value = new RegExp(`--${name}: ([^;]+);`).exec(tokens)?.[1] ?? '';
  const reference = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (reference !== undefined) return colour(reference, theme);
  const found = value.match(/#[0-9a-f]{6}/g)?.[themes[theme]];
  if (found === undefined) throw new Error(`--${name} has no colour for the ${theme} theme`);
  return found;
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((share) => (share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const tones = ['good', 'busy', 'warn', 'bad', 'idle'];
const grounds = ['page', 'surface', 'sunken', 'hover'];
const written: readonly (readonly [string, string])[] = [
  ...grounds.flatMap((ground) => ['ink', 'muted', 'accent'].map((words) => [words, ground] as const)),
  ...tones.flatMap((tone) => [tone, 'ink', 'muted'].map((words) => [words, `${tone}-ground`] as const)),
  ...tones.map((tone) => [tone, 'surface'] as const),
  ['on-accent', 'accent-fill'],
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(written)('%s can be read on %s', (words, ground) => {
    expect(contrast(colour(words, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(tones)('an area filled with %s stands out', (tone) => {
    const [fill, surface] = [colour(`${tone}-fill`, theme), colour('surface', theme)];
    expect(contrast(fill, surface)).toBeGreaterThanOrEqual(2);
  });
});
