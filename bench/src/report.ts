import type { Measured } from './comparison.ts';
import { PEERS } from './peers/all.ts';

/** The table that the README quotes: requests per second, and Casus's ratio to the others. */
export function comparisonTable(measured: readonly Measured[]): string {
  const peers = PEERS.filter(({ name }) => measured.some((shape) => name in shape.peers));
  const heads = peers.map(({ title }) => title);
  const ratios = peers.slice(1).map(({ title }) => `Casus ÷ ${title.split(/[ ,]/)[0]}`);
  const rows = measured.map(({ title, peers: results }) => {
    const rate = (name: string) => results[name]?.requestsPerSecond;
    const casus = rate('casus');
    return [
      title,
      ...peers.map(({ name }) =>
        cell(rate(name), (value) => Math.round(value).toLocaleString('en')),
      ),
      ...peers
        .slice(1)
        .map(({ name }) => cell(rate(name), (value) => (casus ? (casus / value).toFixed(2) : '–'))),
    ];
  });
  return table(['requests/s', ...heads, ...ratios], rows);
}

/** The median and the 95th percentile of an answer's time, in milliseconds. */
export function latencyTable(measured: readonly Measured[]): string {
  const peers = PEERS.filter(({ name }) => measured.some((shape) => name in shape.peers));
  return table(
    ['p50 / p95, ms', ...peers.map(({ title }) => title)],
    measured.map(({ title, peers: results }) => [
      title,
      ...peers.map(({ name }) =>
        results[name] ? `${results[name].p50.toFixed(1)} / ${results[name].p95.toFixed(1)}` : '–',
      ),
    ]),
  );
}

const cell = (value: number | undefined, write: (value: number) => string) =>
  value === undefined ? 'cannot express' : write(value);

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(heads),
    line(heads.map((_, at) => (at === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ].join('\n');
}
