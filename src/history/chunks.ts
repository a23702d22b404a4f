/** Values in parts of a size: SQLite accepts 32,766 parameters, and an embedded database blocks other requests during a statement. */
export function chunks<Value>(values: readonly Value[], size = 100): Value[][] {
  const parts: Value[][] = [];
  for (let start = 0; start < values.length; start += size) parts.push(values.slice(start, start + size));
  return parts;
}
