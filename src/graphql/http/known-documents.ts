import type { DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';

/** What was made of texts, by the texts. */
export interface TextCache<Value> {
  get(text: string): Value | undefined;
  set(text: string, value: Value): void;
}

/** Characters of all texts together: a parsed query takes a hundred times its text's memory and more. */
const mostCharacters = 1_000_000;

/** A client that varies its query makes the oldest be forgotten, and fills no memory. */
export function textCache<Value extends object>(): TextCache<Value> {
  const values = new LRUCache<string, Value>({
    maxSize: mostCharacters,
    sizeCalculation: (_, { length }) => length + 1,
  });
  return {
    get: (text) => values.get(text),
    set(text, value) {
      values.set(text, value);
    },
  };
}

/** Queries that were found sound, by their text. */
export interface KnownDocuments {
  get(text: string): DocumentNode | undefined;
  /** Learns of each query that passes every check. */
  readonly plugin: Plugin;
}

export function knownDocuments(): KnownDocuments {
  const documents = textCache<DocumentNode>();
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
