import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The top of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

export const file = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Runs a program to its end. Returns what it printed to stdout. */
export const run = async (command: string, words: readonly string[], cwd: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(command, words, { cwd, maxBuffer: 50_000_000 });
  return stdout;
};

/** npm's own program, to run it with another Node. */
export const npm = realpathSync(join(dirname(process.execPath), 'npm'));

/** The package, packed as it is published. */
export interface PackedPackage {
  /** A folder for files of tests. */
  readonly folder: string;
  readonly tarball: string;
  /** Installs it as a user of this Node does, who has an empty folder. Returns the folder. */
  readonly installWith: (node: string) => Promise<string>;
  readonly remove: () => Promise<void>;
}

export const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--silent'];

export async function packPackage(): Promise<PackedPackage> {
  const folder = mkdtempSync(join(tmpdir(), 'edgetasks-package-'));
  // `test/build.ts` has built it, as packing would.
  await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], root);
  const tarball = join(folder, readdirSync(folder)[0] ?? '');
  return {
    folder,
    tarball,
    installWith: async (node) => {
      const target = mkdtempSync(join(folder, 'empty-'));
      await run(node, [npm, 'init', '--yes', '--silent'], target);
      await run(node, [npm, 'install', '--omit=dev', '--engine-strict', ...quietly, tarball], target);
      return target;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** A code block of the document for consumers. */
export function exampleOf(name: string, language: string): string {
  const start = `\`\`\`${language} example=${name}\n`;
  const text = file('src/graphql/README.md');
  const code = text.split(start)[1]?.split('\n```')[0];
  if (code === undefined) throw new Error(`The document has no example ${name}`);
  return code;
}

/** Makes a package of the repository importable in a folder. */
export function link(name: string, folder: string): void {
  const path = join(folder, 'node_modules', name);
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(realpathSync(join(root, 'node_modules', name)), path);
}
