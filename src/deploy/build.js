// Builds `dist`, from which the server, the command line and the package run.
//   node src/deploy/build.js                builds
//   node src/deploy/build.js --or-built     where `dist` cannot be written, is content with what was built before
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('../../', import.meta.url)));

// The types of the main export are those of `embedding.ts`: the rest of the sources needs none.
const mainTypes = `import type { CreateEdgetasks } from './embedding.js';
export * from './embedding.js';
export declare const createEdgetasks: CreateEdgetasks;
`;

if (canWrite()) {
  rmSync('dist', { recursive: true, force: true });
  mkdirSync('dist');
  run('tsc', '-p src');
  run('npm', 'run --silent build:server');
  run('npm', 'run --silent build:dashboard');
  run('tsc', '-p src/deploy/tsconfig.schema.json');
  run('tsc', '-p src/deploy/tsconfig.types.json');
  writeFileSync('dist/edgetasks.d.ts', mainTypes);
} else if (!process.argv.includes('--or-built') || !existsSync('dist/main.js')) {
  fail(
    `${process.cwd()} cannot be written, so nothing can be built here. Run \`npm run build\` where it can be written, and start the result with \`node dist/main.js\`.`,
  );
}

function canWrite() {
  try {
    accessSync('.', constants.W_OK);
    if (existsSync('dist')) accessSync('dist', constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function run(tool, words) {
  const path = ['node_modules/.bin', process.env.PATH].join(delimiter);
  const { status, error } = spawnSync(tool, words.split(' '), {
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
    shell: process.platform === 'win32',
  });
  if (error !== undefined) fail(`${tool} is missing: install all dependencies with \`npm ci\`.`);
  if (status !== 0) process.exit(status ?? 1);
}

function fail(reason) {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
