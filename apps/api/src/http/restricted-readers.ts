import { READERS } from '@casus/ingest/readers';

/** The datasets whose terms do not let them be passed on, by their readers. */
export const RESTRICTED = READERS.filter(({ source }) => source.isRestricted);

export const RESTRICTED_NAMES = RESTRICTED.map(({ name }) => name);
