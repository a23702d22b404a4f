/** The headers that enter a signature; where they do not change, made once for many requests. */
export interface SignedHeaders {
  /** `name:value` and a line feed for each. */
  readonly canonical: string;
  /** Their names, joined by semicolons. */
  readonly names: string;
}

/** Both schemes want them alike: by name, values without blanks around them. Takes names in lower case. */
export function signedHeaders(headers: Readonly<Record<string, string>>): SignedHeaders {
  const names = Object.keys(headers).toSorted();
  let canonical = '';
  for (const name of names) canonical += `${name}:${headers[name]?.trim()}\n`;
  return { canonical, names: names.join(';') };
}
