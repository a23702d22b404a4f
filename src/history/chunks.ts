/** Values in parts of a size, so that a statement has not too many parameters: SQLite accepts 32,766. */
export function chunks<Value>(values: readonly Value[], size = 500): Value[][] {
  const parts: Value[][] = [];
  for (let start = 0; start < values.length; start += size) parts.push(values.slice(start, start + size));
  return parts;
}
