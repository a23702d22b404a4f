import { getNamedType, GraphQLError, isObjectType, Kind } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { defaultPageSize } from '../arguments.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Room for ten tasks with a thousand URLs each, and for a hundred with their first hundred. */
export const defaultMostRows = 15_000;

/** Refuses a request whose lists within lists could give more rows. Lists of a fixed length count for nothing. */
export const rowLimit = (isPaged: ReadonlySet<string>, most: number): Plugin => {
  return {
    onExecute: ({ args, setResultAndStopExecution }) => {
      const rows = rowsAsked(args.document, args.operationName, args.variableValues ?? {}, isPaged);
      if (rows <= most) return;
      const message = `The lists of this query could give ${rows} rows; at most ${most} are answered at once. Ask for smaller pages.`;
      setResultAndStopExecution({
        errors: [
          new GraphQLError(message, {
            extensions: { code: 'QUERY_TOO_COMPLEX', http: { spec: true, status: 400 } },
          }),
        ],
      });
    },
  };
};

/** The fields that give a page of a list, known by their type. */
export function pagedFields(schema: GraphQLSchema): ReadonlySet<string> {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.values(type.getFields()) : [],
  );
  return new Set(
    fields.filter(({ type }) => getNamedType(type).name.endsWith('Connection')).map(({ name }) => name),
  );
}

export function rowsAsked(
  document: DocumentNode,
  operationName: string | null | undefined,
  given: Variables,
  isPaged: ReadonlySet<string>,
): number {
  const fragments = new Map<string, SelectionSetNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet);
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (operationName == null || definition.name?.value === operationName) operations.push(definition);
  }
  return Math.max(
    0,
    ...operations.map((operation) => {
      const variables = { ...defaultsOf(operation), ...given };
      return rowsWithin(operation.selectionSet, { fragments, variables, isPaged });
    }),
  );
}

interface Asked {
  readonly fragments: ReadonlyMap<string, SelectionSetNode>;
  readonly variables: Variables;
  readonly isPaged: ReadonlySet<string>;
}

function rowsWithin(asked: SelectionSetNode, { fragments, variables, isPaged }: Asked): number {
  const known = new Map<string, number>();
  const rowsOf = (set: SelectionSetNode): number => {
    let rows = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) rows += rowsOfFragment(selection.name.value);
      else if (selection.selectionSet !== undefined) {
        const within = rowsOf(selection.selectionSet);
        if (selection.kind !== Kind.FIELD) rows += within;
        else if (isPaged.has(selection.name.value)) rows += pageSize(selection, variables) * (1 + within);
        else rows += mostKeys(selection, variables) * within;
      }
    }
    return rows;
  };
  // A fragment is counted once and remembered: fragments of fragments would else take for ever.
  const rowsOfFragment = (name: string): number => {
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    const set = fragments.get(name);
    const rows = set === undefined ? 0 : rowsOf(set);
    known.set(name, rows);
    return rows;
  };
  return rowsOf(asked);
}

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Variables =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, sizeOf(defaultValue, {})]],
    ),
  );

/** The larger of `first` and `last`, for either may be null. What is no size is refused by the schema. */
function pageSize({ arguments: given = [] }: FieldNode, variables: Variables): number {
  const sizes = given
    .filter(({ name }) => name.value === 'first' || name.value === 'last')
    .map(({ value }) => sizeOf(value, variables))
    .filter((size) => size !== undefined);
  return sizes.length === 0 ? defaultPageSize : Math.max(...sizes);
}

/** How many things a field looks up, of whose lists each is one: the ids of `nodes`, the representations of `_entities`. */
const mostKeys = ({ arguments: given = [] }: FieldNode, variables: Variables): number =>
  Math.max(
    1,
    ...given
      .filter(({ name }) => name.value === 'ids' || name.value === 'representations')
      .map(({ value }) => sizeOf(value, variables) ?? 1),
  );

/** A whole number, or the length of a list; undefined for anything else. */
function sizeOf(value: ValueNode, variables: Variables): number | undefined {
  if (value.kind === Kind.LIST) return value.values.length;
  if (value.kind === Kind.INT) return Math.max(0, Number(value.value));
  if (value.kind !== Kind.VARIABLE) return undefined;
  const given = variables[value.name.value];
  if (Array.isArray(given)) return given.length;
  return typeof given === 'number' ? Math.max(0, given) : undefined;
}
