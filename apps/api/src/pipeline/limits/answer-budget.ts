import type { AnswerBudget } from '@casus/schema/answer-budget';
import type { Context } from '@casus/schema/context';
import { FIELDS_GRANTED } from '@casus/schema/limits';
import { GraphQLError } from 'graphql';
import type { Limits } from './limits.ts';

type AnswerLimits = Pick<Limits, 'answerFields' | 'answerBytes'>;

/** The budget of one answer, of which an operation that has a price may spend no more than that. */
export function answerBudget({ answerFields, answerBytes }: AnswerLimits): AnswerBudget {
  let limit = answerFields;
  let cost: number | null = null;
  let fields = 0;
  let refusal: GraphQLError | null = null;

  function refuse(error: GraphQLError): never {
    refusal = error;
    throw error;
  }

  return {
    bytes: answerBytes,
    price: (given) => {
      cost = given;
      limit = Math.min(answerFields, Math.max(FIELDS_GRANTED, given));
    },
    takeFields: (taken) => {
      fields += taken;
      if (fields > limit) refuse(refusal ?? tooManyFields(limit, cost));
    },
    takeBytes: (bytes) => {
      if (bytes > answerBytes) refuse(tooManyBytes(answerBytes, bytes));
    },
    renewed: () => {
      const next = answerBudget({ answerFields, answerBytes });
      if (cost !== null) next.price(cost);
      return next;
    },
    get refusal() {
      return refusal;
    },
  };
}

/** That of the answer which is being made. */
export const budgetOf = ({ contextValue }: { contextValue?: unknown }): AnswerBudget =>
  (contextValue as Context).budget;

const INSTEAD = 'Ask for smaller pages (first, last), for fewer fields, or in several queries.';

function tooManyFields(limit: number, cost: number | null): GraphQLError {
  const reason =
    cost === null || limit < cost
      ? `The answer has more than ${limit} fields, which is all that an answer may have.`
      : `The answer has more than ${limit} fields, which is all that a query may have that costs ${cost}: lists without pages are longer here than they count as.`;
  return tooLarge(`${reason} ${INSTEAD}`, { limit, unit: 'fields' });
}

function tooManyBytes(limit: number, asked: number): GraphQLError {
  return tooLarge(`The answer has ${asked} bytes; at most ${limit} are sent. ${INSTEAD}`, {
    limit,
    asked,
    unit: 'bytes',
  });
}

function tooLarge(message: string, particulars: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      code: 'ANSWER_TOO_LARGE',
      ...particulars,
      // As with a query that costs too much: the same can't be had by asking again.
      http: { spec: true, status: 400 },
    },
  });
}
