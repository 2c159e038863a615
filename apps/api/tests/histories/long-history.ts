import { parseArgs } from 'node:util';
import { recordHistory, startInstallation } from './run-histories.ts';

// node tests/histories/long-history.ts --operations 100000 --seed 7: what it saw, and 1 where a reader went back.
const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const seed = Number(values.seed);
const installation = await startInstallation();
const began = performance.now();
const outcome = await recordHistory(installation, {
  seed,
  operations: Number(values.operations),
  faults: true,
});
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(`${JSON.stringify({ seed, seconds, ...outcome }, null, 2)}\n`);
process.exitCode = outcome.violations.length === 0 ? 0 : 1;
await installation.stop();
