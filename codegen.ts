import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { addTypenameSelectionDocumentTransform, preset } from '@graphql-codegen/client-preset';
import type { ClientPresetConfig } from '@graphql-codegen/client-preset';
import type { Types } from '@graphql-codegen/plugin-helpers';
import { isAbstractType, isEnumType, lexicographicSortSchema, parse, print, printSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** Where operations are, and where that goes which is generated of them. */
interface Target {
  readonly operations: string;
  readonly generated: string;
  readonly presetConfig: ClientPresetConfig;
}

const shipped: Target = {
  operations: 'schema/operations/',
  generated: 'schema/generated/',
  presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
};
/** It sends its documents as they are. */
const dashboard: Target = {
  operations: 'src/dashboard/',
  generated: 'src/dashboard/gql/',
  presetConfig: { fragmentMasking: false },
};
const targets = [shipped, dashboard];

const client = {
  preset: 'client' as const,
  // The names of types, by which caches and unions go, cannot be added to what is registered: they are in it.
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
  generates: Object.fromEntries(
    targets.map(({ operations, generated, presetConfig }) => [
      generated,
      { ...client, presetConfig, documents: `${operations}*.graphql` },
    ]),
  ),
};

export default config;

const root = new URL('./', import.meta.url);

/** Every file that is written, by its path from here. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  // Loaded here, for who reads the configuration alone needs none of it.
  const { buildSchema, subgraphSdl } = await import('./src/graphql/schema.ts');
  const { vendors } = await import('./src/vendors/registry.ts');
  const schema = buildSchema({ vendors });
  // The generator's own command sorts what it reads.
  const sorted = lexicographicSortSchema(schema);
  const typed = await Promise.all(targets.map((target) => typedFiles(sorted, target)));
  return new Map([
    ['schema/schema.graphql', `${printSchema(schema)}\n`],
    ['schema/subgraph.graphql', `${subgraphSdl({ vendors })}\n`],
    ...targets.map(
      ({ generated }) => [`${generated}possible-types.ts`, possibleTypesModule(schema)] as const,
    ),
    [`${dashboard.generated}vendor-titles.ts`, vendorTitlesModule(schema)],
    ...typed.flat(),
  ]);
}

async function typedFiles(schema: GraphQLSchema, target: Target) {
  const { codegen } = await import('@graphql-codegen/core');
  const sections = await preset.buildGeneratesSection({
    ...client,
    presetConfig: target.presetConfig,
    baseOutputDir: target.generated,
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: await documentsIn(target.operations),
    documentTransforms: client.documentTransforms.map((transformObject) => ({
      name: 'add-typename',
      transformObject,
    })),
    plugins: [],
    pluginMap: {},
  });
  return Promise.all(sections.map(async (section) => [section.filename, await codegen(section)] as const));
}

async function documentsIn(folder: string) {
  const directory = new URL(folder, root);
  const files = (await readdir(directory)).filter((file) => file.endsWith('.graphql')).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const document = parse(await readFile(new URL(file, directory), 'utf8'));
      return { location: `${folder}${file}`, rawSDL: print(document), document };
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

function vendorTitlesModule(schema: GraphQLSchema): string {
  const vendor = schema.getType('Vendor');
  const values = isEnumType(vendor) ? vendor.getValues() : [];
  const titles = values.map(
    ({ name, description }) => [name, description?.replace(/\.$/, '') ?? name] as const,
  );
  return `import type { Vendor } from './graphql.ts';

/** The vendors as people call them. */
export const vendorTitles: Readonly<Record<Vendor, string>> = ${JSON.stringify(Object.fromEntries(titles), undefined, 2)};
`;
}

async function write(): Promise<void> {
  const files = await generatedFiles();
  for (const { generated } of targets) {
    await rm(new URL(generated, root), { recursive: true, force: true });
    await mkdir(new URL(generated, root), { recursive: true });
  }
  for (const [path, content] of files) await writeFile(new URL(path, root), content);
  process.stdout.write(`Wrote ${[...files.keys()].join(', ')}.\n`);
}

const script = process.argv[1];
if (script !== undefined && basename(script) === basename(fileURLToPath(import.meta.url))) await write();
