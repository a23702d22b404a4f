import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import process from 'node:process';

/** Which cores a process may use: what is measured has one to itself, everything around it has the others. */
export type Place = 'measured' | 'around';

const cores = availableParallelism();

/** Where there is one core, or no `taskset` (it is Linux's), everything runs where the system puts it. */
const canPin = cores > 1 && hasTaskset();

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const coreList: Record<Place, string> = { measured: '0', around: `1-${cores - 1}` };

/** The command that runs a program in its place. */
export const placed = (place: Place, program: string, parameters: readonly string[]): [string, string[]] =>
  canPin ? ['taskset', ['-c', coreList[place], program, ...parameters]] : [program, [...parameters]];

/** Leaves the measured core to what is measured: this process has no business there. */
export function stepAside(): void {
  if (!canPin) return;
  execFileSync('taskset', ['-acp', coreList.around, String(process.pid)], { stdio: 'ignore' });
}

/** What the figures were made on, in a sentence. */
export const machine = (): string => {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const pinning = canPin ? 'each program that is measured pinned to one of them' : 'nothing pinned';
  return `${model}, ${cores} cores, ${pinning}; Node ${process.versions.node} on ${process.platform}`;
};
