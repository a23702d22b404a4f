import { exitCodes } from './command.ts';
import type { Command } from './command.ts';
import { isGiven } from './options.ts';

/** `edgetasks schema`. */
export const schema: Command = {
  name: 'schema',
  summary: 'Print the GraphQL schema that the server answers, as SDL.',
  usage: ['[--subgraph]'],
  options: {
    subgraph: { meaning: 'With the directives of Apollo Federation 2, as composers read it.' },
  },
  examples: [
    'edgetasks schema > schema.graphql',
    'edgetasks schema --subgraph > edgetasks.graphql   # beside your other subgraphs',
  ],
  takesWords: false,
  run: async (given, { output }) => {
    const { printSchema } = await import('graphql');
    const { buildSchema, subgraphSdl } = await import('../graphql/schema.ts');
    const { vendors } = await import('../vendors/registry.ts');
    const sdl = isGiven(given, 'subgraph') ? subgraphSdl({ vendors }) : printSchema(buildSchema({ vendors }));
    output.write(`${sdl.trimEnd()}\n`);
    return exitCodes.done;
  },
};
