import { ApolloLink, Observable } from '@apollo/client';

/*
 * Browsers open at most six connections to a server over HTTP/1.1, for all windows together. A stream holds one for as long
 * as it lasts, and a query to a vendor that hangs holds one for seconds. Streams and such queries are therefore limited, so
 * that a connection is free for every other query.
 */
const mostStreams = 2;
const mostProviderQueries = 3;
/** A query that takes longer than this is cancelled when others wait. */
const slowMs = 400;

/** A slot for one stream, which must be released; undefined if all are taken. */
export type Slot = { release(): void } | undefined;

let streamsHere = 0;

/**
 * Takes a free slot for a stream, if there is one. Windows coordinate by the Web Locks API, which browsers offer only
 * to secure pages.
 */
export async function takeSlot(): Promise<Slot> {
  if (!('locks' in navigator)) return streamsHere < mostStreams ? slotHere() : undefined;
  for (let index = 0; index < mostStreams; index += 1) {
    const slot = await lockedSlot(`edgetasks-stream-${index}`);
    if (slot !== undefined) return slot;
  }
  return undefined;
}

function slotHere(): Slot {
  streamsHere += 1;
  return { release: () => (streamsHere -= 1) };
}

/** The browser holds a lock until the promise of its callback resolves. */
const lockedSlot = (name: string): Promise<Slot> =>
  new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (lock === null) return resolve(undefined);
        return new Promise<void>((release) => resolve({ release }));
      })
      .catch(reject);
  });

type Observer = Parameters<ConstructorParameters<typeof Observable<ApolloLink.Result>>[0] & object>[0];

interface Job {
  readonly operation: ApolloLink.Operation;
  readonly forward: ApolloLink.ForwardFunction;
  readonly observer: Observer;
  /** Whether it was cancelled once to make room. It runs again, without being cancelled, when nothing else waits. */
  isSlow: boolean;
  startedAt: number;
  cancel: () => void;
}

/**
 * Runs a few of the named operations at a time. While others wait, one that takes long is cancelled and repeated after
 * them, so that providers that hang do not delay the answers of others.
 */
export function fairLink(names: ReadonlySet<string>): ApolloLink {
  const waiting: Job[] = [];
  const running = new Set<Job>();

  function fill(): void {
    for (let next = takeNext(); next !== undefined; next = takeNext()) start(next);
    if (waiting.some(({ isSlow }) => !isSlow)) setTimeout(makeRoom, slowMs);
  }

  function takeNext(): Job | undefined {
    if (running.size >= mostProviderQueries) return undefined;
    const index = waiting.findIndex(({ isSlow }) => !isSlow);
    return waiting.splice(Math.max(index, 0), 1)[0];
  }

  function start(job: Job): void {
    running.add(job);
    job.startedAt = performance.now();
    const end = (): void => {
      running.delete(job);
      fill();
    };
    const subscription = job.forward(job.operation).subscribe({
      next: (result) => job.observer.next(result),
      error: (error: unknown) => {
        end();
        job.observer.error(error);
      },
      complete: () => {
        end();
        job.observer.complete();
      },
    });
    job.cancel = () => subscription.unsubscribe();
  }

  function makeRoom(): void {
    const needed = waiting.filter(({ isSlow }) => !isSlow).length;
    const longest = [...running]
      .filter(({ isSlow, startedAt }) => !isSlow && performance.now() - startedAt >= slowMs - 1)
      .slice(0, needed);
    for (const job of longest) {
      job.cancel();
      running.delete(job);
      job.isSlow = true;
      waiting.push(job);
    }
    fill();
  }

  return new ApolloLink((operation, forward) => {
    if (!names.has(operation.operationName ?? '')) return forward(operation);
    return new Observable((observer) => {
      const job: Job = { operation, forward, observer, isSlow: false, startedAt: 0, cancel: () => {} };
      waiting.push(job);
      fill();
      return () => {
        job.cancel();
        running.delete(job);
        const index = waiting.indexOf(job);
        if (index >= 0) waiting.splice(index, 1);
        fill();
      };
    });
  });
}
