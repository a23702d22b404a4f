import process from 'node:process';

/** What the benchmark tells its contestants: where the vendors are, and with which keys. */
export const world = JSON.parse(process.env['BENCH_WORLD'] ?? '{}');

/** One account, by the name that it has in the benchmark. */
export const accountNamed = (name) => world.accounts.find((account) => account.name === name);

/** Where to listen. */
export const place = { host: '127.0.0.1', port: Number(process.env['PORT']) };

/** `YYYY-MM-DDThh:mm:ssZ`, as EdgeOne and Alibaba Cloud CDN write it. */
export const isoText = (instant) => `${new Date(instant).toISOString().slice(0, 19)}Z`;

/** `YYYY-MM-DD hh:mm:ss` by Beijing's clock, as Tencent Cloud CDN writes it. */
export const wallText = (instant) =>
  new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** Does a work over and over, so many at a time, until the time or the count is used up; gives how often. */
export async function repeat({ timeMs, count, atOnce = 1 }, work) {
  const end = performance.now() + timeMs;
  let done = 0;
  const one = async () => {
    while (done < count && performance.now() < end) {
      done += 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return done;
}
