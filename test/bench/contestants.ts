import type { Child } from './child.ts';
import { names } from './results.ts';
import type { Listener, Served, Stage } from './stage.ts';

/** Everybody who takes part, running. */
export interface Contestants {
  readonly ours: Served;
  readonly buffer: Served;
  readonly proxy: Served;
  readonly apollo: Served;
  readonly mercurius: Served;
  readonly mercuriusJit: Served;
  readonly gateway: Served;
  readonly graphqlJs: Child;
  readonly sdks: Child;
}

/** What the peers' documents advise; ours is run as `npm start` runs it. */
const environment = { NODE_ENV: 'production' };

const peer = (name: string, script: string, ...parameters: readonly string[]): Listener => ({
  name,
  script: `./contestants/${script}`,
  parameters,
  environment,
});

/** How each that listens is started. */
export const listeners = {
  ours: { name: names.ours, script: '../../dist/main.js' },
  buffer: peer(names.buffer, 'ready-buffer.mjs'),
  proxy: peer(names.proxy, 'bare-proxy.mjs'),
  apollo: peer(names.apollo, 'apollo.mjs'),
  mercurius: peer(names.mercurius, 'mercurius.mjs'),
  mercuriusJit: peer(names.mercuriusJit, 'mercurius.mjs', 'jit'),
  gateway: peer(names.gateway, 'gateway.mjs'),
} as const;

export async function startContestants(stage: Stage): Promise<Contestants> {
  return {
    ours: await stage.serve(listeners.ours),
    buffer: await stage.serve(listeners.buffer),
    proxy: await stage.serve(listeners.proxy),
    apollo: await stage.serve(listeners.apollo),
    mercurius: await stage.serve(listeners.mercurius),
    mercuriusJit: await stage.serve(listeners.mercuriusJit),
    gateway: await stage.serve(listeners.gateway),
    graphqlJs: stage.open(peer(names.graphqlJs, 'graphql-js.mjs')),
    sdks: stage.open(peer(names.sdks, 'sdk-script.mjs')),
  };
}
