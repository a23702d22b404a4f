import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { vendors } from '../../src/vendors/registry.ts';

const source = fileURLToPath(new URL('../../src/', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
);

/** The code of a file without the lines that are comments: any vendor may be an example there. */
const codeOf = (file: string): string =>
  readFileSync(join(source, file), 'utf8').replaceAll(/^\s*(?:\/\*|\*|\/\/).*$/gm, '');
const code = new Map(files.map((file) => [file, codeOf(file)]));

interface Folders {
  readonly names: readonly string[];
  /** From `src/`. */
  readonly own: readonly string[];
  /** The folders of sister products, which share its rows or its words. */
  readonly sharedWith?: readonly string[];
}

/** A vendor has a folder of one name on both sides. */
const both = (folder: string): readonly string[] => [`vendors/${folder}/`, `emulator/${folder}/`];

const vendorFolders: readonly Folders[] = [
  { names: ['TENCENT_CDN'], own: both('tencent-cdn') },
  { names: ['TENCENT_EDGEONE'], own: ['vendors/edgeone/', 'emulator/tencent-edgeone/'] },
  {
    names: ['ALIBABA_CDN'],
    own: both('alibaba-cdn'),
    sharedWith: ['vendors/alibaba-dcdn/', 'vendors/alibaba-esa/'],
  },
  { names: ['ALIBABA_DCDN'], own: both('alibaba-dcdn') },
  { names: ['ALIBABA_ESA'], own: both('alibaba-esa') },
  { names: ['AWS_CLOUDFRONT'], own: both('aws-cloudfront') },
  { names: ['HUAWEI_CDN'], own: both('huawei-cdn') },
  { names: ['VOLCENGINE_CDN', 'BYTEPLUS_CDN'], own: both('volcengine-cdn') },
];

/** Where every vendor may be named: both registries, what codegen writes of the schema, and translations of its name. */
const isFree = (file: string): boolean =>
  ['vendors/registry.ts', 'emulator/registry.ts'].includes(file) || /^dashboard\/(gql|texts)\//.test(file);

const isIn = (file: string, folders: readonly string[]): boolean =>
  folders.some((folder) => file.startsWith(folder));

/** Its name as a value or a key, or a path into one of its folders. */
const namingOf = ({ names, own }: Folders): RegExp => {
  const folders = own.map((folder) => folder.replace(/^\w+/, ''));
  return new RegExp(
    `['"](?:${names.join('|')})['"]|\\b(?:${names.join('|')})\\b['"]?\\s*:|${folders.join('|')}`,
  );
};

it('every vendor is looked for', () => {
  expect(vendorFolders.flatMap(({ names }) => names).toSorted()).toEqual(
    vendors.map(({ name }) => name).toSorted(),
  );
});

describe.each(vendorFolders)('$names', (folders) => {
  const { own, sharedWith = [] } = folders;
  const naming = files.filter((file) => namingOf(folders).test(code.get(file) ?? ''));

  it('is named by no file outside its two folders and the registries', () => {
    expect(naming.filter((file) => !isIn(file, [...own, ...sharedWith]) && !isFree(file))).toEqual([]);
  });

  it('is named by both registries', () => {
    expect(naming).toEqual(expect.arrayContaining(['vendors/registry.ts', 'emulator/registry.ts']));
  });
});
