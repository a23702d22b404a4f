/** The vendor's words for the values of one of our types, in both directions. */
export interface Words<Meaning> {
  /** The meaning of a word in any case; absent for undocumented words. */
  meaningOf(word: unknown): Meaning | undefined;
  /** The vendor's word for requests: the first one with this meaning in the table. */
  wordFor(meaning: Meaning): string | undefined;
}

/** Creates it from a table of the vendor's words. */
export function words<Meaning>(table: Readonly<Record<string, Meaning>>): Words<Meaning> {
  const meanings = new Map(Object.entries(table).map(([word, meaning]) => [word.toLowerCase(), meaning]));
  const requested = new Map(
    Object.entries(table)
      .toReversed()
      .map(([word, meaning]) => [meaning, word]),
  );
  return {
    meaningOf: (word) =>
      typeof word === 'string' ? (meanings.get(word) ?? meanings.get(word.trim().toLowerCase())) : undefined,
    wordFor: (meaning) => requested.get(meaning),
  };
}
