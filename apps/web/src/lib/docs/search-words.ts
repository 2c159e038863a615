/** Words that tell nothing of what is looked for. */
export const COMMON: ReadonlySet<string> = new Set(
  [
    'a',
    'an',
    'and',
    'are',
    'as',
    'at',
    'be',
    'by',
    'can',
    'do',
    'does',
    'for',
    'from',
    'get',
  ].concat(
    ['have', 'how', 'i', 'in', 'is', 'it', 'many', 'me', 'my', 'of', 'on', 'or', 'the', 'there'],
    ['to', 'use', 'using', 'what', 'when', 'where', 'which', 'who', 'why', 'with', 'you'],
  ),
);

/** What people call things that the docs call otherwise. */
export const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  apq: ['persisted'],
  bibtex: ['citation'],
  bulk: ['downloads', 'archives'],
  docker: ['containers'],
  excel: ['sheet', 'csv'],
  kubernetes: ['cluster', 'containers'],
  license: ['licence'],
  login: ['key'],
  openapi: ['schema'],
  pagination: ['paging'],
  postgres: ['postgresql'],
  rss: ['feeds', 'atom'],
  sdk: ['client'],
  sse: ['stream'],
  swagger: ['schema'],
  throttling: ['limits'],
  token: ['key'],
  tutorial: ['quickstart', 'minutes'],
  webhook: ['live'],
  webhooks: ['live'],
  websocket: ['stream'],
  websockets: ['stream'],
};
