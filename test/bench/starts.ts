import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listeners } from './contestants.ts';
import type { Effort } from './effort.ts';
import { names } from './results.ts';
import type { Work } from './results.ts';
import { alternate } from './rounds.ts';
import type { Listener, Stage } from './stage.ts';
import { Figures } from './statistics.ts';

export const startWork = 'cold start to the first answer';

/** Each from nothing, again and again: by the clock, as it is waited for, and by the processor, which neighbours disturb less. */
export async function starts(stage: Stage, { rounds }: Effort): Promise<Work[]> {
  const clock = new Figures();
  const processor = new Figures();
  const all = [
    listeners.buffer,
    bareYoga(),
    listeners.ours,
    listeners.mercurius,
    listeners.apollo,
    listeners.gateway,
  ];
  await alternate(all, 2 * rounds - 1, async (listener) => {
    const { startMs, child } = await stage.serve(listener);
    clock.add(listener.name, startMs);
    processor.add(listener.name, (await child.cpu()) / 1_000);
    await child.end();
  });
  const work = (name: string, figures: Figures): Work => ({
    name,
    unit: 'ms',
    floor: names.yoga,
    measured: all.map((each) => ({ contestant: each.name, figure: figures.median(each.name) })),
  });
  return [work(startWork, clock), work('processor time until then', processor)];
}

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Beside the packages of the root, for these are the ones to import. */
const generated = resolve(root, 'node_modules/.cache/edgetasks-bench/bare-yoga.mjs');

/** A server with the simplest schema that imports every package that ours imports when it starts. */
function bareYoga(): Listener {
  const imports = packagesOf(resolve(root, 'dist/main.js')).map((name) => `import '${name}';`);
  mkdirSync(dirname(generated), { recursive: true });
  writeFileSync(
    generated,
    `${imports.join('\n')}
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';

const schema = createSchema({ typeDefs: 'type Query { hello: String }', resolvers: { Query: { hello: () => 'hello' } } });
createServer(createYoga({ schema, logging: false })).listen(Number(process.env.PORT), '127.0.0.1');
`,
  );
  return { name: names.yoga, script: relative(fileURLToPath(new URL('./', import.meta.url)), generated) };
}

const importPattern = /^(?:import|export)\b(?:[^'"=;]*?\bfrom)?\s*['"]([^'"]+)['"]/gm;

/** The packages that a program's own files import at once, followed from its first file. */
function packagesOf(first: string): string[] {
  const packages = new Set<string>();
  const files = new Set([first]);
  for (const file of files) {
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(importPattern)) {
      if (name.startsWith('.')) files.add(resolve(dirname(file), name));
      else if (!name.startsWith('node:')) packages.add(name);
    }
  }
  return [...packages];
}
