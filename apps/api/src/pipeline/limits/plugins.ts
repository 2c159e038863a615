import type { Plugin } from 'graphql-yoga';
import type { Limits } from './limits.ts';
import { useAnswerLimits } from './use-answer-limits.ts';
import { useBatchLimit } from './use-batch-limit.ts';
import { useCostLimit } from './use-cost-limit.ts';
import { useDocumentLimits } from './use-document-limits.ts';
import { useNoSuggestions } from './use-no-suggestions.ts';
import { useTimeLimit } from './use-time-limit.ts';

/** All that bounds a request, in the order in which it meets them. */
export function limitPlugins(limits: Limits): Plugin[] {
  return [
    useBatchLimit(limits.batch),
    useTimeLimit(limits.timeout),
    useDocumentLimits(limits),
    useNoSuggestions(),
    useAnswerLimits(),
    useCostLimit(limits.cost),
  ];
}
