import { BREAK, execute, GraphQLError, isEnumType, Kind, visit } from 'graphql';
import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLSchema, Source } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { CompiledQuery } from 'graphql-jit';

/** Executes one operation, as graphql-js does. */
export type Execute = (given: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

export interface CompilerSettings {
  /** Compiles an operation at this many requests; `Infinity` never compiles. Default: according to its size. */
  readonly compileFrom?: number | undefined;
}

/** Larger operations are not compiled, because compiling would block the server for seconds. */
const mostFields = 3_000;

/**
 * Compiling a field takes at least 0.1 ms, during which other requests wait. For a list it pays at once; for a query of
 * a hundred lookups it pays after dozens of requests.
 */
const whenItPays = (fields: number): number => 2 + Math.floor(fields / 10);

/** An operation that was requested before. */
interface Known {
  askings: number;
  /** The number of the request at which it is compiled. */
  readonly due: number;
  /** Undefined while it is not compiled, and permanently if it cannot be. */
  run: CompiledQuery['query'] | undefined;
}

/**
 * Executes operations with functions that are generated for each query: a list takes a tenth of the time of graphql-js.
 * An operation is compiled when it is repeated, a large one when it is repeated often, and dropped with its document.
 * Cases in which the results would differ are left to graphql-js: rejected arguments, and the location of an error in
 * the query.
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
    // Strings and numbers are not checked again, which would take a fifth of a long list's time.
    disableLeafSerialization: enumsNameThemselves(schema),
    // Stack traces of generated code are useless. Thrown errors keep their own.
    disablingCapturingStackErrors: true,
  });
  return isCompiledQuery(query) ? query.query : undefined;
}

/** Whether each enum value equals its name, so that it needs no conversion. */
const enumsNameThemselves = (schema: GraphQLSchema): boolean =>
  Object.values(schema.getTypeMap()).every(
    (type) => !isEnumType(type) || type.getValues().every(({ name, value }) => name === value),
  );

/**
 * The number of fields, counted up to the limit. A query with a field named `__proto__` is not compiled, because in
 * generated code that name sets an object's prototype.
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
  // Nothing was executed yet; graphql-js writes the error message.
  if (result.data === undefined) return execute(given);
  const source = given.document.loc?.source;
  return { ...result, errors: result.errors.map((error) => withPositions(error, source)) };
}

/**
 * The compiler's errors have lines and columns only, which are lost when an error is masked. Adds positions in the
 * source.
 */
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
