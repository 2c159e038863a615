/**
 * Imports standard input, in a process that a test may kill: `node … MODULE EXPORT FILE-NAME`. It says
 * so after each batch that was written.
 */
import { openStore } from '@casus/store/open';
import { importRelease } from '../src/import.ts';
import type { Reader } from '../src/reader.ts';
import { READERS } from '../src/readers.ts';
import { identifyRelease } from '../src/release.ts';

const [url, name, fileName] = process.argv.slice(2) as [string, string, string];
const { [name]: reader } = (await import(url)) as Record<string, Reader>;
const store = await openStore({ dataDir: process.env['CASUS_DATA_DIR']! });
await importRelease(store.db, reader!, process.stdin, identifyRelease(reader!, [fileName]), {
  readers: [...READERS, reader!],
  onProgress: () => process.stdout.write('written\n'),
});
await store.close();
