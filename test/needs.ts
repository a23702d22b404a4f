import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Throws unless a program is installed, so that a test that needs it fails instead of being skipped. */
export function needs(program: string): void {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  if (folders.some((folder) => isExecutable(join(folder, program)))) return;
  throw new Error(`${program} is not installed. .ci/run installs it on Debian.`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
