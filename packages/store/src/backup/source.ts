import type { Engine } from '../engines/engine.ts';
import { openEngine, type StoreConfig } from '../open.ts';

/**
 * The database as it is, without bringing its tables up to date, for who reads all of it and writes
 * nothing. The embedded engine has one session, which whoever reads for long would take from a server
 * that runs on it: that one lends a copy, which is gone when it is closed.
 *
 * @throws StoreError MISSING where the data folder holds no database
 */
export function openToRead(config: StoreConfig): Promise<Engine> {
  return openEngine({ ...config, sharing: 'replace', mustExist: true });
}
