import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

/** An Edgetasks server, and the token that it asks for, if it does. */
export interface Edgetasks {
  readonly url: string;
  readonly token?: string;
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** Asks by plain `fetch`. Throws where the question is wrong; a vendor that fails is told in the answer. */
export async function request<Data, Variables>(
  { url, token }: Edgetasks,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors = [] }: Answer<Data> = JSON.parse(await response.text());
  if (data === undefined || data === null) throw new Error(errors.map(({ message }) => message).join(' '));
  return data;
}
