import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** What `heap` needs. */
export const heapProbe = new URL('heap-probe.ts', import.meta.url).href;

/** A script of ours as a process of its own. */
export interface ServerProcess {
  /** Everything that it ever wrote. */
  readonly output: { readonly out: string; readonly error: string };
  /** Where it listens. Rejects when it ends before it does. */
  readonly isUp: Promise<string>;
  /** Its exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Bytes in use after a forced collection. */
  heap(): Promise<number>;
  /** For how many ms its event loop was busy without a pause since this was last asked; it needs `stall-probe.ts`. */
  stall(): Promise<number>;
  /** Tells it to stop, and gives its exit code. */
  stop(): Promise<number | null>;
}

export interface ServerProcessParts {
  /** From the repository's root. Default: the sources of the server, which need no build. */
  readonly script?: string;
  readonly arguments?: readonly string[];
  /** All that is in its environment beside the path. */
  readonly environment: Readonly<Record<string, string>>;
  /** Modules that are loaded before it, as URLs. Default: what `heap` needs. */
  readonly preloaded?: readonly string[];
}

/** Starts the server as a user does. */
export function startServer({
  script = 'src/main.ts',
  arguments: given = [],
  environment,
  preloaded = [heapProbe],
}: ServerProcessParts): ServerProcess {
  // A process without TypeScript starts in a third of the time.
  const loader = [script, ...preloaded].some((module) => module.endsWith('.ts')) ? ['tsx'] : [];
  const imports = [...loader, ...preloaded].flatMap((module) => ['--import', module]);
  const child = spawn(process.execPath, ['--expose-gc', ...imports, script, ...given], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = { out: '', error: '' };
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const isUp = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output.out += chunk.toString();
      const url = /http:\/\/[^\s/]+/.exec(output.out)?.[0];
      if (url !== undefined) resolve(url);
    });
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${output.error}`)));
  });
  // Who waits for its end alone is not told twice.
  isUp.catch(() => undefined);
  child.stderr?.on('data', (chunk: Buffer) => {
    output.error += chunk.toString();
  });
  const asked = async (question: string): Promise<object> => {
    child.send(question);
    const [told]: unknown[] = await once(child, 'message');
    return typeof told === 'object' && told !== null ? told : {};
  };
  return {
    output,
    isUp,
    ended,
    async heap() {
      const told = await asked('heap');
      return 'heapUsed' in told ? Number(told.heapUsed) : NaN;
    },
    async stall() {
      const told = await asked('stall');
      return 'stall' in told ? Number(told.stall) : NaN;
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
