import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { freePort } from './free-port.ts';
import { needs } from './needs.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'edgetasks-image-'));

/** What a stage of the Dockerfile has become: a folder, and how its container would be started. */
interface Stage {
  readonly root: string;
  workdir: string;
  user: string | undefined;
  readonly environment: Record<string, string>;
  command: readonly string[];
  healthCheck: readonly string[];
}

/** Runs the steps of the Dockerfile in folders, as no container engine is needed for that. */
function build(dockerfile: string): readonly Stage[] {
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const line of dockerfile.replaceAll(/\\\n\s*/g, '').split('\n')) {
    const [, instruction = '', given = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    if (instruction === '') continue;
    if (instruction === 'FROM') {
      const name = / AS (\w+)$/.exec(given)?.[1] ?? 'last';
      stage = {
        root: join(folder, name),
        workdir: '/',
        user: undefined,
        environment: {},
        command: [],
        healthCheck: [],
      };
      mkdirSync(stage.root);
      stages.set(name, stage);
      continue;
    }
    if (stage === undefined) throw new Error('A Dockerfile begins with FROM');
    const directory = join(stage.root, stage.workdir);
    if (instruction === 'WORKDIR') {
      stage.workdir = given;
      mkdirSync(join(stage.root, given), { recursive: true });
    } else if (instruction === 'ENV') {
      for (const [, name = '', value = ''] of given.matchAll(/(\w+)=(\S+)/g)) stage.environment[name] = value;
    } else if (instruction === 'COPY') {
      const [, from, paths = ''] = /^(?:--from=(\w+) )?(.*)$/.exec(given) ?? [];
      const sources = paths.split(' ');
      const target = join(directory, sources.pop() ?? '');
      for (const source of sources) {
        const path = join(from === undefined ? root : (stages.get(from)?.root ?? ''), source);
        const isFolder = statSync(path).isDirectory();
        cpSync(path, isFolder ? target : join(target, basename(path)), {
          recursive: true,
          verbatimSymlinks: true,
        });
      }
    } else if (instruction === 'RUN') {
      execFileSync('sh', ['-c', given], { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] });
    } else if (instruction === 'USER') stage.user = given;
    else if (instruction === 'CMD') stage.command = JSON.parse(given);
    else if (instruction === 'HEALTHCHECK')
      stage.healthCheck = JSON.parse(/CMD (.*)$/.exec(given)?.[1] ?? '');
    else if (instruction !== 'EXPOSE') throw new Error(`${instruction} is not known here`);
  }
  return [...stages.values()];
}

/** Starts a command as PID 1 of nobody, in a folder that is mounted read-only. */
function contain(directory: string, words: readonly string[], environment: Record<string, string>) {
  const steps = `mount --bind ${directory} ${directory} && mount -o remount,ro,bind ${directory} && cd ${directory} &&
    exec setpriv --reuid=65534 --regid=65534 --clear-groups -- "$@"`;
  const isolated = ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', steps, 'sh', ...words];
  const child = spawn('unshare', isolated, {
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output.text += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  /** The process that is PID 1 inside. */
  const pid = (): number =>
    Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim());
  return { output, ended, terminate: () => process.kill(pid(), 'SIGTERM') };
}

const answers = (port: number, path: string): Promise<Response> =>
  vi.waitFor(() => fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'x-requested-with': 'test' } }), {
    timeout: 30_000,
    interval: 100,
  });

let built: Stage;
let image: Stage;

beforeAll(() => {
  const [first, last] = build(readFileSync(join(root, 'src/deploy/Dockerfile'), 'utf8'));
  if (first === undefined || last === undefined) throw new Error('The Dockerfile has two stages');
  [built, image] = [first, last];
  execFileSync('chmod', ['-R', 'a+rX', folder]);
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }), 120_000);

describe('the image of the Dockerfile', () => {
  it('starts as PID 1 of an ordinary user, writes nothing, is healthy, and stops with 0 at SIGTERM', async () => {
    const port = await freePort();
    // The demo on loopback: the image itself listens at every address.
    const environment = {
      ...image.environment,
      HOST: '127.0.0.1',
      PORT: String(port),
      EDGETASKS_DEMO: 'true',
    };
    const { output, ended, terminate } = contain(join(image.root, image.workdir), image.command, environment);
    const response = await answers(port, '/graphql?query={providers{name}}');
    expect(await response.json()).toMatchObject({
      data: { providers: expect.arrayContaining([{ name: 'edge' }]) },
    });
    expect((await answers(port, '/')).status).toBe(200);
    const [program = '', ...words] = image.healthCheck;
    execFileSync(program, words, { env: { ...environment, PATH: process.env['PATH'] ?? '' } });
    terminate();
    expect(await ended).toBe(0);
    expect(output.text).toContain('Stopped');
    expect(() =>
      execFileSync(program, words, { env: { ...environment, PATH: process.env['PATH'] ?? '' } }),
    ).toThrow('Command failed');
  }, 120_000);

  it('does not start the demo unasked, or open to everybody', async () => {
    for (const [more, reason] of [
      [{}, 'EDGETASKS_CONFIG: is not set, and NODE_ENV is production'],
      [{ EDGETASKS_DEMO: 'true' }, 'HOST: is not a loopback address'],
    ] as const) {
      const environment = { ...image.environment, ...more };
      const { output, ended } = contain(join(image.root, image.workdir), image.command, environment);
      expect(await ended).toBe(1);
      expect(output.text).toContain(reason);
    }
  }, 60_000);

  it('runs as a user who is not root, and holds no tool of development', () => {
    expect(image.user).toBe('node');
    expect(() => statSync(join(image.root, image.workdir, 'node_modules/typescript'))).toThrow('ENOENT');
    expect(() => statSync(join(image.root, image.workdir, 'src'))).toThrow('ENOENT');
  });
});

/** What the compose file says, as far as it is used here. */
interface ComposeFile {
  readonly services: {
    readonly edgetasks: {
      readonly build: { readonly context: string; readonly dockerfile: string };
      readonly environment: Readonly<Record<string, string>>;
      readonly volumes: readonly string[];
      readonly ports: readonly string[];
    };
  };
}

describe('the compose file', () => {
  const path = join(root, 'src/deploy/compose.yaml');
  const compose: ComposeFile = parse(readFileSync(path, 'utf8'));
  const { build: source, environment, volumes, ports } = compose.services.edgetasks;

  it('builds this Dockerfile, publishes its port on loopback, and mounts the folder of the configuration', () => {
    const context = join(dirname(path), source.context);
    expect(join(context, source.dockerfile)).toBe(join(root, 'src/deploy/Dockerfile'));
    expect(ports).toEqual([`127.0.0.1:4000:${image.environment['PORT']}`]);
    expect(volumes).toEqual([`.:${dirname(environment['EDGETASKS_CONFIG'] ?? '')}:ro`]);
  });

  it('starts the image with a configuration that has a token', async () => {
    const port = await freePort();
    const config = join(folder, basename(environment['EDGETASKS_CONFIG'] ?? ''));
    const credentials = '{ secretId: id, secretKey: key }';
    writeFileSync(
      config,
      `access: { tokens: [{ name: ci, sha256: ${createHash('sha256').update('sesame').digest('hex')} }] }
providers: [{ name: main, vendor: TENCENT_CDN, endpoint: 'http://127.0.0.1:9', credentials: ${credentials} }]`,
    );
    const given = { ...image.environment, ...environment, EDGETASKS_CONFIG: config, PORT: String(port) };
    const { ended, terminate } = contain(join(image.root, image.workdir), image.command, given);
    const query = `http://127.0.0.1:${port}/graphql?query={providers{name}}`;
    expect((await answers(port, '/graphql?query={providers{name}}')).status).toBe(401);
    const response = await fetch(query, {
      headers: { 'x-requested-with': 'test', authorization: 'Bearer sesame' },
    });
    expect(await response.json()).toEqual({ data: { providers: [{ name: 'main' }] } });
    terminate();
    expect(await ended).toBe(0);
  }, 60_000);
});

describe('the systemd unit', () => {
  it('is accepted by systemd, and starts a command that exists', () => {
    needs('systemd-analyze');
    const unit = join(root, 'src/deploy/edgetasks.service');
    // Mistakes are warnings, which leave the exit code 0.
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const [, program, command] =
      /^ExecStart=\/usr\/bin\/env (\w+) (\w+)$/m.exec(readFileSync(unit, 'utf8')) ?? [];
    const { bin }: { bin: object } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(Object.keys(bin)).toEqual([program]);
    const help = execFileSync(process.execPath, ['dist/cli/edgetasks.js', '--help'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(help).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  });
});

describe('npm start in a folder that cannot be written', () => {
  it('starts what was built before', async () => {
    const port = await freePort();
    const started = contain(join(built.root, built.workdir), ['npm', 'start'], { PORT: String(port) });
    expect((await answers(port, '/healthz')).status).toBe(200);
    started.terminate();
    await started.ended;
  }, 120_000);

  it('says what to do where nothing was built', async () => {
    const directory = join(built.root, built.workdir);
    renameSync(join(directory, 'dist'), join(directory, 'away'));
    const { output, ended } = contain(directory, ['npm', 'start'], {});
    expect(await ended).not.toBe(0);
    expect(output.text).toContain('cannot be written, so nothing can be built here');
    expect(output.text).not.toMatch(/^\s+at /m);
    renameSync(join(directory, 'away'), join(directory, 'dist'));
  }, 60_000);
});
