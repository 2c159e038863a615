/**
 * Who says what: the figures of a conflict side by side, each claimant with the range it gives.
 *
 *   npm start -- kyrgyzstan-tajikistan 2022-09-18T23:59:59Z
 */
import { createClient } from '@casus/client';
import { ConflictDocument } from '@casus/client/documents';

const [slug = 'kyrgyzstan-tajikistan', asOf = new Date().toISOString()] = process.argv.slice(2);
const url = process.env.CASUS_URL ?? 'http://localhost:4000/graphql';
const WIDTH = 30;

const casus = createClient({ url, asOf });
const { data, errors } = await casus.query(ConflictDocument, { slug });
if (errors) {
  for (const { code, message } of errors) console.error(`${code}: ${message}`);
  process.exit(1);
}
if (!data.conflict) {
  console.error(`The record has no conflict ${slug}.`);
  process.exit(1);
}

console.log(`${data.conflict.name}, as of ${asOf}\n`);
for (const figure of data.conflict.figures) {
  const { metric, measure, party, population, period, place, high, contested, current } = figure;
  const bounds = [measure, period?.edtf, place?.name].filter(Boolean).map((bound) => `, ${bound}`);
  console.log(
    `${metric}, ${population}, ${party?.name ?? 'no side named'}${bounds.join('')}${contested ? '  (contested)' : ''}`,
  );
  for (const { claimant, quantity, summary } of current) {
    console.log(`  ${bar(quantity, high)}  ${claimant.name}: ${words(quantity) ?? summary}`);
  }
}

/** From low to high, on a scale that ends with the highest figure; what is open at an end has its mark there. */
function bar(quantity, end) {
  if (!quantity || !end) return ' '.repeat(WIDTH);
  const { low, best, high } = quantity;
  const at = (number) => Math.min(WIDTH - 1, Math.floor((number / end) * WIDTH));
  const [from, to] = [at(low ?? best ?? high), at(high ?? best ?? low)];
  return `${' '.repeat(from)}${'█'.repeat(to - from + 1)}${' '.repeat(WIDTH - 1 - to)}`;
}

function words(quantity) {
  if (!quantity) return null;
  const hedge =
    quantity.quantifier === 'EXACT'
      ? ''
      : `${quantity.quantifier.toLowerCase().replaceAll('_', ' ')} `;
  return `${hedge}${quantity.best ?? quantity.low ?? quantity.high}`;
}
