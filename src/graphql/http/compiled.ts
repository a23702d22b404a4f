import { BREAK, execute, GraphQLError, isEnumType, Kind, visit } from 'graphql';
import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLSchema, Source } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { CompiledQuery } from 'graphql-jit';

/** Executes one operation, as graphql-js does. */
export type Execute = (given: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

export interface CompilerSettings {
  /** Compiles an operation when it is asked for the so-manieth time; Infinity for never. Default: when it pays. */
  readonly compileFrom?: number | undefined;
}

/** A larger operation takes longer to compile than it ever saves; nobody makes the server compile for seconds. */
const mostFields = 3_000;

/**
 * A field costs a tenth of a millisecond or more to compile, and all others wait meanwhile. In a list it is earned back at
 * once; where each is answered once, as in a query of a hundred look-ups, it takes dozens of askings.
 */
const whenItPays = (fields: number): number => 2 + Math.floor(fields / 10);

/** What is known of an operation. */
interface Known {
  askings: number;
  /** The asking that it is compiled at. */
  readonly due: number;
  /** `undefined` while it is not compiled, and for good where it cannot be. */
  run: CompiledQuery['query'] | undefined;
}

/**
 * Executes by functions made for each query: executing a list takes a tenth of graphql-js's time. An operation is compiled
 * when it has come again, a large one when it has come often, and forgotten with its document. What differs from
 * graphql-js is left to it: arguments that are refused, and the place in the query that an error names.
 */
export function compiledExecution({ compileFrom }: CompilerSettings): Execute {
  const documents = new WeakMap<DocumentNode, Map<string | undefined, Known>>();

  const dueOf = (document: DocumentNode): number => {
    const fields = fieldsOf(document);
    return fields > mostFields ? Infinity : Math.max(1, compileFrom ?? whenItPays(fields));
  };

  const knownOf = ({ document, operationName }: ExecutionArgs): Known => {
    const operations = documents.get(document) ?? new Map<string | undefined, Known>();
    documents.set(document, operations);
    const known = operations.get(operationName ?? undefined) ?? {
      askings: 0,
      due: dueOf(document),
      run: undefined,
    };
    operations.set(operationName ?? undefined, known);
    return known;
  };

  return (given) => {
    const known = knownOf(given);
    known.askings += 1;
    if (known.askings === known.due) known.run = compiled(given);
    if (known.run === undefined) return execute(given);
    const result = known.run(given.rootValue, given.contextValue, given.variableValues);
    return result instanceof Promise
      ? result.then((awaited) => asGraphqlJs(awaited, given))
      : asGraphqlJs(result, given);
  };
}

function compiled({ schema, document, operationName }: ExecutionArgs): CompiledQuery['query'] | undefined {
  const query = compileQuery(schema, document, operationName ?? undefined, {
    // What is a string or a number by its TypeScript type is not looked at again: a fifth of a long list's time.
    disableLeafSerialization: enumsNameThemselves(schema),
    // A stack of the generated code tells nothing; an error that was thrown keeps its own.
    disablingCapturingStackErrors: true,
  });
  return isCompiledQuery(query) ? query.query : undefined;
}

/** Whether each value of each enum stands for itself, so that it needs no translation. */
const enumsNameThemselves = (schema: GraphQLSchema): boolean =>
  Object.values(schema.getTypeMap()).every(
    (type) => !isEnumType(type) || type.getValues().every(({ name, value }) => name === value),
  );

/**
 * How many there are, counted no further than is compiled. A field that answers as `__proto__` would be lost: in the text of
 * a program that name sets an object's prototype. No query that has one is compiled.
 */
function fieldsOf(document: DocumentNode): number {
  let fields = 0;
  visit(document, {
    [Kind.FIELD]: ({ name, alias }) => {
      fields = (alias ?? name).value === '__proto__' ? Infinity : fields + 1;
      return fields > mostFields ? BREAK : undefined;
    },
  });
  return fields;
}

function asGraphqlJs(
  result: ExecutionResult,
  given: ExecutionArgs,
): ExecutionResult | Promise<ExecutionResult> {
  if (result.errors === undefined) return result;
  // Nothing was executed: graphql-js says why in its own words.
  if (result.data === undefined) return execute(given);
  const source = given.document.loc?.source;
  return { ...result, errors: result.errors.map((error) => withPositions(error, source)) };
}

/** The compiler's errors know lines and columns, which are lost when an error is masked; ours know places in the source. */
function withPositions(
  { message, path, locations, originalError }: GraphQLError,
  source: Source | undefined,
) {
  const positions = source && locations?.map((location) => positionOf(location, source));
  return new GraphQLError(message, {
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    originalError: originalError ?? null,
  });
}

function positionOf({ line, column }: { line: number; column: number }, { body }: Source): number {
  const lines = /\r\n|[\n\r]/g;
  let start = 0;
  for (let before = 1; before < line; before += 1) {
    lines.exec(body);
    start = lines.lastIndex;
  }
  return start + column - 1;
}
