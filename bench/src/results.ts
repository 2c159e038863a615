import type { BesideImport } from './parts/beside-import.ts';
import type { DownloadSpeed } from './parts/download.ts';
import type { Growth } from './parts/growth.ts';
import type { ImportSpeed } from './parts/import.ts';
import type { Measured } from './parts/peers.ts';
import type { Reliability } from './parts/reliability.ts';
import type { SiteBefore } from './parts/site-before.ts';
import type { SiteSpeed } from './parts/site.ts';
import type { WorkersSpeed } from './parts/workers.ts';

/** What a run measured, part by part; a part that was not asked for is missing. */
export interface Results {
  /** When, on what, and with what settings. */
  of: string;
  peers?: Measured[];
  site?: SiteSpeed;
  siteBefore?: SiteBefore;
  growth?: Growth[];
  import?: ImportSpeed;
  /** Of each engine. */
  beside?: BesideImport[];
  download?: DownloadSpeed;
  /** Of each engine. */
  reliability?: Reliability[];
  workers?: WorkersSpeed[];
}
