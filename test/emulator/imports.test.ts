import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../src/emulator');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const importLine = /(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g;

function imports(file: string): string[] {
  return [...readFileSync(join(root, file), 'utf8').matchAll(importLine)].map(([, name = '']) => name);
}

it('the emulator imports nothing but itself, what Node brings, and luxon', () => {
  const foreign = files.flatMap((file) =>
    imports(file)
      .filter((name) => !(name.startsWith('.') ? isInside(file, name) : isBuiltin(name) || name === 'luxon'))
      .map((name) => `${file}: ${name}`),
  );
  expect(foreign).toEqual([]);
});

it('the imports are really seen', () => {
  expect(imports('emulator.ts')).toContain('./registry.ts');
  expect(imports('tencent/tc3.ts')).toEqual(expect.arrayContaining(['node:crypto', '../protocol.ts']));
});

it('no vendor imports another, and only the registry imports a vendor', () => {
  const vendors = imports('registry.ts')
    .filter((name) => name.includes('/', 2))
    .map((name) => name.slice('./'.length));
  expect(vendors).toEqual(
    expect.arrayContaining([
      'tencent-cdn/tencent-cdn.ts',
      'alibaba/alibaba-cdn.ts',
      'volcengine-cdn/volcengine-cdn.ts',
    ]),
  );
  // Nobody else needs what is in the folder of one vendor.
  const isOfOneVendor = (folder: string) =>
    vendors.filter((vendor) => dirname(vendor) === folder).length === 1;
  const crossings = files.flatMap((file) =>
    imports(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(root, resolve(root, dirname(file), name)))
      .filter((imported) => file !== 'registry.ts' && imported !== file)
      .filter(
        (imported) =>
          vendors.includes(imported) ||
          (isOfOneVendor(dirname(imported)) && dirname(imported) !== dirname(file)),
      )
      .map((imported) => `${file}: ${imported}`),
  );
  expect(crossings).toEqual([]);
});

function isInside(file: string, name: string): boolean {
  return !relative(root, resolve(root, dirname(file), name)).startsWith('..');
}
