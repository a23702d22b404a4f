import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const folder = 'test/browser/pictures/';
const readme = readFileSync(new URL('README.md', root), 'utf8');

const words =
  /!\[[^\]]{20,}\]\((?<drawn>[^)]+)\)|<img alt="[^"]{20,}" src="(?<framed>[^"]+)"|srcset="(?<other>[^"]+)"/g;
const shown = [...readme.matchAll(words)].map(
  ({ groups = {} }) => groups['drawn'] ?? groups['framed'] ?? groups['other'],
);

it('the README shows every picture there is, in words too, and small enough to be loaded at once', () => {
  const files = readdirSync(new URL(folder, root)).map((name) => `${folder}${name}`);
  expect(new Set(shown)).toEqual(new Set(files));
  for (const file of files) expect(readFileSync(new URL(file, root)).length).toBeLessThan(200_000);
});
