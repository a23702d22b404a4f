import { createApp } from '../../src/app.ts';
import { loadSettings } from '../../src/config.ts';
import { SECOND } from '../../src/domain/time.ts';
import { listen } from '../../src/server.ts';
import { vendors } from '../../src/vendors/registry.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** The demo as `npm start` serves it, on a free port. Its dashboard is the one that was built last. */
export async function startDemoServer(): Promise<{ url: string; close: () => Promise<void> }> {
  const settings = { ...loadSettings(vendors, {}), port: 0 };
  const app = await createApp(settings, silent);
  const { routes, isHostAllowed } = app;
  const server = await listen(app.api, settings, { routes, isHostAllowed });
  return {
    url: server.url,
    close: async () => {
      await server.close(SECOND);
      await app.close();
    },
  };
}
