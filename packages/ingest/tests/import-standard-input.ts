/**
 * Imports standard input and is killed in the midst of it: `node … MODULE EXPORT FILE-NAME`. It kills
 * itself as soon as the first batch is written, because some readers read all of a file before they
 * give anything, so that an input that never ends would not stop them halfway.
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
  onProgress: () => process.kill(process.pid, 'SIGKILL'),
});
await store.close();
