import process from 'node:process';
import { parseArgs } from 'node:util';
import { verdictOn, written } from './soak/report.ts';
import { soak } from './soak/run.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    clients: { type: 'string', default: '24' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});

const report = await soak({
  seconds: Number(values.seconds),
  clients: Number(values.clients),
  seed: Number(values.seed),
});
process.stdout.write(written(report));
process.exitCode = verdictOn(report).length === 0 ? 0 : 1;
