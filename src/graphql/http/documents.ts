import {
  GraphQLError,
  Lexer,
  NoSchemaIntrospectionCustomRule,
  parse,
  Source,
  TokenKind,
  validate,
} from 'graphql';
import type { DocumentNode, ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import { maxTokens, sizeRule } from './limits.ts';

/**
 * Characters of all cached texts together. A parsed document takes more than a hundred times the memory of its text.
 */
const maxCachedCharacters = 1_000_000;

/** The deepest nesting of brackets of any kind. More than the allowed depth of fields and arguments needs. */
export const maxNesting = 200;

/** The most validation errors that one answer lists. */
const maxErrors = 20;

/** A cache by text. A client that varies its query evicts the oldest entries and does not fill the memory. */
export function textCache<Value extends object>(): LRUCache<string, Value> {
  return new LRUCache<string, Value>({
    maxSize: maxCachedCharacters,
    sizeCalculation: (_, { length }) => length + 1,
  });
}

/**
 * Parses and validates each document once. The result, including a compiled query, is cached by its text. Without
 * introspection neither introspection fields nor suggestions in errors reveal the schema.
 */
export function documentCache(isIntrospectable: boolean): Plugin {
  const parsed = textCache<DocumentNode>();
  const validated = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  const rules: readonly ValidationRule[] = [
    sizeRule,
    ...(isIntrospectable ? [] : [NoSchemaIntrospectionCustomRule]),
  ];
  return {
    onParse({ params: { source }, setParsedDocument, setParseFn }) {
      const text = typeof source === 'string' ? source : source.body;
      const known = parsed.get(text);
      if (known !== undefined) return setParsedDocument(known);
      setParseFn((given, options) => {
        checkNesting(given);
        const document = parse(given, { ...options, maxTokens });
        parsed.set(text, document);
        return document;
      });
    },
    onValidate({ params: { documentAST }, setResult, setValidationFn, addValidationRule }) {
      const known = validated.get(documentAST);
      if (known !== undefined) return setResult([...known]);
      for (const rule of rules) addValidationRule(rule);
      setValidationFn((schema, document, allRules, options, typeInfo) => {
        const given = { ...options, hideSuggestions: !isIntrospectable, maxErrors };
        const errors = validate(schema, document, allRules, given, typeInfo);
        validated.set(document, errors);
        return errors;
      });
    },
  };
}

/** How a token changes the nesting of brackets. */
const steps: Readonly<Record<string, number>> = {
  [TokenKind.BRACE_L]: 1,
  [TokenKind.BRACKET_L]: 1,
  [TokenKind.PAREN_L]: 1,
  [TokenKind.BRACE_R]: -1,
  [TokenKind.BRACKET_R]: -1,
  [TokenKind.PAREN_R]: -1,
};

/**
 * Rejects a document that is nested so deeply that the parser, which recurses, would run out of stack. Reads tokens one
 * after another; a document shorter than the limit cannot exceed it. Throws `GraphQLError`.
 */
export function checkNesting(given: string | Source): void {
  const source = typeof given === 'string' ? new Source(given) : given;
  if (source.body.length < maxNesting) return;
  const lexer = new Lexer(source);
  let depth = 0;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    depth += steps[token.kind] ?? 0;
    if (depth <= maxNesting) continue;
    throw new GraphQLError(`The query is nested too deeply; at most ${maxNesting} brackets are allowed.`, {
      extensions: { code: 'QUERY_TOO_COMPLEX' },
    });
  }
}
