/** The signed headers. Constant ones can be reused for many requests. */
export interface SignedHeaders {
  /** Each as `name:value` and a line feed. */
  readonly canonical: string;
  /** Their names, joined by semicolons. */
  readonly names: string;
}

/**
 * Prepares signed headers with fixed names, in lower case, and changing values. All schemes sort by name and trim the
 * values. The names are sorted once, because sorting is the slowest step.
 */
export function headersNamed<Name extends string>(
  names: readonly Name[],
): (headers: Readonly<Record<Name, string>>) => SignedHeaders {
  const sorted = names.toSorted();
  const joined = sorted.join(';');
  return (headers) => {
    let canonical = '';
    for (const name of sorted) canonical += `${name}:${headers[name].trim()}\n`;
    return { canonical, names: joined };
  };
}

/** Signed headers whose values do not change. */
export const signedHeaders = (headers: Readonly<Record<string, string>>): SignedHeaders =>
  headersNamed(Object.keys(headers))(headers);
