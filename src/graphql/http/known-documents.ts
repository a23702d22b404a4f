import type { DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';

/** Queries that were found sound, by their text. */
export interface KnownDocuments {
  get(text: string): DocumentNode | undefined;
  /** Learns of each query that passes every check. */
  readonly plugin: Plugin;
}

/** Characters of all texts together; a client that varies its query forgets the oldest. */
const mostCharacters = 4_000_000;

export function knownDocuments(): KnownDocuments {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: mostCharacters,
    sizeCalculation: (_, text) => text.length + 1,
  });
  return {
    get: (text) => documents.get(text),
    plugin: {
      onValidate:
        ({ params: { documentAST } }) =>
        ({ valid }) => {
          const text = documentAST.loc?.source.body;
          if (valid && text !== undefined) documents.set(text, documentAST);
        },
    },
  };
}
