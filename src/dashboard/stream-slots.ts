/**
 * Browsers open at most six connections to a server over HTTP/1.1, for all windows together, and a stream holds one: with
 * six streams no query would ever be answered.
 */
const mostStreams = 4;
/** Where windows cannot agree, each takes so many. */
const mostStreamsAlone = 2;

let alone = 0;

/** The right to hold one stream, and how to give it back; undefined where all are taken. */
export type Slot = { release(): void } | undefined;

/** Takes a free slot, if there is one. Windows agree by locks, which browsers offer to secure pages only. */
export async function takeSlot(): Promise<Slot> {
  if (!('locks' in navigator)) return alone < mostStreamsAlone ? slotAlone() : undefined;
  for (let index = 0; index < mostStreams; index += 1) {
    const slot = await lockedSlot(`edgetasks-stream-${index}`);
    if (slot !== undefined) return slot;
  }
  return undefined;
}

function slotAlone(): Slot {
  alone += 1;
  return { release: () => (alone -= 1) };
}

/** A lock is held until the promise that its holder gave is kept. */
const lockedSlot = (name: string): Promise<Slot> =>
  new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (lock === null) return resolve(undefined);
        return new Promise<void>((release) => resolve({ release }));
      })
      .catch(reject);
  });
