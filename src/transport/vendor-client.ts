import type { TaskSource } from '../domain/source.ts';

/** What a client of one vendor account can do: the part of a `TaskSource` that knows the network. */
export type VendorClient = Pick<TaskSource, 'send' | 'now'>;
