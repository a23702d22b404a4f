import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the dashboard as the package does, in a folder of its own, and gives that folder. */
export function buildPage(): URL {
  const folder = mkdtempSync(join(tmpdir(), 'edgetasks-dashboard-'));
  const script = ['run', '--silent', 'build:dashboard', '--', `--outdir=${folder}`];
  execFileSync('npm', script, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  return pathToFileURL(`${folder}/`);
}
