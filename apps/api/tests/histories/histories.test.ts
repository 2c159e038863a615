import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordHistory, startInstallation, type Installation } from './run-histories.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

test('clients that do not ask from a position are found to go back', async () => {
  const { violations } = await recordHistory(installation, {
    seed: 1,
    operations: 600,
    faults: false,
    plant: 'nobody asks from a position',
  });
  expect(violations.map(({ kind }) => kind)).toContain('went back');
});

test('nobody is told anything older, and no acknowledged write is lost, whatever fails', async () => {
  const outcome = await recordHistory(installation, {
    seed: 20220916,
    operations: 1_500,
    faults: true,
  });
  expect(outcome.violations).toEqual([]);
  expect(outcome.writes).toBeGreaterThan(20);
});
