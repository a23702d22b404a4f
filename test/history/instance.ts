import { createApp } from '../../src/app.ts';
import { loadSettings } from '../../src/config.ts';
import { vendors } from '../../src/vendors/registry.ts';

/** An instance of the server that does not listen, with the configuration of its first argument. Prints a line when it has started. */
const [configuration = ''] = process.argv.slice(2);
const settings = loadSettings(vendors, { EDGETASKS_CONFIG: 'instance.json' }, () => configuration);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
await createApp(settings, silent);
process.stdout.write('started\n');
