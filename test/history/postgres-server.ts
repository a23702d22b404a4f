import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Postgres does not run as root, which tests in a container do. */
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
const identity = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** A Postgres of the test's own, on a unix socket in a folder of its own. */
export class PostgresServer {
  readonly #folder: string;
  readonly #programs: string;
  #process: ChildProcess | undefined;
  #databases = 0;

  private constructor(folder: string, programs: string) {
    this.#folder = folder;
    this.#programs = programs;
  }

  static async prepare(): Promise<PostgresServer> {
    const folder = await mkdtemp(join(tmpdir(), 'edgetasks-postgres-'));
    await chmod(folder, 0o777);
    const server = new PostgresServer(folder, await programsFolder());
    await mkdir(server.#data, { mode: 0o700 });
    if (isRoot) await run('chown', [`${NOBODY}:${NOBODY}`, server.#data]);
    await run(
      join(server.#programs, 'initdb'),
      ['-D', server.#data, '-U', 'edgetasks', '-A', 'trust', '--no-sync'],
      {
        ...identity,
        cwd: folder,
      },
    );
    return server;
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  /** Resolves when it accepts connections. */
  async start(): Promise<void> {
    const options = [
      '-c',
      'listen_addresses=',
      '-c',
      `unix_socket_directories=${this.#folder}`,
      '-c',
      'fsync=off',
    ];
    const server = spawn(join(this.#programs, 'postgres'), ['-D', this.#data, ...options], {
      ...identity,
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process = server;
    let log = '';
    for await (const chunk of server.stderr) {
      log += String(chunk);
      if (log.includes('ready to accept connections')) break;
    }
    if (server.exitCode !== null) throw new Error(`postgres did not start:\n${log}`);
    server.stderr.resume();
  }

  /** Ends it at once; what was committed stays. */
  async stop(): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (server === undefined || server.exitCode !== null) return;
    const exit = once(server, 'exit');
    server.kill('SIGQUIT');
    await exit;
  }

  /** The URL of a new, empty database. */
  async createDatabase(): Promise<string> {
    const name = `history${(this.#databases += 1)}`;
    await run(join(this.#programs, 'createdb'), [
      '-h',
      this.#folder,
      '-U',
      'edgetasks',
      '--strategy=file_copy',
      name,
    ]);
    return `postgres://edgetasks@/${name}?host=${encodeURIComponent(this.#folder)}`;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Debian installs the server's programs outside of the path, by version. */
async function programsFolder(): Promise<string> {
  const root = '/usr/lib/postgresql';
  const versions = await readdir(root).catch(() => []);
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? '' : join(root, newest, 'bin');
}
