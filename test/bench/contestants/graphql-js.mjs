import { execute, parse } from 'graphql';
import { newContext, schema } from './engine.mjs';
import { answer } from './probe.mjs';
import { repeat } from './world.mjs';

/* The same schema and engine, executed by graphql-js in this process: no HTTP, no parsing, no validation, and what it asks
 * for is kept after the first time. */

answer('execute', ({ body, rows, ...bounds }) => {
  const { query, variables } = JSON.parse(body);
  const document = parse(query);
  return repeat(bounds, async () => {
    const contextValue = newContext();
    const result = await execute({ schema, document, contextValue, variableValues: variables });
    contextValue.closeScope();
    if (result.errors !== undefined) throw result.errors[0];
    const { length } = result.data.urlDetails.edges;
    if (length !== rows) throw new Error(`${length} rows of ${rows}`);
    return JSON.stringify(result);
  });
});
