import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { parse, printSchema } from 'graphql';
import { buildSchema, subgraphSdl } from './src/graphql/schema.ts';
import { vendors } from './src/vendors/registry.ts';

/** What the GraphQL Code Generator is told; written as in its own configuration files. */
export const config = {
  documents: 'schema/operations/',
  generates: 'schema/generated/',
  config: {
    scalars: { DateTime: 'string', Duration: 'string', JSON: 'unknown' },
    strictScalars: true,
    enumsAsTypes: true,
    useTypeImports: true,
    importExtension: '.ts' as const,
    emitLegacyCommonJSImports: false,
  },
  presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' as const } },
};

const root = new URL('./', import.meta.url);

/** Every file that is written, by its path from here. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const schema = buildSchema({ vendors });
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: config.generates,
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: await operations(),
    config: config.config,
    presetConfig: config.presetConfig,
    plugins: [],
    pluginMap: {},
  });
  const typed = await Promise.all(
    sections.map(async (section) => [section.filename, await codegen(section)] as const),
  );
  return new Map([
    ['schema/schema.graphql', `${printSchema(schema)}\n`],
    ['schema/subgraph.graphql', `${subgraphSdl({ vendors })}\n`],
    ...typed,
  ]);
}

async function operations() {
  const directory = new URL(config.documents, root);
  const files = (await readdir(directory)).filter((file) => file.endsWith('.graphql')).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const rawSDL = await readFile(new URL(file, directory), 'utf8');
      return { location: `${config.documents}${file}`, rawSDL, document: parse(rawSDL) };
    }),
  );
}

async function write(): Promise<void> {
  const files = await generatedFiles();
  await rm(new URL(config.generates, root), { recursive: true, force: true });
  await mkdir(new URL(config.generates, root), { recursive: true });
  for (const [path, content] of files) await writeFile(new URL(path, root), content);
  process.stdout.write(`Wrote ${[...files.keys()].join(', ')}.\n`);
}

const script = process.argv[1];
if (script !== undefined && basename(script) === basename(fileURLToPath(import.meta.url))) await write();
