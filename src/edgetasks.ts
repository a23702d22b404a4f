import process from 'node:process';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { createApp } from './app.ts';
import { embeddedSettings } from './config.ts';
import { EdgetasksError } from './embedding.ts';
import type { CreateEdgetasks, EdgetasksLog } from './embedding.ts';
import { clientSchema, schemaHeader } from './graphql/http/request-headers.ts';
import { escapeControls } from './observability/log.ts';
import { randomNonce, sha256Hex } from './transport/digest.ts';
import { vendors } from './vendors/registry.ts';

/** The package's main export: the API inside another program. `embedding.ts` describes it. */
export const createEdgetasks: CreateEdgetasks = async (
  given,
  { demo = false, redisUrl, instances, log = errorLog } = {},
) => {
  const settings = embeddedSettings(vendors, given, { isDemoAsked: demo, redisUrl, instances });
  const token = randomNonce();
  const own = { name: 'in-process', sha256: sha256Hex(token) };
  // If tokens are configured, the in-process client gets a random one.
  const tokens = settings.tokens.length === 0 ? [] : [...settings.tokens, own];
  const app = await createApp({ ...settings, tokens }, log);
  return {
    fetch: async (request) => app.api.fetch(request),
    listener: (request, response) => app.api(request, response),
    client: { query: (document, ...variables) => ask(app.api.fetch, token, document, variables[0]) },
    close: () => app.close(),
  };
};

async function ask<Data, Variables>(
  fetchApi: (url: string, init: RequestInit) => Response | Promise<Response>,
  token: string,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables | undefined,
): Promise<Data> {
  const response = await fetchApi('http://localhost/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      [schemaHeader]: clientSchema,
    },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors }: { data: Data; errors?: EdgetasksError['errors'] } = await response.json();
  if (errors !== undefined) throw new EdgetasksError(errors, data ?? null);
  return data;
}

const write = (level: string) => (fields: object, message: string) =>
  void process.stderr.write(escapeControls(`${JSON.stringify({ level, message, ...fields })}\n`));

/** Requests are not logged: the surrounding program logs its own. */
const errorLog: EdgetasksLog = { info: () => undefined, warn: write('warn'), error: write('error') };

export { EdgetasksError };
