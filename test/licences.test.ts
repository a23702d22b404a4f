import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Licences that allow any use, including offering the software as a service. */
const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'];

/** A package of a lock file, by its path, such as `node_modules/a/node_modules/b`. */
interface LockedPackage {
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}
type Packages = Readonly<Record<string, LockedPackage>>;

/** Where Node finds a package that another one imports: the nearest `node_modules` upwards. */
function located(packages: Packages, from: string, name: string): string | undefined {
  const path = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (path in packages) return path;
  if (from === '') return undefined;
  return located(packages, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}

/** The paths of all packages that a production install needs, direct or not. */
function productionTree(packages: Packages): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (from: string): void => {
    const { dependencies, optionalDependencies, peerDependencies } = packages[from] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const path = located(packages, from, name);
      if (path === undefined || reached.has(path)) continue;
      reached.add(path);
      visit(path);
    }
  };
  visit('');
  return reached;
}

const restricted = (packages: Packages): string[] =>
  [...productionTree(packages)]
    .filter((path) => !permissive.includes(packages[path]?.license ?? ''))
    .map((path) => `${path}: ${packages[path]?.license ?? 'no licence'}`);

const { packages }: { readonly packages: Packages } = JSON.parse(
  readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
);

describe('the production dependencies', () => {
  it('are all under permissive licences', () => {
    expect(restricted(packages)).toEqual([]);
  });

  it('are found in the whole tree of the lock file', () => {
    const tree = productionTree(packages);
    const named = Object.keys(packages['']?.dependencies ?? {}).map((name) => `node_modules/${name}`);
    expect([...tree]).toEqual(expect.arrayContaining(named));
    expect(tree.size).toBeGreaterThan(2 * named.length);
  });

  it('are judged where they are nested, optional, peers, or without a licence', () => {
    const elastic = { license: 'Elastic-2.0' };
    const lock: Packages = {
      '': { dependencies: { a: '1' } },
      'node_modules/a': {
        license: 'MIT',
        dependencies: { b: '1' },
        optionalDependencies: { c: '1' },
        peerDependencies: { d: '1', absent: '1' },
      },
      'node_modules/a/node_modules/b': { ...elastic, dependencies: { e: '1', a: '1' } },
      'node_modules/b': { license: 'MIT' },
      'node_modules/c': elastic,
      'node_modules/d': {},
      'node_modules/e': { license: 'ISC' },
      'node_modules/of-a-tool': elastic,
    };
    expect(restricted(lock)).toEqual([
      'node_modules/a/node_modules/b: Elastic-2.0',
      'node_modules/c: Elastic-2.0',
      'node_modules/d: no licence',
    ]);
  });
});
