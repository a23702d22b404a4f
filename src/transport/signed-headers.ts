/** The headers that enter a signature; where they do not change, made once for many requests. */
export interface SignedHeaders {
  /** `name:value` and a line feed for each. */
  readonly canonical: string;
  /** Their names, joined by semicolons. */
  readonly names: string;
}

/**
 * All schemes want them alike: by name, values without blanks around them. Takes names in lower case. For calls whose
 * headers differ in their values alone: the names are sorted once, which costs more than all the rest.
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

/** For headers that do not change. */
export const signedHeaders = (headers: Readonly<Record<string, string>>): SignedHeaders =>
  headersNamed(Object.keys(headers))(headers);
