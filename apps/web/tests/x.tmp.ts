import { chromium } from 'playwright-core';
const [out, width, scheme, full, ...paths] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const p of paths) { const pg = await b.newPage({ viewport: { width: Number(width), height: 900 }, colorScheme: scheme as 'light' }); pg.on('console', (m) => m.type() === 'error' && console.log(p, m.text())); await pg.goto('http://localhost:3150' + p, { waitUntil: 'networkidle' }); await pg.screenshot({ path: `${out}-${p.replace(/\W+/g, '_').slice(0, 40)}-${width}-${scheme}.png`, fullPage: full === 'full' }); console.log(p, await pg.evaluate(() => document.documentElement.scrollWidth)); await pg.close(); }
await b.close();
