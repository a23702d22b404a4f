import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { addTypenameSelectionDocumentTransform, preset } from '@graphql-codegen/client-preset';
import type { Types } from '@graphql-codegen/plugin-helpers';
import { isAbstractType, parse, print, printSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';

const operationsDirectory = 'schema/operations/';
const generatedDirectory = 'schema/generated/';

const client = {
  preset: 'client' as const,
  presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' as const } },
  // Who sends a document by its hash cannot add the names of types, by which caches and unions go: they are in it.
  documentTransforms: [addTypenameSelectionDocumentTransform],
  config: {
    scalars: { DateTime: 'string', Duration: 'string', JSON: 'unknown' },
    strictScalars: true,
    enumsAsTypes: true,
    useTypeImports: true,
    importExtension: '.ts' as const,
    emitLegacyCommonJSImports: false,
  },
};

/** What GraphQL Code Generator is told. Its own command reads it as it is, and writes the same as `npm run codegen`. */
const config: Types.Config = {
  schema: 'schema/schema.graphql',
  documents: `${operationsDirectory}*.graphql`,
  config: { sort: false },
  generates: { [generatedDirectory]: client },
};

export default config;

const root = new URL('./', import.meta.url);

/** Every file that is written, by its path from here. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  // Loaded here, for who reads the configuration alone needs none of it.
  const { codegen } = await import('@graphql-codegen/core');
  const { buildSchema, subgraphSdl } = await import('./src/graphql/schema.ts');
  const { vendors } = await import('./src/vendors/registry.ts');
  const schema = buildSchema({ vendors });
  const sections = await preset.buildGeneratesSection({
    ...client,
    baseOutputDir: generatedDirectory,
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: await operations(),
    documentTransforms: client.documentTransforms.map((transformObject) => ({
      name: 'add-typename',
      transformObject,
    })),
    plugins: [],
    pluginMap: {},
  });
  const typed = await Promise.all(
    sections.map(async (section) => [section.filename, await codegen(section)] as const),
  );
  return new Map([
    ['schema/schema.graphql', `${printSchema(schema)}\n`],
    ['schema/subgraph.graphql', `${subgraphSdl({ vendors })}\n`],
    [`${generatedDirectory}possible-types.ts`, possibleTypesModule(schema)],
    ...typed,
  ]);
}

async function operations() {
  const directory = new URL(operationsDirectory, root);
  const files = (await readdir(directory)).filter((file) => file.endsWith('.graphql')).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const document = parse(await readFile(new URL(file, directory), 'utf8'));
      return { location: `${operationsDirectory}${file}`, rawSDL: print(document), document };
    }),
  );
}

function possibleTypesModule(schema: GraphQLSchema): string {
  const entries = Object.values(schema.getTypeMap())
    .filter(isAbstractType)
    .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)] as const);
  const types = JSON.stringify(Object.fromEntries(entries), undefined, 2);
  return `/** Which types each interface and union stands for: \`possibleTypes\` of Apollo Client's cache. */
export const possibleTypes: Record<string, string[]> = ${types};
`;
}

async function write(): Promise<void> {
  const files = await generatedFiles();
  await rm(new URL(generatedDirectory, root), { recursive: true, force: true });
  await mkdir(new URL(generatedDirectory, root), { recursive: true });
  for (const [path, content] of files) await writeFile(new URL(path, root), content);
  process.stdout.write(`Wrote ${[...files.keys()].join(', ')}.\n`);
}

const script = process.argv[1];
if (script !== undefined && basename(script) === basename(fileURLToPath(import.meta.url))) await write();
