import { createApp } from '../../../dist/app.js';
import { loadSettings } from '../../../dist/config.js';
import { requestScope } from '../../../dist/engine/call/deadline.js';
import { createContext } from '../../../dist/graphql/context.js';
import { buildSchema } from '../../../dist/graphql/schema.js';
import { vendors } from '../../../dist/vendors/registry.js';

/* Our schema and our engine without our server, for others to serve. */

const settings = loadSettings(vendors);
const quiet = { info() {}, warn() {}, error() {}, child: () => quiet };
const { tasks } = await createApp(settings, quiet);
const watch = () => {
  throw new Error('Nothing is watched here');
};

export const schema = buildSchema({ vendors });

/** The context of one request; whoever makes it calls its `closeScope`. */
export const newContext = () =>
  createContext({
    tasks,
    watch,
    openScope: () =>
      requestScope({
        now: Date.now(),
        deadlineMs: settings.requestDeadline,
        callBudget: settings.maxVendorCallsPerRequest,
      }),
  });
