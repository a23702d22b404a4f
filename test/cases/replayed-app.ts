import { createApp } from '../../src/app.ts';
import { loadSettings } from '../../src/config.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { readCase } from './case-file.ts';
import type { CaseFile } from './case-file.ts';
import { startStub } from './vendor-stub.ts';

/** The whole app with one provider, `vendor`, that gives the answers of a case. */
export interface ReplayedApp {
  /** Epoch ms: what the case's times are relative to. */
  readonly began: number;
  /** How many calls the vendor received, by action. */
  readonly calls: Readonly<Record<string, number>>;
  /** The data of a query. @throws when the answer has errors beside the data */
  ask<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  close(): Promise<void>;
}

/** Starts the vendor of a case and an app that is configured to call it. */
export async function replay(name: string): Promise<ReplayedApp> {
  const played = readCase(name);
  const began = Date.now();
  const stub = await startStub(played, began);
  const path = '/cases.json';
  const configuration = JSON.stringify({
    requestDeadline: 'PT10S',
    providers: [providerOf(played, stub.endpoint)],
  });
  const app = await createApp(
    loadSettings(vendors, { EDGETASKS_CONFIG: path, PORT: '0' }, () => configuration),
    { info: ignore, warn: ignore, error: ignore },
  );
  return {
    began,
    get calls() {
      return Object.fromEntries(
        [...new Set(stub.calls)].map((action) => [action, countOf(stub.calls, action)]),
      );
    },
    async ask(query, variables) {
      const response = await app.api.fetch('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = await response.json();
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data;
    },
    async close() {
      await app.close();
      await stub.close();
    },
  };
}

function ignore(): void {
  // The tests look at answers, not at the log.
}

function providerOf({ vendor, settings }: CaseFile, endpoint: string): object {
  const [id, secret] = ['AKIDexampleCase', 'example-secret-value'];
  return {
    name: 'vendor',
    vendor,
    endpoint,
    credentials:
      vendor === 'ALIBABA_CDN'
        ? { accessKeyId: id, accessKeySecret: secret }
        : { secretId: id, secretKey: secret },
    ...(vendor === 'TENCENT_EDGEONE' && { zones: ['zone-example01'] }),
    // The stub counts no calls a second.
    requestsPerSecond: 500,
    ...settings,
  };
}

function countOf(calls: readonly string[], action: string): number {
  return calls.filter((other) => other === action).length;
}
