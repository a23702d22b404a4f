import { testEquality } from './equality.ts';

/** More with `npm run test:properties`. */
testEquality(Number(process.env['PROPERTY_RUNS'] ?? 15), async () => undefined);
