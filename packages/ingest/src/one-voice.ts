import type { Database } from '@casus/store/engines/database';
import { importedSeries } from '@casus/store/releases/imported-series';
import { FileRefused, type Reader } from './reader.ts';
import { READERS } from './readers.ts';

/**
 * Deaths are summed over all events that stand, of a country, a year, the world. Two datasets that count
 * the same attacks would be counted twice there, so a database has the events of one.
 *
 * @throws FileRefused where another one's are held
 */
export async function refuseSecondVoice(
  db: Database,
  { source, title }: Reader,
  readers: readonly Reader[] = READERS,
): Promise<void> {
  if (!source.sumsDeaths) return;
  const others = readers.filter((other) => {
    return other.source.sumsDeaths && other.source.series !== source.series;
  });
  const [imported] = await importedSeries(
    db,
    others.map((other) => other.source.series),
  );
  const holder = others.find((other) => other.source.series === imported);
  if (!holder) return;
  throw new FileRefused(
    `this database holds events of ${holder.title}, which counts the same attacks as ${title}: summed together they would ` +
      `count twice. Import it into a database of its own, such as CASUS_DATA_DIR=data-${source.provider.slug}`,
  );
}
