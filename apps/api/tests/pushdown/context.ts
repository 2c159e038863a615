import type { Context } from '@casus/schema/context';
import { createLoaders } from '@casus/store/reading/loaders';
import { readConfig } from '../../src/config.ts';
import { answerBudget } from '../../src/pipeline/limits/answer-budget.ts';
import type { RunningApi } from '../api.ts';

const NOW = '2026-01-01T00:00:00.000Z';

/** What the resolvers of one request get, all of the same moment. */
export function newContext({ store: { db } }: { store: Pick<RunningApi['store'], 'db'> }): Context {
  const followClaims = () => {
    throw new Error('no subscription here');
  };
  const { signal } = new AbortController();
  return {
    db,
    loaders: createLoaders(db),
    signal,
    now: NOW,
    budget: answerBudget(readConfig({}).limits),
    followClaims,
    lastEventId: null,
  };
}
