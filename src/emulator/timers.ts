/** Waits that all end at once when the emulator closes. */
export class Timers {
  readonly #waiting = new Map<NodeJS.Timeout, () => void>();
  #isClosed = false;

  /** Resolves after `ms`, or when all timers are ended. */
  async wait(ms: number): Promise<void> {
    if (this.#isClosed || ms <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(timer);
        resolve();
      }, ms);
      this.#waiting.set(timer, resolve);
    });
  }

  /** Ends every wait, also those to come. */
  close(): void {
    this.#isClosed = true;
    for (const [timer, resolve] of this.#waiting) {
      clearTimeout(timer);
      resolve();
    }
    this.#waiting.clear();
  }
}
