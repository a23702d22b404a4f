import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../src/', import.meta.url));

interface Import {
  /** The file that imports, from `src/`. */
  readonly from: string;
  /** A file of ours from `src/`, or a package. */
  readonly to: string;
  readonly isOurs: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .toSorted();

const text = new Map(files.map((file) => [file, readFileSync(join(source, file), 'utf8')]));

const importPattern =
  /^(?:import|export)\b(?:[^'"=;]*?\bfrom)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

const imports: readonly Import[] = files.flatMap((from) =>
  [...(text.get(from) ?? '').matchAll(importPattern)].map((match) => {
    const to = match[1] ?? match[2] ?? '';
    const isOurs = to.startsWith('.');
    return { from, to: isOurs ? relative(source, resolve(source, from, '..', to)) : to, isOurs };
  }),
);

/** What a file belongs to: its folder, or for the files at the top that tie all together, the edge. */
const layerOf = (file: string): string => (file.includes('/') ? file.slice(0, file.indexOf('/')) : 'edge');

/** What runs on the server. */
const server = files.filter((file) => layerOf(file) !== 'dashboard');

/** Which layers each may import beside itself, and which packages. `*` is any. */
const layers: Record<string, { ours: readonly string[]; packages: readonly string[] }> = {
  domain: { ours: [], packages: ['luxon'] },
  engine: { ours: ['domain'], packages: ['luxon', 'lru-cache', 'ioredis', 'dataloader', 're2js'] },
  history: { ours: ['domain', 'engine'], packages: ['kysely', 'libsql', 'pg'] },
  vendors: { ours: ['domain'], packages: ['luxon', 'zod'] },
  transport: { ours: ['domain'], packages: ['luxon', 'undici', 'fast-xml-parser'] },
  graphql: { ours: ['domain', 'engine'], packages: ['*'] },
  // What a vendor can be told belongs to the vendor: its schema is read, never its feeds.
  config: { ours: ['domain', 'vendors'], packages: ['luxon', 'yaml', 'zod'] },
  emulator: { ours: [], packages: [] },
  // It looks on: of those who do the work it knows the types alone.
  observability: {
    ours: ['domain', 'engine', 'graphql'],
    packages: ['@opentelemetry/api', 'graphql', 'graphql-yoga', 'prom-client'],
  },
  // A command line: `serve`, `check` and `schema` start what the server is; `wait` knows the API by HTTP alone.
  cli: {
    ours: ['domain', 'engine', 'graphql', 'config', 'vendors', 'edge'],
    packages: ['commander', 'graphql', 'graphql-sse', 'luxon', 'zod'],
  },
  // It runs in the browser, and knows us by the schema alone.
  dashboard: { ours: [], packages: ['*'] },
  edge: { ours: ['*'], packages: ['pino', 'graphql', '@graphql-typed-document-node/core'] },
};

const allows = (allowed: readonly string[], name: string): boolean =>
  allowed.includes('*') || allowed.includes(name);

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const shown = (found: readonly Import[]): string[] => found.map(({ from, to }) => `${from} → ${to}`);

const importersOf = (specifier: string): string[] =>
  imports.filter(({ to }) => to === specifier).map(({ from }) => from);

/** The files of a cycle, in the order of their imports; undefined if there is none. */
function cycleIn(imported: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const from = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const to of imported.get(file) ?? []) {
      const cycle = from(to, [...path, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imported.keys()) {
    const cycle = from(file, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

describe('the layers', () => {
  it('are all known', () => {
    expect(Object.keys(layers)).toEqual(expect.arrayContaining([...new Set(files.map(layerOf))]));
  });

  it.each(Object.keys(layers))('%s imports only the layers below it', (layer) => {
    const own = imports.filter(({ from, isOurs }) => isOurs && layerOf(from) === layer);
    const wrong = own.filter(
      ({ to }) => layerOf(to) !== layer && !allows(layers[layer]?.ours ?? [], layerOf(to)),
    );
    expect(shown(wrong)).toEqual([]);
  });

  it.each(Object.keys(layers))('%s imports only its packages', (layer) => {
    const own = imports.filter(
      ({ from, to, isOurs }) => !isOurs && !to.startsWith('node:') && layerOf(from) === layer,
    );
    expect(shown(own.filter(({ to }) => !allows(layers[layer]?.packages ?? [], packageOf(to))))).toEqual([]);
  });

  it('are imported by their files, each of which there is', () => {
    expect(shown(imports.filter(({ to, isOurs }) => isOurs && !existsSync(join(source, to))))).toEqual([]);
  });

  it('are steps within the engine: calls, then lists, then lookups', () => {
    const steps = ['engine/call/', 'engine/list/', 'engine/lookup/'];
    const stepOf = (file: string): number => steps.findIndex((step) => file.startsWith(step));
    const between = imports.filter(({ from, to }) => stepOf(from) >= 0 && stepOf(to) >= 0);
    expect(shown(between.filter(({ from, to }) => stepOf(from) < stepOf(to)))).toEqual([]);
    expect(between.length).toBeGreaterThan(0);
  });

  it('are known to observability by their types alone', () => {
    const imported = files
      .filter((file) => layerOf(file) === 'observability')
      .flatMap((file) =>
        [
          ...(text.get(file) ?? '').matchAll(/^import (?!type\b)[^;]*'\.\.\/(engine|graphql)\/([^']+)'/gm),
        ].map(([, layer, name]) => `${file} → ${layer}/${name}`),
      );
    expect(imported).toEqual([]);
  });

  it('have no cycles: no file imports itself through others, even for a type', () => {
    const importedBy = new Map(
      files.map((file) => [
        file,
        imports.filter(({ from, isOurs }) => isOurs && from === file).map(({ to }) => to),
      ]),
    );
    expect(cycleIn(importedBy)).toBeUndefined();
    expect(cycleIn(new Map([...importedBy, ['domain/time.ts', ['app.ts']]]))).toContain('domain/time.ts');
  });

  it('are read from actual imports', () => {
    expect(imports.filter(({ isOurs }) => isOurs).length).toBeGreaterThan(files.length);
    expect(imports.some(({ to, isOurs }) => !isOurs && to === 'graphql')).toBe(true);
  });
});

describe('what only one place may do', () => {
  it('is to read the environment: config.ts, and the command for its terminal and its own variables', () => {
    const readers = files.filter((file) =>
      /\bprocess\s*(?:\.|\[['"])env\b|import\.meta\.env/.test(text.get(file) ?? ''),
    );
    expect(readers).toEqual(['cli/edgetasks.ts', 'config.ts']);
  });

  it('is to open connections: transport/http.ts', () => {
    expect(new Set(importersOf('undici'))).toEqual(new Set(['transport/http.ts']));
    const fetching = server.filter((file) => /(?<![.\w])fetch\(/.test(text.get(file) ?? ''));
    expect(fetching).toEqual([]);
  });

  it('is to know cryptography: transport/digest.ts, and the emulator for itself', () => {
    const users = importersOf('node:crypto').filter((file) => layerOf(file) !== 'emulator');
    expect(users).toEqual(['transport/digest.ts']);
  });

  it('is to listen: server.ts, and the emulator for itself', () => {
    const listeners = importersOf('node:http').filter(
      (file) =>
        layerOf(file) !== 'emulator' && /^import (?!type\b)[^;]*'node:http'/m.test(text.get(file) ?? ''),
    );
    expect(new Set(listeners)).toEqual(new Set(['server.ts']));
  });
});

describe('the names', () => {
  /** Names that were replaced by the terms of the field. */
  const replaced =
    /^export (?:const|(?:async )?function|class|type|interface) (?:Keep|keepIn\w+|keepNothing|Flight|Fly|Board|Seat|takeOff|TurnQueue|Place|Outside|After|takeBack|stopwatch|Failure|InvalidQuery|Walk|walkOf|Gatherer|Disordered|goneBy|leaveFor|LeaveOf|Mistake|Tell|Contact|VendorDesk|VendorSide|StandIn|[a-z]\w*Over)\b/gm;

  it('are those of the field, and none of those that they replaced', () => {
    const found = files.flatMap((file) =>
      [...(text.get(file) ?? '').matchAll(replaced)].map(([declaration]) => `${file}: ${declaration}`),
    );
    expect(found).toEqual([]);
  });

  it('mean one thing each: no two files export the same, beside the steps of signatures and the words of vendors', () => {
    const declared = /^export (?:const|(?:async )?function\*?|class|type|interface) (\w+)/gm;
    const places = new Map<string, string[]>();
    const alike = ['emulator', 'transport', 'vendors'];
    for (const file of server.filter((each) => !alike.includes(layerOf(each)))) {
      for (const [, name = ''] of (text.get(file) ?? '').matchAll(declared)) {
        places.set(name, [...(places.get(name) ?? []), file]);
      }
    }
    const shared = [...places].filter(([, among]) => new Set(among).size > 1);
    expect(shared.map(([name, among]) => `${name}: ${among.join(', ')}`)).toEqual([]);
  });
});
