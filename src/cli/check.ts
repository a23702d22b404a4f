import type { Command } from './command.ts';
import { configOption, environmentWith } from './settings.ts';

/** `edgetasks check`. */
export const check: Command = {
  name: 'check',
  summary: 'Ask every configured provider for one task, and tell whether it answers.',
  usage: ['[--config <file>]'],
  sections: [
    {
      title: 'Exit codes',
      entries: [
        ['0', 'All answer.'],
        ['1', 'Some do not, and it says why; or the configuration is wrong, and every mistake is named.'],
        ['3', 'Wrong arguments.'],
      ],
    },
  ],
  options: configOption,
  examples: ['edgetasks check --config edgetasks.yaml && edgetasks serve --config edgetasks.yaml'],
  takesWords: false,
  run: async (given, { environment }) => {
    const { checkProviders } = await import('../provider-check.ts');
    return checkProviders(environmentWith(given, environment));
  },
};
