import type { TaskKind, TaskState } from '../../src/domain/task.ts';

/** What is true of one provider: its scopes, the hosts that they are configured to serve, and their tasks. */
export interface Fact {
  readonly provider: string;
  readonly scopes: readonly {
    /** Empty: nothing is configured. */
    readonly hosts: readonly string[];
    readonly isDown: boolean;
    readonly tasks: readonly {
      readonly kind: TaskKind;
      readonly target: string;
      readonly ago: number;
      readonly state: TaskState;
    }[];
  }[];
}

const HOST = 'www.example.com';

/** Written from the tables of standings and verdicts, for the URL https://www.example.com/app/v1/main.js?x=1. */
export function expectedReport(
  facts: readonly Fact[],
  sinceAgo: number,
): { standings: string[]; verdict: string } {
  const standings = facts.map((fact) => standing(fact, sinceAgo));
  const serving = standings.filter((each) => each !== 'NOT_SERVED');
  let verdict = 'UNKNOWN';
  if (serving.length > 0 && serving.every((each) => each === 'DONE')) verdict = 'EVERYWHERE';
  else if (serving.includes('FAILED') || serving.includes('NOT_SUBMITTED')) verdict = 'NOT_EVERYWHERE';
  else if (serving.includes('IN_PROGRESS')) verdict = 'IN_PROGRESS';
  return { standings, verdict };
}

const serves = (hosts: readonly string[]): boolean =>
  hosts.length === 0 || hosts.includes(HOST) || hosts.includes('*.example.com');

function standing({ scopes }: Fact, sinceAgo: number): string {
  const serving = scopes.filter(({ hosts }) => serves(hosts));
  if (serving.length === 0) return 'NOT_SERVED';
  // A scope that cannot be asked may know of a newer task.
  if (serving.some(({ isDown }) => isDown)) return 'UNKNOWN';
  const covering = serving.flatMap(({ hosts, tasks }) => {
    const recent = tasks.filter(({ ago }) => ago <= sinceAgo);
    const namesHost = recent.some(
      ({ kind, target }) =>
        (kind === 'PURGE_HOST' && target === HOST) ||
        (kind !== 'PURGE_HOST' && target.startsWith(`https://${HOST}/`)),
    );
    return recent.flatMap(({ kind, target, ago, state }) => {
      const isMine = ['PREFETCH', 'PURGE_URL'].includes(kind)
        ? target.endsWith('main.js?x=1')
        : kind === 'PURGE_DIRECTORY'
          ? target.endsWith('/app/')
          : kind === 'PURGE_HOST'
            ? target === HOST
            : kind === 'PURGE_ALL';
      if (!isMine) return [];
      return [{ ago, state, isCertain: kind !== 'PURGE_ALL' || hosts.length > 0 || namesHost }];
    });
  });
  const certain = covering.filter(({ isCertain }) => isCertain);
  if (certain.length === 0) return covering.length > 0 ? 'UNKNOWN' : 'NOT_SUBMITTED';
  const newest = Math.min(...certain.map(({ ago }) => ago));
  const states = certain.filter(({ ago }) => ago === newest).map(({ state }) => state);
  if (states.includes('FAILED')) return 'FAILED';
  if (states.includes('PROCESSING')) return 'IN_PROGRESS';
  return states.includes('UNKNOWN') ? 'UNKNOWN' : 'DONE';
}
