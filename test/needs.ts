import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Whether the tests that need a program can run. Where it is missing they are skipped, and say so; with `CI` set that is
 * an error, for there nothing may be missing.
 */
export function needs(binary: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  if (folders.some((folder) => isExecutable(join(folder, binary)))) return true;
  const reason = `${binary} is not installed, and the tests that need it did not run.`;
  if ((process.env['CI'] ?? '') !== '') throw new Error(reason);
  process.stderr.write(`NOT RUN: ${reason}\n`);
  return false;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
