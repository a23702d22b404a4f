import type { Settings } from './config/settings.ts';
import type { Tasks } from './domain/tasks.ts';
import { vendorNamed } from './vendors/registry.ts';

/** The addresses of the server; `metrics` only if metrics have a port of their own. */
export interface Addresses {
  readonly api: { readonly url: string };
  readonly metrics?: { readonly url: string };
}

/** The text that is printed when the server has started. */
export const banner = (settings: Settings, tasks: Tasks, { api: { url }, metrics }: Addresses): string => `
  Edgetasks is answering.

  Dashboard  ${settings.isDashboardOn ? `${url}/` : 'off'}
  GraphQL    ${url}/graphql
  GraphiQL   ${graphiqlAt(url, settings)}
  Metrics    ${settings.metrics.kind === 'nowhere' ? 'off' : `${metrics?.url ?? url}/metrics`}
  Providers  ${tasks.providers.map(({ provider }) => `${provider.name} (${titleOf(provider.vendor)})`).join('\n             ')}

${sentences(settings.origin)
  .map((sentence) => `  ${sentence}\n`)
  .join('')}
`;

function graphiqlAt(url: string, { isGraphiqlOn, trustedDocuments }: Settings): string {
  if (isGraphiqlOn && trustedDocuments !== undefined) return 'off: trusted documents only';
  return isGraphiqlOn ? `${url}/graphql in a browser` : 'off';
}

const titleOf = (vendor: string): string => vendorNamed(vendor)?.title ?? vendor;

function sentences(origin: Settings['origin']): readonly string[] {
  if (origin.kind === 'file') return [`Configured by ${origin.path}.`];
  if (origin.kind === 'program') return [];
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
