import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import type { Context, ContextManager } from '@opentelemetry/api';

const storage = new AsyncLocalStorage<Context>();

/** As the SDK for Node has it. */
export const asyncContexts: ContextManager = {
  active: () => storage.getStore() ?? ROOT_CONTEXT,
  with: (active, act, self, ...given) => storage.run(active, () => act.apply(self, given)),
  bind: (_, target) => target,
  enable: () => asyncContexts,
  disable: () => asyncContexts,
};
