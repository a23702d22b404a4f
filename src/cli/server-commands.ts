import type { Command } from 'commander';
import type { Environment } from '../config/settings.ts';
import type { SubgraphOptions } from '../graphql/subgraph.ts';
import { exitCodes, UsageError } from './command.ts';
import type { AddCommand } from './command.ts';

/** The options of commands that read the configuration. */
export interface ServerOptions {
  readonly config?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: string | undefined;
}

const variables = { config: 'EDGETASKS_CONFIG', host: 'HOST', port: 'PORT' } as const;

/** The environment with the given options added: an option takes precedence over its variable. */
export const environmentWith = (options: ServerOptions, environment: Environment): Environment => ({
  ...environment,
  ...(options.config !== undefined && { [variables.config]: options.config }),
  ...(options.host !== undefined && { [variables.host]: options.host }),
  ...(options.port !== undefined && { [variables.port]: options.port }),
});

/** Adds `--config`. */
export const withConfigOption = (command: Command): Command =>
  command.option(
    '--config <file>',
    "YAML or JSON. Default: EDGETASKS_CONFIG, otherwise the vendors' own variables, otherwise a demo with made-up data.",
  );

/** `edgetasks serve`. */
export const addServe: AddCommand = (program, { environment }, end) => {
  withConfigOption(
    program.command('serve').description('Start the server: the GraphQL API and the dashboard.'),
  )
    .option(
      '--host <address>',
      'Address to listen on. Default: HOST, otherwise 127.0.0.1. Any other address requires access tokens in the file.',
    )
    .option('--port <number>', 'Port to listen on; 0 for any free one. Default: PORT, otherwise 4000.')
    .addHelpText(
      'after',
      `
Exit codes:
  0  Stopped by SIGINT (Ctrl-C) or SIGTERM after answering the requests in flight.
  1  The configuration is wrong; every mistake is named.
  2  The address is in use or not allowed.
  3  Wrong arguments, or an unexpected error.

Examples:
  edgetasks serve   # the demo
  edgetasks serve --config edgetasks.yaml --port 8080`,
    )
    .action(async (options: ServerOptions) => {
      const server = await import('../serve.ts');
      end(await server.serve(environmentWith(options, environment)));
    });
};

/** `edgetasks check`. */
export const addCheck: AddCommand = (program, { environment, output, errors }, end) => {
  withConfigOption(
    program
      .command('check')
      .description('Ask every configured provider for one task, and report whether it answers.'),
  )
    .addHelpText(
      'after',
      `
Exit codes:
  0  All providers answer.
  1  Some do not, and the output says why; or the configuration is wrong, and every
     mistake is named.
  3  Wrong arguments.

Examples:
  edgetasks check --config edgetasks.yaml && edgetasks serve --config edgetasks.yaml`,
    )
    .action(async (options: ServerOptions) => {
      const { checkProviders } = await import('../provider-check.ts');
      end(await checkProviders(environmentWith(options, environment), output, errors));
    });
};

/** `edgetasks schema`. */
export const addSchema: AddCommand = (program, { output }, end) => {
  program
    .command('schema')
    .description('Print the GraphQL schema of the server as SDL.')
    .option('--subgraph', 'With the directives of Apollo Federation 2, for composition.')
    .option('--prefix <name>', 'With --subgraph: begin the name of each type with it, such as Cdn.')
    .option('--without-node', 'With --subgraph: omit node and nodes, which only one subgraph may have.')
    .addHelpText(
      'after',
      `
Examples:
  edgetasks schema > schema.graphql
  edgetasks schema --subgraph > edgetasks.graphql   # beside your other subgraphs
  edgetasks schema --subgraph --prefix Cdn --without-node > edgetasks.graphql`,
    )
    .action(async ({ subgraph, ...options }: SubgraphOptions & { subgraph?: boolean }) => {
      const { prefix, withoutNode } = options;
      if (subgraph !== true && (prefix !== undefined || withoutNode === true)) {
        throw new UsageError('--prefix and --without-node go with --subgraph.');
      }
      if (prefix !== undefined && !/^[A-Z][A-Za-z0-9]*$/.test(prefix)) {
        throw new UsageError(
          `--prefix ${prefix} must begin with a capital letter and contain only letters and digits, such as Cdn.`,
        );
      }
      const { printSchema } = await import('graphql');
      const { buildSchema, subgraphSdl } = await import('../graphql/schema.ts');
      const { vendors } = await import('../vendors/registry.ts');
      const sdl =
        subgraph === true ? subgraphSdl({ vendors, ...options }) : printSchema(buildSchema({ vendors }));
      output.write(`${sdl.trimEnd()}\n`);
      end(exitCodes.done);
    });
};
