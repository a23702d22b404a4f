/** An answer as a client reads it. */
export interface Answer<Data = Readonly<Record<string, unknown>>> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly unknown[] }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Asks by plain `fetch`, as any client may. */
export async function ask<Data = Readonly<Record<string, unknown>>>(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<Data> & { readonly status: number }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer: Answer<Data> = await response.json();
  return { ...answer, status: response.status };
}
