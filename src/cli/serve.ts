import type { Command } from './command.ts';
import { configOption, environmentWith } from './settings.ts';

/** `edgetasks serve`. */
export const serve: Command = {
  name: 'serve',
  summary: 'Start the server: the GraphQL API, and the dashboard.',
  usage: ['[options]'],
  sections: [
    {
      title: 'Exit codes',
      entries: [
        ['0', 'Stopped by a signal (Ctrl-C, or one to terminate), with what was in flight answered.'],
        ['1', 'The configuration is wrong; every mistake is named.'],
        ['2', 'The place to listen at is taken, or not allowed.'],
        ['3', 'Wrong arguments, or an error that nobody foresaw.'],
      ],
    },
  ],
  options: {
    ...configOption,
    host: {
      value: 'address',
      meaning: 'To listen at. Default: HOST, else 127.0.0.1. Any other wants access tokens in the file.',
    },
    port: { value: 'number', meaning: 'To listen at; 0 for any free one. Default: PORT, else 4000.' },
  },
  examples: ['edgetasks serve   # the demo', 'edgetasks serve --config edgetasks.yaml --port 8080'],
  takesWords: false,
  run: async (given, { environment }) => {
    const server = await import('../serve.ts');
    return server.serve(environmentWith(given, environment));
  },
};
