import { expectTypeOf, test } from 'vitest';
import type { CasusClient } from './client.ts';
import type { TypedDocument } from './document.ts';
import type { CasusError } from './errors.ts';
import {
  ClaimsDocument,
  ConflictDocument,
  DatasetsDocument,
  type Metric,
} from './generated/documents.ts';

declare const casus: CasusClient;

test('a document brings its answer and its variables', async () => {
  const { data, errors } = await casus.query(ConflictDocument, { slug: 'x' });
  if (errors) {
    expectTypeOf(data).toEqualTypeOf<null>();
    return;
  }
  expectTypeOf(data.conflict!.slug).toEqualTypeOf<string>();
  expectTypeOf(data.conflict!.figures[0]!.metric).toEqualTypeOf<Metric>();
  // @ts-expect-error It has no such field.
  void data.conflict!.nothing;
});

test('variables that have to be given are asked for', async () => {
  await casus.query(DatasetsDocument);
  // @ts-expect-error The conflict’s slug is missing.
  await casus.query(ConflictDocument);
  // @ts-expect-error A slug is text.
  await casus.query(ConflictDocument, { slug: 1 });
});

test('one’s own documents are typed as they say, and text is not', async () => {
  const own = {} as TypedDocument<{ a: 1 }, { b?: string }>;
  expectTypeOf((await casus.query(own)).data).toEqualTypeOf<{ a: 1 } | null>();
  expectTypeOf((await casus.query('{ a }')).data).toEqualTypeOf<unknown>();
});

test('paging gives rows', async () => {
  for await (const claim of casus.paginate(ClaimsDocument, {}, ({ claims }) => claims)) {
    expectTypeOf(claim.claimant.name).toEqualTypeOf<string>();
  }
});

test('enums are open, and still complete themselves', () => {
  expectTypeOf<'DEATHS'>().toExtend<Metric>();
  expectTypeOf<string>().toExtend<Metric>();
  expectTypeOf<Metric>().not.toBeAny();
});

test('errors are told apart by code', () => {
  const describe = (error: CasusError): string => {
    switch (error.code) {
      case 'COST_LIMIT_EXCEEDED':
        return `${error.asked} of ${error.limit}`;
      case 'RATE_LIMITED':
        return `in ${error.retryAfterSeconds ?? 60} s`;
      case 'BAD_USER_INPUT':
        return error.argument ?? error.message;
      case 'NO_ANSWER':
        return String(error.cause);
      default:
        return error.message;
    }
  };
  expectTypeOf(describe).returns.toEqualTypeOf<string>();
});
