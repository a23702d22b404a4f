import process from 'node:process';

/** Preloaded into a server: tells who started it how many bytes its heap holds, after everything that can go has gone. */
process.on('message', (question) => {
  if (question !== 'heap') return;
  globalThis.gc?.();
  process.send?.({ heapUsed: process.memoryUsage().heapUsed });
});
// Who listens keeps the process alive; the server alone decides when it ends.
process.channel?.unref();
