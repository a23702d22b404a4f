import { getNamedType, GraphQLError, isObjectType, Kind } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValidationRule,
  ValueNode,
} from 'graphql';
import { defaultPageSize } from '../arguments.ts';

/** The most tokens of a document, checked while it is parsed. */
export const maxTokens = 15_000;

/** Allows a hundred aliased lookups with all their fields, and the introspection queries of tools. */
const documentLimits: readonly Limit[] = [
  { measure: 'depth', most: 16, text: (depth) => `is ${depth} fields deep` },
  { measure: 'rootFields', most: 250, text: (count) => `has ${count} root fields` },
  { measure: 'aliases', most: 1_000, text: (count) => `has ${count} aliases` },
];

/**
 * Allows ten tasks with a thousand URLs each, or a hundred tasks with a hundred URLs each, with twenty fields of each.
 */
const requestLimits: readonly Limit[] = [
  { measure: 'rows', most: 15_000, text: (count) => `could return ${count} rows` },
  { measure: 'values', most: 300_000, text: (count) => `could return ${count} field values` },
  { measure: 'keys', most: 1_000, text: (count) => `has ${count} values in its list arguments` },
];

/** How large a selection is. Fragments count where they are spread. */
interface Size {
  /** The nesting of fields. */
  readonly depth: number;
  /** Fields of the root type. */
  readonly rootFields: number;
  readonly aliases: number;
  /** Rows that its lists may return. Lists without pages, such as `providers`, count as one row. */
  readonly rows: number;
  /** Fields that the answer may hold, those within rows once for each row. */
  readonly values: number;
  /** Items of list arguments, such as the ids of `nodes`. */
  readonly keys: number;
}

interface Limit {
  readonly measure: keyof Size;
  readonly most: number;
  /** The end of the message that begins with "The query". */
  readonly text: (measured: number) => string;
}

type Variables = Readonly<Record<string, unknown>>;

const nothing: Size = { depth: 0, rootFields: 0, aliases: 0, rows: 0, values: 0, keys: 0 };

const together = (one: Size, other: Size): Size => ({
  depth: Math.max(one.depth, other.depth),
  rootFields: one.rootFields + other.rootFields,
  aliases: one.aliases + other.aliases,
  rows: one.rows + other.rows,
  values: one.values + other.values,
  keys: one.keys + other.keys,
});

const noPages: ReadonlySet<string> = new Set();

/** The limits that do not depend on variables. The result is cached with the document. */
export const sizeRule: ValidationRule = (context) => ({
  Document: {
    enter(document) {
      for (const operation of operationsOf(document)) {
        const error = excess(sizeOf(document, operation, {}, noPages), documentLimits);
        if (error !== undefined) context.reportError(error);
      }
    },
  },
});

/** Measures a request before it is coerced and executed. Returns an error for the first exceeded limit. */
export type CheckRequest = (
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables,
) => GraphQLError | undefined;

export function requestCheck(schema: GraphQLSchema): CheckRequest {
  const paged = pagedFields(schema);
  return (document, operationName, variables) => {
    const operation = operationsOf(document).find(
      ({ name }) => operationName == null || name?.value === operationName,
    );
    if (operation === undefined) return undefined;
    return excess(sizeOf(document, operation, variables, paged), requestLimits);
  };
}

const excess = (size: Size, limits: readonly Limit[]): GraphQLError | undefined => {
  const exceeded = limits.find(({ measure, most }) => size[measure] > most);
  if (exceeded === undefined) return undefined;
  const { measure, most, text } = exceeded;
  return new GraphQLError(`The query ${text(size[measure])}; at most ${most} are allowed.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX', http: { spec: true, status: 400 } },
  });
};

const operationsOf = ({ definitions }: DocumentNode): readonly OperationDefinitionNode[] =>
  definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);

/** The fields that return a page of a list, recognized by their type. */
function pagedFields(schema: GraphQLSchema): ReadonlySet<string> {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.values(type.getFields()) : [],
  );
  return new Set(
    fields.filter(({ type }) => getNamedType(type).name.endsWith('Connection')).map(({ name }) => name),
  );
}

function sizeOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  given: Variables,
  isPaged: ReadonlySet<string>,
): Size {
  const variables = { ...defaultsOf(operation), ...given };
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet);
  }
  // A fragment is measured once: fragments that spread others twice would otherwise take exponential time. One that spreads
  // itself, which validation rejects, counts as nothing there.
  const known = new Map<string, Size>();
  const ofFragment = (name: string): Size => {
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    known.set(name, nothing);
    const size = ofSelections(fragments.get(name));
    known.set(name, size);
    return size;
  };
  const ofSelections = (set: SelectionSetNode | undefined): Size => {
    let size = nothing;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) size = together(size, ofFragment(selection.name.value));
      else if (selection.kind === Kind.FIELD) size = together(size, ofField(selection));
      else size = together(size, ofSelections(selection.selectionSet));
    }
    return size;
  };
  const ofField = (field: FieldNode): Size => {
    const within = ofSelections(field.selectionSet);
    const paged = isPaged.has(field.name.value);
    const items = paged ? pageSize(field, variables) : Math.max(1, lookedUp(field, variables));
    return {
      depth: 1 + within.depth,
      rootFields: 1,
      aliases: (field.alias === undefined ? 0 : 1) + within.aliases,
      rows: items * (within.rows + (paged ? 1 : 0)),
      values: items * (1 + within.values),
      keys: keysOf(field, variables) + within.keys,
    };
  };
  return ofSelections(operation.selectionSet);
}

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Variables =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, sizedValue(defaultValue)]],
    ),
  );

/** The parts of a literal that are measured: whole numbers and the lengths of lists. */
function sizedValue(value: ValueNode): unknown {
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind === Kind.LIST) return value.values.map(sizedValue);
  if (value.kind === Kind.OBJECT) return value.fields.map((field) => sizedValue(field.value));
  return undefined;
}

/** The larger of `first` and `last`, because either may be null. The schema rejects invalid sizes. */
function pageSize(field: FieldNode, variables: Variables): number {
  if (field.arguments === undefined || field.arguments.length === 0) return defaultPageSize;
  const sizes = ['first', 'last']
    .map((name) => argumentOf(field, name, variables))
    .filter((size) => typeof size === 'number');
  return sizes.length === 0 ? defaultPageSize : Math.max(0, ...sizes);
}

/** How many objects a field looks up: the ids of `nodes`, the representations of `_entities`. */
function lookedUp(field: FieldNode, variables: Variables): number {
  const keys = argumentOf(field, 'ids', variables) ?? argumentOf(field, 'representations', variables);
  return Array.isArray(keys) ? keys.length : 1;
}

function argumentOf({ arguments: given = [] }: FieldNode, name: string, variables: Variables): unknown {
  const argument = given.find((candidate) => candidate.name.value === name);
  return argument && valueOf(argument.value, variables);
}

const valueOf = (value: ValueNode, variables: Variables): unknown =>
  value.kind === Kind.VARIABLE ? variables[value.name.value] : sizedValue(value);

const keysOf = ({ arguments: given = [] }: FieldNode, variables: Variables): number =>
  given.reduce((sum, { value }) => sum + literalKeys(value, variables), 0);

/** The number of items of all lists in an argument. The parser limits its nesting. */
function literalKeys(value: ValueNode, variables: Variables): number {
  if (value.kind === Kind.VARIABLE) return keysIn(variables[value.name.value]);
  if (value.kind === Kind.OBJECT) {
    return value.fields.reduce((sum, field) => sum + literalKeys(field.value, variables), 0);
  }
  if (value.kind !== Kind.LIST) return 0;
  return value.values.reduce((sum, item) => sum + literalKeys(item, variables), value.values.length);
}

/** The same for a JSON value. It does not recurse, because its nesting is not limited. */
function keysIn(given: unknown): number {
  const rest: unknown[] = [given];
  let keys = 0;
  while (rest.length > 0) {
    const value = rest.pop();
    if (typeof value !== 'object' || value === null) continue;
    const items = Object.values(value);
    if (Array.isArray(value)) keys += items.length;
    for (const item of items) if (typeof item === 'object') rest.push(item);
  }
  return keys;
}
