/** What a program does with the client; whatever the client says that it runs on runs this. */
import { createClient, createDocumentIds } from '@casus/client';
import { ClaimsDocument, ConflictDocument, EventsDocument } from '@casus/client/documents';
import { CasusFailure, type CasusError } from '@casus/client/errors';
import { watchClaims } from '@casus/client/live';

export interface Received {
  figures: string[];
  /** The same answer. */
  figuresByHash: string[];
  forwards: string[];
  backwards: string[];
  refused: readonly CasusError[] | null;
  watched: string[];
}

export async function mainJob(url: string, after: string, changes: number): Promise<Received> {
  const options = { url, asOf: '2022-09-18T23:59:59Z', language: 'ru', retries: 5 };
  const casus = createClient(options);
  const byHash = createClient({ ...options, documentIds: createDocumentIds() });
  const claims = async (backwards: boolean) => {
    const ids: string[] = [];
    const pages = { pageSize: 20, backwards };
    for await (const { id } of casus.paginate(ClaimsDocument, {}, ({ claims }) => claims, pages)) {
      ids.push(id);
    }
    return ids;
  };
  const figures = async (asked: typeof casus) => {
    const { data, errors } = await asked.query(ConflictDocument, { slug: 'kyrgyzstan-tajikistan' });
    if (errors) throw new CasusFailure(errors);
    return data.conflict!.figures.map(({ metric, low, high, about }) =>
      [metric, low, high, 'name' in about && about.name].join(' '),
    );
  };
  const watched = async () => {
    const summaries: string[] = [];
    for await (const { claim } of watchClaims(casus, { after })) {
      summaries.push(claim.summary);
      if (summaries.length === changes) break;
    }
    return summaries;
  };
  return {
    figures: await figures(casus),
    figuresByHash: await figures(byHash),
    forwards: await claims(false),
    backwards: await claims(true),
    refused: (await casus.query(EventsDocument, { first: 0 })).errors,
    watched: await watched(),
  };
}
