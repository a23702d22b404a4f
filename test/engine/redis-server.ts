import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A Redis of the test's own, on a unix socket in a folder of its own. */
export class RedisServer {
  readonly socket: string;
  readonly #folder: string;
  #process: ChildProcess | undefined;

  private constructor(folder: string) {
    this.#folder = folder;
    this.socket = join(folder, 'redis.sock');
  }

  static async prepare(): Promise<RedisServer> {
    return new RedisServer(await mkdtemp(join(tmpdir(), 'edgetasks-redis-')));
  }

  /** Resolves when it accepts connections; what an earlier one held is forgotten. */
  async start(...options: string[]): Promise<void> {
    const own = ['--port', '0', '--unixsocket', this.socket, '--save', '', '--dir', this.#folder];
    const server = spawn('redis-server', [...own, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process = server;
    let log = '';
    for await (const chunk of server.stdout) {
      log += String(chunk);
      if (log.includes('eady to accept connections')) break;
    }
    if (server.exitCode !== null) throw new Error(`redis-server did not start:\n${log}`);
  }

  /** Ends it like a crash. */
  async kill(): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (server === undefined || server.exitCode !== null) return;
    const exit = once(server, 'exit');
    server.kill('SIGKILL');
    await exit;
  }

  /** It stays connected, and answers nothing. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process?.kill('SIGCONT');
  }

  /** Runs a command as `redis-cli` takes it. */
  async command(...words: string[]): Promise<void> {
    await promisify(execFile)('redis-cli', ['-s', this.socket, ...words]);
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
