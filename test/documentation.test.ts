import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { loadSettings } from '../src/config.ts';
import { ConfigurationError } from '../src/config/issue.ts';
import { vendors } from '../src/vendors/registry.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

const markdownIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: folder !== '.', encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
    .map((file) => join(folder, file));

const texts = new Map(
  ['.', '.github', 'src', 'test']
    .flatMap(markdownIn)
    .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
);
const textOf = (file: string): string => texts.get(file) ?? '';

/** The anchor that GitHub gives to a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** The relative links and pictures of a document that lead nowhere. */
function brokenLinks(file: string, text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
    ([, link, picture]) => link ?? picture ?? '',
  );
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : join(dirname(file), path);
    if (!existsSync(resolve(root, target))) return true;
    return anchor !== undefined && !anchorsIn(textOf(target)).includes(anchor);
  });
}

/** The code blocks of a language. */
const blocksOf = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, block = '']) => block);

describe('the documents', () => {
  it.each([...texts])('%s links only to files and headings that exist', (file, text) => {
    expect(brokenLinks(file, text)).toEqual([]);
  });

  it('shows only queries that the schema accepts', () => {
    const schema = buildSchema(readFileSync(join(root, 'schema/schema.graphql'), 'utf8'));
    const queries = [...texts.values()]
      .flatMap((text) => blocksOf(text, 'graphql'))
      // `site` is a field of the other subgraph: the test of the gateway sends that query.
      .filter((block) => /^(?:\{|query|subscription)/.test(block) && !block.includes('site('));
    expect(queries.length).toBeGreaterThan(1);
    for (const query of queries) expect(validate(schema, parse(query))).toEqual([]);
  });
});

/** Without comments and white space, which formatting changes. */
const bare = (code: string): string => code.replaceAll(/\/\/.*/g, '').replaceAll(/\s+|\breturn\b/g, '');

describe('src/graphql/README.md', () => {
  it.each([
    ['urql', 'test/e2e/urql-client.ts'],
    ['apollo', 'test/clients/apollo-cache.ts'],
  ])('shows the client of %s as it is tested in %s', (name, path) => {
    const [, block = ''] =
      new RegExp(`\`\`\`ts example=${name}\\n([^]*?)\`\`\``).exec(textOf('src/graphql/README.md')) ?? [];
    // What it shares with the tested file begins with its lists.
    const shown = block.slice(block.indexOf('const list = '));
    for (const statement of shown.split(/;\n/).filter((each) => each.trim() !== '')) {
      const code = bare(statement)
        .replace(/^constcache=/, '')
        .replace(/;$/, '');
      expect(bare(readFileSync(join(root, path), 'utf8'))).toContain(code);
    }
  });
});

describe('README.md', () => {
  const readme = textOf('README.md');

  it('is at most 12 KB', () => {
    expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(12_000);
  });

  it('is there in Chinese, with the same command to run it and every vendor', () => {
    const chinese = textOf('.github/README.zh-CN.md');
    expect(readme).toContain('(.github/README.zh-CN.md)');
    expect(chinese).toContain('(../README.md)');
    expect(blocksOf(readme, 'sh')[0]).toBe(blocksOf(chinese, 'sh')[0]);
    // As both languages spell them, which for some is not the name of the API.
    const brands = [
      '腾讯云 CDN',
      'EdgeOne',
      '阿里云 CDN',
      'DCDN',
      '火山引擎',
      'BytePlus',
      'CloudFront',
      'ESA',
    ];
    expect([...brands, '华为云'].filter((brand) => !chinese.includes(brand))).toEqual([]);
    expect(brands.length + 1).toBe(vendors.length);
  });

  it('shows every picture with a description, and each is small enough to load at once', () => {
    const folder = 'test/browser/pictures/';
    const pattern =
      /!\[[^\]]{20,}\]\((?<inline>[^)]+)\)|<img alt="[^"]{20,}" src="(?<element>[^"]+)"|srcset="(?<dark>[^"]+)"/g;
    const shown = [...readme.matchAll(pattern)].map(
      ({ groups = {} }) => groups['inline'] ?? groups['element'] ?? groups['dark'],
    );
    const files = readdirSync(join(root, folder)).map((name) => `${folder}${name}`);
    expect(new Set(shown)).toEqual(new Set(files));
    for (const file of files) expect(readFileSync(join(root, file)).length).toBeLessThan(200_000);
  });
});

/** The keys that the check of a file knows, as its message about an unknown key lists them. */
function knownKeys(): string[] {
  try {
    loadSettings(vendors, { EDGETASKS_CONFIG: 'file' }, () => '{ providers: [], "0000000000000000": 1 }');
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const list = / there are (.*) \(/.exec(error.message)?.[1] ?? '';
    return list.split(', ');
  }
  return [];
}

describe('src/config/README.md', () => {
  it('describes every key of the file', () => {
    const keys = knownKeys();
    expect(keys).toContain('providers');
    const missing = keys.filter(
      (key) => !new RegExp(`\\| \`${key}[\`.]`).test(textOf('src/config/README.md')),
    );
    expect(missing).toEqual([]);
  });

  it.each(vendors)('describes every setting of $name', ({ settings }) => {
    const missing = Object.keys(settings.shape).filter(
      (key) => !textOf('src/config/README.md').includes(`| \`${key}\``),
    );
    expect(missing).toEqual([]);
  });

  it.each(vendors.map(({ name }) => name))(
    'has a row with the credentials and the endpoint of %s',
    (name) => {
      const rows = textOf('src/config/README.md').split('\n');
      const row = rows.find((each) => each.startsWith(`| \`${name}\` `)) ?? '';
      const vendor = vendors.find((each) => each.name === name);
      const facts = [
        vendor?.title,
        vendor?.defaultEndpoint,
        ...(vendor?.credentials.map((one) => one.name) ?? []),
      ];
      expect(facts.filter((fact) => !row.includes(String(fact)))).toEqual([]);
    },
  );

  it('describes every variable of Edgetasks that the sources name', () => {
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(root, 'src', file), 'utf8'));
    const variables = new Set(sources.flatMap((text) => text.match(/\bEDGETASKS_[A-Z_]+\b/g) ?? []));
    expect(variables.size).toBeGreaterThan(3);
    const missing = [...variables].filter((name) => !textOf('src/config/README.md').includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });
});
