import type { Settings } from './config/settings.ts';
import type { Tasks } from './engine/tasks.ts';
import { vendorNamed } from './vendors/registry.ts';

/** What whoever starts the server reads first. */
export const banner = (settings: Settings, tasks: Tasks, url: string): string => `
  Edgetasks is answering.

  GraphQL    ${url}/graphql
  GraphiQL   ${settings.isGraphiqlOn ? `${url}/graphql in a browser` : 'off'}
  Providers  ${tasks.providers.map(({ provider }) => `${provider.name} (${titleOf(provider.vendor)})`).join('\n             ')}

${sentences(settings.origin)
  .map((sentence) => `  ${sentence}\n`)
  .join('')}
`;

const titleOf = (vendor: string): string => vendorNamed(vendor)?.title ?? vendor;

function sentences(origin: Settings['origin']): readonly string[] {
  if (origin.kind === 'file') return [`Configured by ${origin.path}.`];
  if (origin.kind === 'environment') {
    return [
      `Configured by ${origin.variables.join(', ')}.`,
      'EdgeOne needs its zones: name them in a file, and the file in EDGETASKS_CONFIG.',
    ];
  }
  return [
    'This is the demo: the data are made up. The embedded emulator plays the vendors on this machine, with the tasks of',
    'the last 30 days and a large release under way; no vendor is called. For your own accounts set EDGETASKS_CONFIG.',
  ];
}
