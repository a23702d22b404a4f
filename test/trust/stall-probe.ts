import process from 'node:process';

/** How often the event loop is looked at, in ms. */
const interval = 5;

let last = { at: performance.now(), cpu: process.cpuUsage() };
let longest = 0;

/**
 * Preloaded into a server: tells who started it for how many ms its event loop was busy without a pause since it was last
 * asked. Time that the processor gave to other programs does not count.
 */
setInterval(() => {
  const at = performance.now();
  const cpu = process.cpuUsage();
  const used = (cpu.user - last.cpu.user + cpu.system - last.cpu.system) / 1_000;
  longest = Math.max(longest, Math.min(at - last.at - interval, used));
  last = { at, cpu };
}, interval).unref();

process.on('message', (question) => {
  if (question !== 'stall') return;
  process.send?.({ stall: longest });
  longest = 0;
});
process.channel?.unref();
