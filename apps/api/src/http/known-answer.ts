import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Admit } from '../pipeline/admission/admit-request.ts';
import type { KnownQuestions } from '../pipeline/known-questions.ts';

/** Values of Accept that are known; clients may make up any number of them. */
const KNOWN = 100;

const JSON_TYPE = /^application\/(graphql-response\+)?json;/;

export interface KnownAnswers {
  /** Takes note of how Yoga answered. */
  learn(request: FastifyRequest, response: Response): void;
  /** Sends the answer to a question that is known; false for what Yoga has to answer, or the error it has to tell of. */
  send(request: FastifyRequest, reply: FastifyReply, admit: Admit): Promise<boolean | Error>;
}

/** Answers ahead of Yoga, byte for byte and header for header as it would. */
export function knownAnswers(questions: KnownQuestions): KnownAnswers {
  // What Yoga makes of Accept, by what it made of it.
  const contentTypes = new Map<string, string>();
  return {
    learn: ({ headers, notes }, response) => {
      const { accept = '' } = headers;
      const contentType = response.headers.get('content-type') ?? '';
      if (contentTypes.size >= KNOWN || contentTypes.has(accept)) return;
      if (notes?.kind !== 'query' || !JSON_TYPE.test(contentType)) return;
      contentTypes.set(accept, contentType);
    },
    send: async (request, reply, admit) => {
      const { accept = '', 'x-casus-cost': cost } = request.headers;
      const contentType = contentTypes.get(accept);
      if (contentType === undefined || cost !== undefined) return false;
      const question = questions.find(request.body as string);
      if (!question) return false;
      const answer = await admit
        .work(question.cost, () => question.answer(request.cancellation))
        .catch((error: Error) => error);
      if (typeof answer !== 'string') return answer ?? false;
      request.notes = { name: question.name, kind: 'query', codes: [] };
      void reply
        .headers({ 'content-type': contentType, 'content-length': Buffer.byteLength(answer) })
        .send(answer);
      return true;
    },
  };
}
