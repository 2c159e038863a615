import type { Round } from './load.ts';
import type { BesideImport } from './parts/beside-import.ts';
import type { DownloadSpeed } from './parts/download.ts';
import type { Growth } from './parts/growth.ts';
import type { ImportSpeed, Took } from './parts/import.ts';
import type { Measured } from './parts/peers.ts';
import type { Reliability } from './parts/reliability.ts';
import type { SiteBefore } from './parts/site-before.ts';
import type { SiteSpeed } from './parts/site.ts';
import type { WorkersSpeed } from './parts/workers.ts';
import { PEERS } from './peers/all.ts';
import type { Results } from './results.ts';
import { table } from './table.ts';

/** The results in Markdown; the README quotes its tables. */
export function report(results: Results): string {
  const sections = [
    `# How fast Casus is\n\n${results.of}`,
    results.peers && peersSection(results.peers),
    results.site && siteSection(results.site),
    results.siteBefore && siteBeforeSection(results.siteBefore),
    results.growth && growthSection(results.growth),
    results.import && importSection(results.import),
    results.beside && besideSection(results.beside),
    results.download && downloadSection(results.download),
    results.reliability && reliabilitySection(results.reliability),
    results.workers && workersSection(results.workers),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

function peersSection(measured: readonly Measured[]): string {
  const peers = PEERS.filter(({ name }) => measured.some((shape) => name in shape.peers));
  const others = peers.filter(({ name }) => name !== 'casus');
  const rates = table(
    ['Requests per second', ...peers.map(({ title }) => title)],
    measured.map(({ title, peers: results }) => [
      title,
      ...peers.map(({ name }) => orNone(results[name]?.requestsPerSecond, whole)),
    ]),
  );
  const ratios = table(
    ['Casus ÷', ...others.map(({ title }) => title)],
    measured.map(({ title, peers: results }) => [
      title,
      ...others.map(({ name }) =>
        orNone(results[name]?.requestsPerSecond, (rate) =>
          ((results['casus']?.requestsPerSecond ?? NaN) / rate).toFixed(2),
        ),
      ),
    ]),
  );
  const latencies = table(
    ['p50 / p95, ms', ...peers.map(({ title }) => title)],
    measured.map(({ title, peers: results }) => [
      title,
      ...peers.map(({ name }) =>
        results[name] ? `${results[name].p50.toFixed(1)} / ${results[name].p95.toFixed(1)}` : NONE,
      ),
    ]),
  );
  const processor = table(
    ['Processor time a request, ms', ...peers.map(({ title }) => title)],
    measured.map(({ title, peers: results }) => [
      title,
      ...peers.map(({ name }) => processorOf(results[name])),
    ]),
  );
  const note =
    'Processor time is the process’s and the database’s together, in brackets the database’s: other work on the machine changes it least. ' +
    '“–”: it cannot express that (PostGraphile), or could only repeat Casus’s own statement (search).';
  return ['## Against its peers', rates, ratios, latencies, processor, note].join('\n\n');
}

function siteSection({ visits, mix, operations }: SiteSpeed): string {
  const rows = operations.map(({ operation, share, statements, casus, byHand }) => [
    operation,
    share === null ? NONE : `${(share * 100).toFixed(1)}`,
    whole(casus.requestsPerSecond),
    `${casus.p50.toFixed(1)} / ${casus.p95.toFixed(1)}`,
    processorOf(casus),
    statements.toFixed(1),
    orNone(byHand?.requestsPerSecond, whole),
    orNone(byHand?.requestsPerSecond, (rate) => (casus.requestsPerSecond / rate).toFixed(2)),
  ]);
  const heads = [
    'Operation',
    'of the mix, %',
    'requests/s',
    'p50 / p95, ms',
    'processor, ms',
    'statements',
    'by hand, requests/s',
    'Casus ÷ by hand',
  ];
  const whyNot = Object.entries(
    Object.groupBy(
      operations.filter(({ byHand }) => !byHand),
      ({ notByHand }) => notByHand ?? 'not written yet',
    ),
  ).map(([why, those]) => `- ${why}: ${those!.map(({ operation }) => operation).join(', ')}`);
  const together =
    mix &&
    `The mix of ${visits} visits, ${mix.perVisit.toFixed(1)} questions each: ` +
      `**${whole(mix.round.requestsPerSecond)} requests/s**, p95 ${mix.round.p95.toFixed(1)} ms, ` +
      `${orNone(mix.round.processor, (ms) => `${ms.toFixed(2)} ms of processor time and `)}${mix.statements.toFixed(1)} statements a request.`;
  return [
    '## What the site asks',
    together,
    rows.length > 0 && table(heads, rows),
    whyNot.length > 0 && `Not written by hand as one statement:\n\n${whyNot.join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function siteBeforeSection({ commit, visits, same, refused, own, pages }: SiteBefore): string {
  const row = (name: string, round: Round, perVisit: number | null) => [
    name,
    whole(round.requestsPerSecond),
    perVisit === null ? NONE : whole(round.requestsPerSecond / perVisit),
    `${round.p50.toFixed(1)} / ${round.p95.toFixed(1)}`,
    processorOf(round),
  ];
  const rates = table(
    [`On ${visits} pages`, 'requests/s', 'visits/s', 'p50 / p95, ms', 'processor, ms'],
    [
      row(`${commit}, what its site asks`, own.before.round, own.before.perVisit),
      row('this one, asked the same', same.now, own.before.perVisit),
      row('this one, what its own site asks', own.now.round, own.now.perVisit),
    ],
  );
  const visitsOf = ({ round, perVisit }: SiteBefore['own']['now']) =>
    round.requestsPerSecond / perVisit;
  const sameRatio = same.now.requestsPerSecond / same.before.requestsPerSecond;
  const ratios =
    `The same ${whole(same.questions)} questions: **${sameRatio.toFixed(2)} × the requests** of ${commit}. ` +
    `Each asked what its own site asks: ${(visitsOf(own.now) / visitsOf(own.before)).toFixed(2)} × the visits, ` +
    `of ${own.now.perVisit.toFixed(1)} questions each where there were ${own.before.perVisit.toFixed(1)}.`;
  return [
    `## The site's mix beside that of ${commit}`,
    ratios,
    rates,
    'By kind of page, one question after the other, milliseconds for a visit’s (in brackets how many):',
    table(
      ['pages', 'visits', commit, 'this one, asked the same', 'this one, what its own site asks'],
      pages.map(({ root, visits, before, same, now }) => [
        `\`${root}\``,
        whole(visits),
        ...[before, same, now].map(
          ({ questions, milliseconds }) => `${milliseconds.toFixed(1)} (${questions.toFixed(1)})`,
        ),
      ]),
    ),
    refused.length > 0 &&
      `Left out, since one of the two answers it with an error:\n\n${refused.map((each) => `- ${each}`).join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function growthSection(growth: readonly Growth[]): string {
  const { sizes } = growth[0]!;
  const rows = growth.map(({ page, sizes }) => [
    page,
    ...sizes.map(({ round }) => `${round.p50.toFixed(1)} / ${round.p95.toFixed(1)}`),
    (sizes.at(-1)!.round.p95 / sizes[0]!.round.p95).toFixed(2),
  ]);
  const heads = sizes.map(({ events }) => `${whole(events)} events`);
  return `## As the record grows\n\n${table(['p50 / p95 of a page of 50, ms', ...heads, 'p95, last ÷ first'], rows)}`;
}

function importSection({ rows, postgres, embedded, copy, memory }: ImportSpeed): string {
  const speed = (name: string, { seconds, processor }: Took) => [
    name,
    seconds.toFixed(2),
    whole(rows / seconds),
    (seconds / copy.seconds).toFixed(1),
    orNone(processor, (time) => time.toFixed(2)),
    orNone(processor && copy.processor && processor / copy.processor, (ratio) => ratio.toFixed(1)),
  ];
  const speeds = table(
    [`${whole(rows)} rows`, 'seconds', 'rows/s', '÷ copy', "processor's seconds", '÷ copy'],
    [
      speed('`casus import ucdp-ged`, PostgreSQL', postgres),
      speed('`casus import ucdp-ged`, embedded', embedded),
      speed('a bare `copy` into a table of text', copy),
    ],
  );
  const memories = table(
    ['Rows', 'PostgreSQL, s', 'at most, MB', 'embedded, s', 'at most, MB'],
    memory.map(({ rows, postgres, embedded }) => [
      whole(rows),
      postgres.seconds.toFixed(1),
      orNone(postgres.peakMemory, whole),
      embedded.seconds.toFixed(1),
      orNone(embedded.peakMemory, whole),
    ]),
  );
  return [
    '## Import',
    speeds,
    'Memory of the command, on the embedded engine with the engine in it:',
    memories,
  ].join('\n\n');
}

function besideSection(engines: readonly BesideImport[]): string {
  const rows = engines.map(({ engine, seconds, alone, beside }) => [
    engine,
    whole(seconds),
    `${whole(alone.p50)} / ${whole(alone.p95)}`,
    `${whole(beside.p50)} / ${whole(beside.p95)}`,
    whole(beside.slowest),
    whole(alone.failed + beside.failed),
    (beside.p95 / alone.p95).toFixed(2),
  ]);
  const heads = [
    'import, s',
    'alone, p50 / p95',
    'beside it',
    'slowest',
    'failed',
    'p95, beside ÷ alone',
  ];
  return `## While an import runs\n\n${table(["A conflict's page, ms", ...heads], rows)}`;
}

function workersSection(measured: readonly WorkersSpeed[]): string {
  const rows = measured.map(({ workers, round }) => [
    String(workers),
    whole(round.requestsPerSecond),
    `${round.p50.toFixed(1)} / ${round.p95.toFixed(1)}`,
    orNone(round.processor, (ms) => ms.toFixed(2)),
  ]);
  const heads = ['Workers', 'requests/s', 'p50 / p95, ms', 'processor a request, ms'];
  return `## Workers\n\nA filtered page, from a machine that the database and who asks share.\n\n${table(heads, rows)}`;
}

function downloadSection(download: DownloadSpeed): string {
  const { rows, rowsPerSecond, megabytes, memoryBefore, peakMemory } = download;
  const speeds = table(
    ['`/events.csv`', 'rows/s', 'MB', 'memory before, MB', 'at most, MB'],
    [
      [
        `${whole(rows)} rows`,
        whole(rowsPerSecond),
        whole(megabytes),
        orNone(memoryBefore, whole),
        orNone(peakMemory, whole),
      ],
    ],
  );
  return `## Download\n\n${speeds}`;
}

function reliabilitySection(engines: readonly Reliability[]): string {
  const { clients, seconds } = engines[0]!;
  const rows = engines.flatMap(({ engine, probes }) =>
    probes.map(({ name, asked, failed, p50, p95, slowest }) => [
      `${engine}: ${name}`,
      whole(asked),
      whole(failed),
      whole(p50),
      whole(p95),
      whole(slowest),
    ]),
  );
  const outcomes = engines.map(
    ({ engine, costly }) =>
      `- ${engine}: ${Object.entries(costly)
        .map(([outcome, times]) => `${outcome} ${whole(times)}`)
        .join(', ')}`,
  );
  return [
    '## Beside the dearest requests',
    `${clients} clients ask the dearest queries that are allowed for ${seconds} s, each again as soon as it is answered or refused; meanwhile:`,
    table(['Milliseconds', 'asked', 'failed', 'p50', 'p95', 'slowest'], rows),
    `What became of the dearest ones:\n\n${outcomes.join('\n')}`,
  ].join('\n\n');
}

const NONE = '–';

/** Of one request, in brackets what of it is the database's. */
const processorOf = (round: Round | null | undefined) =>
  orNone(round?.processor, (ms) => `${ms.toFixed(2)} (${round!.ofDatabase!.toFixed(2)})`);

const whole = (value: number) => Math.round(value).toLocaleString('en');

const orNone = (value: number | null | undefined, write: (value: number) => string) =>
  value === undefined || value === null ? NONE : write(value);
