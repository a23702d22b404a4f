import fc from 'fast-check';

const given = process.env['FUZZ_SEED'] ?? '20260101';

/** The seed of all random tests. `FUZZ_SEED` is another one, or `random`; fast-check prints it with each failure. */
export const seed = given === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(given);

fc.configureGlobal({ seed });
