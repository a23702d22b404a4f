import { getNamedType, GraphQLError, isObjectType, Kind } from 'graphql';
import type { DocumentNode, FieldNode, GraphQLSchema, SelectionSetNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { defaultPageSize } from '../arguments.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Room for ten tasks with a thousand URLs each, and for a hundred with their first hundred. */
export const defaultMostRows = 15_000;

/** Refuses a request whose lists within lists could give more rows. Lists of a fixed length count for nothing. */
export const rowLimit = (schema: GraphQLSchema, most: number): Plugin => {
  const isPaged = pagedFields(schema);
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
function pagedFields(schema: GraphQLSchema): ReadonlySet<string> {
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
  variables: Variables,
  isPaged: ReadonlySet<string>,
): number {
  const fragments = new Map<string, SelectionSetNode>();
  const operations: SelectionSetNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet);
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (operationName == null || definition.name?.value === operationName)
      operations.push(definition.selectionSet);
  }
  const known = new Map<string, number>();
  const rowsOf = (set: SelectionSetNode): number => {
    let rows = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) rows += rowsOfFragment(selection.name.value);
      else if (selection.selectionSet !== undefined) {
        const within = rowsOf(selection.selectionSet);
        const isPage = selection.kind === Kind.FIELD && isPaged.has(selection.name.value);
        rows += isPage ? pageSize(selection, variables) * (1 + within) : within;
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
  return Math.max(0, ...operations.map(rowsOf));
}

function pageSize(field: FieldNode, variables: Variables): number {
  const given = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value;
  if (given === undefined) return defaultPageSize;
  const size =
    given.kind === Kind.VARIABLE ? variables[given.name.value] : 'value' in given ? given.value : undefined;
  return Math.max(0, Number(size ?? defaultPageSize) || 0);
}
