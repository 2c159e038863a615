import { chromium } from 'playwright-core';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const p of process.argv.slice(2)) { const pg = await b.newPage(); await pg.goto('http://localhost:3150' + p, { waitUntil: 'networkidle' });
const l = await pg.evaluate(() => performance.getEntriesByType('resource').filter((e) => e.name.endsWith('.js')).map((e) => [e.name.split('/immutable/')[1], (e as PerformanceResourceTiming).encodedBodySize, (e as PerformanceResourceTiming).decodedBodySize] as [string, number, number]));
if (process.env.LIST) { console.log(l.map(([n]) => n).join(' ')); continue; }
console.log(p, l.reduce((s, [, n]) => s + n, 0)); for (const [n, e, d] of l.sort((a, c) => c[1] - a[1]).slice(0, 22)) console.log('  ', n, e, d); }
await b.close();
