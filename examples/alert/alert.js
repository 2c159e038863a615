/**
 * A message to a chat room when the claimants of a figure begin to contradict each other: who says what, each with
 * its permalink. It takes whatever accepts Slack's incoming webhooks.
 *
 *   WEBHOOK_URL=https://hooks.slack.com/services/… npm start -- kyrgyzstan-tajikistan
 *
 * What it has told, and up to which position, is in state.json: started again, it tells what came meanwhile, once.
 */
import { createClient } from '@casus/client';
import { ConflictDocument } from '@casus/client/documents';
import { watchClaims } from '@casus/client/live';
import { readFile, rename, writeFile } from 'node:fs/promises';

const [conflict = 'kyrgyzstan-tajikistan'] = process.argv.slice(2);
const url = process.env.CASUS_URL ?? 'http://localhost:4000/graphql';
const site = process.env.CASUS_SITE ?? 'http://localhost:3000';
const webhook = process.env.WEBHOOK_URL;
const STATE = process.env.STATE_FILE ?? 'state.json';
if (!webhook) {
  console.error('Set WEBHOOK_URL to the address of an incoming webhook.');
  process.exit(2);
}

const casus = createClient({ url });
const leaving = new AbortController();
process.once('SIGTERM', () => leaving.abort());
process.once('SIGINT', () => leaving.abort());

let { position, contested } = await begin();
console.log(`Following ${conflict} from ${position}; ${contested.length} figures are contested.`);
for await (const next of watchClaims(casus, {
  conflict,
  after: position,
  signal: leaving.signal,
})) {
  const figures = await contestedFigures();
  for (const figure of figures) {
    if (!contested.includes(figure.figureId)) await post(figure);
  }
  contested = figures.map(({ figureId }) => figureId);
  position = next.position;
  // Beside it first: a power cut leaves the old state or the new one, never half of one.
  await writeFile(`${STATE}.new`, JSON.stringify({ position, contested }));
  await rename(`${STATE}.new`, STATE);
}

/** Where it was; what is contested when it is started first is not news. */
async function begin() {
  const kept = await readFile(STATE, 'utf8').catch(() => null);
  if (kept) return JSON.parse(kept);
  const { data, errors } = await casus.query('{ position }');
  if (errors) throw new Error(errors[0].message);
  return {
    position: data.position,
    contested: (await contestedFigures()).map(({ figureId }) => figureId),
  };
}

async function contestedFigures() {
  const { data, errors } = await casus.query(ConflictDocument, { slug: conflict });
  if (errors) throw new Error(errors[0].message);
  return (data.conflict?.figures ?? []).filter(({ contested }) => contested);
}

async function post(figure) {
  const text = messageOf(figure);
  const response = await fetch(webhook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] }),
  });
  // It is told again after a restart, for the position is kept only once the message was taken.
  if (!response.ok) throw new Error(`The webhook answered ${response.status}.`);
  console.log(text);
}

function messageOf({ about, metric, population, party, low, high, current }) {
  const asOf = encodeURIComponent(new Date().toISOString());
  const whose = party ? ` (${party.name})` : '';
  const of = `${metric.toLowerCase()}, ${population.toLowerCase()}${whose}`;
  const claims = current
    .filter(({ quantity }) => quantity)
    .map(({ slug, claimant, quantity }) => {
      const address = `${site}/claims/${encodeURIComponent(slug)}?asOf=${asOf}`;
      return `• <${address}|${escaped(claimant.name)}>: ${saidBy(quantity)}`;
    });
  return [
    `*${escaped(about.name ?? conflict)}*: claimants contradict each other on ${escaped(of)}: ${low ?? '?'} to ${high ?? '?'}`,
    ...claims,
  ].join('\n');
}

/** The claimant's own hedge and number; competing ones are never added up. */
function saidBy({ low, best, high, quantifier }) {
  const number =
    best ?? (low === high ? low : `${low ?? 'no lower end'} to ${high ?? 'no upper end'}`);
  return quantifier === 'EXACT'
    ? number
    : `${quantifier.toLowerCase().replaceAll('_', ' ')} ${number}`;
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
