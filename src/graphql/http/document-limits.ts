import { GraphQLError, Kind, NoSchemaIntrospectionCustomRule, parse, validate } from 'graphql';
import type { ASTVisitor, DocumentNode, SelectionSetNode, ValidationContext, ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { checkNesting } from './nesting.ts';

/** How large a document may be, whatever its variables. */
export interface DocumentLimits {
  readonly tokens: number;
  /** Fields within fields. */
  readonly depth: number;
  /** Fields at the top, fragments and aliases included. */
  readonly rootFields: number;
  readonly aliases: number;
}

/** Room for a hundred aliased lookups and for every query that tools write, introspection included. */
export const defaultDocumentLimits: DocumentLimits = {
  tokens: 15_000,
  depth: 16,
  rootFields: 250,
  aliases: 1_000,
};

/** Checks a document once: what passed is remembered with it. */
export const documentLimits = (limits: DocumentLimits, isIntrospectable: boolean): Plugin => {
  const rules = [sizeRule(limits), ...(isIntrospectable ? [] : [NoSchemaIntrospectionCustomRule])];
  return {
    onParse: ({ setParseFn }) => {
      setParseFn((source, options) => {
        checkNesting(source);
        return parse(source, { ...options, maxTokens: limits.tokens });
      });
    },
    onValidate: ({ addValidationRule, setValidationFn }) => {
      for (const rule of rules) addValidationRule(rule);
      setValidationFn((schema, document, allRules, options, typeInfo) =>
        validate(schema, document, allRules, { ...options, hideSuggestions: true, maxErrors: 20 }, typeInfo),
      );
    },
  };
};

const sizeRule = (limits: DocumentLimits): ValidationRule => {
  return function DocumentSizeRule(context: ValidationContext): ASTVisitor {
    return {
      Document: {
        enter(document) {
          for (const message of excesses(document, limits)) {
            context.reportError(new GraphQLError(message, { extensions: { code: 'QUERY_TOO_COMPLEX' } }));
          }
        },
      },
    };
  };
};

function excesses(document: DocumentNode, limits: DocumentLimits): string[] {
  const measure = new Measure(document);
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const found = {
    depth: Math.max(0, ...operations.map(({ selectionSet }) => measure.depth(selectionSet))),
    rootFields: Math.max(0, ...operations.map(({ selectionSet }) => measure.fields(selectionSet))),
    aliases: measure.aliases(),
  };
  return [
    found.depth > limits.depth
      ? `The query is ${found.depth} fields deep; at most ${limits.depth} are answered.`
      : '',
    found.rootFields > limits.rootFields
      ? `The query has ${found.rootFields} fields at its top; at most ${limits.rootFields} are answered.`
      : '',
    found.aliases > limits.aliases
      ? `The query has ${found.aliases} aliases; at most ${limits.aliases} are answered.`
      : '',
  ].filter((message) => message !== '');
}

/** Each fragment is measured once, for fragments of fragments would else take for ever; one within itself counts once. */
class Measure {
  readonly #document: DocumentNode;
  readonly #fragments: ReadonlyMap<string, SelectionSetNode>;
  readonly #known = { depth: new Map<string, number>(), fields: new Map<string, number>() };

  constructor(document: DocumentNode) {
    this.#document = document;
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION
          ? [[definition.name.value, definition.selectionSet]]
          : [],
      ),
    );
  }

  depth(set: SelectionSetNode): number {
    const depths = set.selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#ofFragment('depth', selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return this.depth(selection.selectionSet);
      return 1 + (selection.selectionSet === undefined ? 0 : this.depth(selection.selectionSet));
    });
    return depths.reduce((most, depth) => Math.max(most, depth), 0);
  }

  fields(set: SelectionSetNode): number {
    const counts = set.selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#ofFragment('fields', selection.name.value);
      return selection.kind === Kind.INLINE_FRAGMENT ? this.fields(selection.selectionSet) : 1;
    });
    return counts.reduce((sum, count) => sum + count, 0);
  }

  aliases(): number {
    return this.#document.definitions.reduce(
      (sum, definition) => sum + ('selectionSet' in definition ? aliasesIn(definition.selectionSet) : 0),
      0,
    );
  }

  #ofFragment(measured: 'depth' | 'fields', name: string): number {
    const known = this.#known[measured].get(name);
    if (known !== undefined) return known;
    this.#known[measured].set(name, 0);
    const set = this.#fragments.get(name);
    const size = set === undefined ? 0 : this[measured](set);
    this.#known[measured].set(name, size);
    return size;
  }
}

const aliasesIn = (set: SelectionSetNode): number =>
  set.selections.reduce((sum, selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return sum;
    const own = selection.kind === Kind.FIELD && selection.alias !== undefined ? 1 : 0;
    return sum + own + (selection.selectionSet === undefined ? 0 : aliasesIn(selection.selectionSet));
  }, 0);
