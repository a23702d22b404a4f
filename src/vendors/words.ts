/** A vendor's words for something of ours, in both directions. */
export interface Words<Meaning> {
  /** What a word means, in any case; absent for words that no document knows. */
  meaningOf(word: unknown): Meaning | undefined;
  /** The vendor's word for requests: the first one with this meaning in the table. */
  wordFor(meaning: Meaning): string | undefined;
}

/** From a table of the vendor's words. */
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
