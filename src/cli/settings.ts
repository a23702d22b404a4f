import type { Environment } from '../config/settings.ts';
import { valueOf } from './options.ts';
import type { Given, Options } from './options.ts';

/** The variables that options of the command line stand for. */
const variables: Readonly<Record<string, string>> = {
  config: 'EDGETASKS_CONFIG',
  host: 'HOST',
  port: 'PORT',
};

export const configOption: Options = {
  config: {
    value: 'file',
    meaning:
      "YAML or JSON. Default: EDGETASKS_CONFIG, else the vendors' own variables, else a demo with made-up data.",
  },
};

/** The environment as if the options had been set in it: an option comes before its variable. */
export const environmentWith = (given: Given, environment: Environment): Environment => ({
  ...environment,
  ...Object.fromEntries(
    Object.entries(variables).flatMap(([option, variable]) => {
      const value = valueOf(given, option);
      return value === undefined ? [] : [[variable, value] as const];
    }),
  ),
});
