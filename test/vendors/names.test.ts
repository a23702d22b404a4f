import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../../src/', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
);
const text = new Map(files.map((file) => [file, readFileSync(join(source, file), 'utf8')]));

/** Vendors that follow the instructions of the README, by the folder that each has on both sides. */
const folders = [
  ['alibaba-dcdn', ['ALIBABA_DCDN']],
  ['alibaba-esa', ['ALIBABA_ESA']],
  ['aws-cloudfront', ['AWS_CLOUDFRONT']],
  ['huawei-cdn', ['HUAWEI_CDN']],
  ['volcengine-cdn', ['VOLCENGINE_CDN', 'BYTEPLUS_CDN']],
] as const;

/** Where every vendor may be named: both registries, what codegen writes of the schema, and translations of its name. */
const isFree = (file: string): boolean =>
  ['vendors/registry.ts', 'emulator/registry.ts'].includes(file) || /^dashboard\/(gql|texts)\//.test(file);

describe.each(folders)('the vendor in %s', (folder, names) => {
  const own = (file: string): boolean =>
    file.startsWith(`vendors/${folder}/`) || file.startsWith(`emulator/${folder}/`);
  const naming = files.filter((file) =>
    [folder, ...names].some((name) => text.get(file)?.includes(name) === true),
  );

  it('is named by no file outside its two folders and the registries', () => {
    expect(naming.filter((file) => !own(file) && !isFree(file))).toEqual([]);
  });

  it('is named by both registries', () => {
    expect(naming).toEqual(expect.arrayContaining(['vendors/registry.ts', 'emulator/registry.ts']));
  });
});
