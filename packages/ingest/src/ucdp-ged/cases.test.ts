import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../entry.ts';
import { peek } from '../input/peek.ts';
import type { Reading } from '../reader.ts';
import { READERS } from '../readers.ts';
import { confirmReader, findReader } from '../recognise.ts';
import { collect, gedRelease, readGed } from './fixture.ts';
import { ucdpGed } from './reader.ts';

const CASES = join(import.meta.dirname, '../../../../../shared/data/cases');

const read = (file: string, version?: string) =>
  collect(readGed(createReadStream(join(CASES, file)), gedRelease([file], { version })));

/** What became of each line: its subject and flags, or why it is rejected. */
const lines = (readings: readonly Reading[]) =>
  readings.flatMap((reading) => {
    if (reading.outcome === 'rejected') return [`${reading.line} rejected: ${reading.reason}`];
    if (reading.outcome !== 'read') return [];
    return [[reading.line, reading.subject, ...reading.flags].join(' ')];
  });

const entries = <Name extends Entry['entity']>(readings: readonly Reading[], entity: Name) =>
  readings
    .flatMap((reading) => (reading.outcome === 'read' ? reading.group : []))
    .filter((entry): entry is Extract<Entry, { entity: Name }> => entry.entity === entity);

describe.skipIf(!existsSync(CASES))(
  'awkward files that people have (skipped where ../shared/data/cases is absent)',
  () => {
    it('passes over the line of tags that HDX adds', async () => {
      const readings = await read('hxl_row_in_49col.csv', '20.1');
      expect(readings.filter(({ outcome }) => outcome === 'rejected')).toEqual([]);
      expect(lines(readings)[0]).toBe('3 ucdp:ged:244657');
    });

    it('takes a release as HDX keeps it, with less columns and breaks of line in cells', async () => {
      const readings = await read('ged191_42col_slice.csv', '19.1');
      expect(entries(readings, 'event')).toHaveLength(50);
      expect(readings.filter(({ outcome }) => outcome === 'rejected')).toEqual([]);
    });

    it('takes a candidate release without a header line by its columns', async () => {
      const file = 'GEDEvent_v24_0_1_headerless.csv';
      const readings = await read(file);
      expect(gedRelease([file]).version).toBe('24.0.1');
      expect(lines(readings)).toEqual(['1 ucdp:ged:506696', '2 ucdp:ged:506697']);
      expect(entries(readings, 'event').map(({ row }) => row.deathsBest)).toEqual([2, 5]);
      await expect(ucdpGed.recognise(createReadStream(join(CASES, file)))).resolves.toBeUndefined();
    });

    it.each([
      ['excel_semicolon_bom_crlf.csv', 'its cells are parted by semicolons, as Excel saves CSV'],
      [
        'dbf_truncated_header.csv',
        "its columns' names were cut to 10 letters, as a shapefile does (type_of_vi for",
      ],
      ['hdx_hapi_conflict_event_2025_slice.csv', 'it is a table of HDX HAPI'],
    ])('refuses %s by name', async (file, message) => {
      const { beginning } = await peek(createReadStream(join(CASES, file)));
      const named = confirmReader(ucdpGed, beginning, READERS, file);
      await expect(named).rejects.toThrow(`not a UCDP GED file: ${message}`);
      await expect(findReader(beginning, READERS)).rejects.toThrow(message);
    });

    it.each([
      ['wrong_dataset_onesided.csv', 'UCDP one-sided violence', 'ucdp-onesided'],
      ['wrong_dataset_nonstate.csv', 'UCDP non-state conflict', 'ucdp-nonstate'],
      ['wrong_dataset_prio_acd.csv', 'UCDP/PRIO Armed Conflict', 'ucdp-prio'],
    ])('sends %s to the reader that takes it', async (file, title, reader) => {
      const { beginning } = await peek(createReadStream(join(CASES, file)));
      await expect(confirmReader(ucdpGed, beginning, READERS, file)).rejects.toThrow(
        `not a UCDP GED file: it is a ${title} file. Use: casus import ${reader} ${file}`,
      );
      expect((await findReader(beginning, READERS)).name).toBe(reader);
    });

    it('rejects dates that are none, and flags one that is not of its row’s year', async () => {
      expect(lines(await read('date_shapes.csv', '22.1'))).toMatchInlineSnapshot(`
        [
          "2 rejected: date_start 0025-05-14 is before 1946-01-01",
          "3 rejected: date_start is “1/1/2017”, not a date like 2021-12-31",
          "4 ucdp:ged:900003",
          "5 ucdp:ged:900004",
          "6 rejected: date_start is “03/02/2017 00:00”, not a date like 2021-12-31",
          "7 rejected: date_start is “42738”, not a date like 2021-12-31",
          "8 ucdp:ged:900007 BEGINS_OUTSIDE_DATASET_YEAR ENDS_AFTER_DATASET_YEAR DATED_AFTER_RELEASE",
          "9 rejected: date_start is “2017-02-29 00:00:00.000”, not a date like 2021-12-31",
        ]
      `);
    });

    it('keeps a type of violence outside the codebook, lists of states, and unsettled parties', async () => {
      const readings = await read('gwno_list_and_xxx_and_type4.csv', '26.0.7');
      expect(lines(readings)).toMatchInlineSnapshot(`
        [
          "2 ucdp:ged:800001",
          "3 ucdp:ged:800002",
          "4 ucdp:ged:800003 VIOLENCE_OUTSIDE_CODEBOOK",
          "5 ucdp:ged:800004",
        ]
      `);
      const [, unsettled, other] = entries(readings, 'event');
      expect(other!.row).toMatchObject({ violence: null, kind: 'ORGANIZED_VIOLENCE' });
      expect(unsettled!.participants).toEqual([
        { actorKey: 'ucdp:actor:XXX700', role: 'SIDE_A' },
        { actorKey: 'ucdp:actor:XXX700', role: 'SIDE_B' },
      ]);
      expect(unsettled!.row).toMatchObject({
        conflictKey: 'ucdp:conflict:XXX700',
        dyadKey: 'ucdp:dyad:XXX700',
      });
      const actors = entries(readings, 'actor').map(({ row, externalIds }) => ({
        key: row.key,
        kind: row.kind,
        ids: externalIds?.map(({ value }) => value),
      }));
      expect(actors).toContainEqual({ key: 'ucdp:actor:XXX700', kind: 'UNCLASSIFIED', ids: [] });
      expect(actors).toContainEqual({ key: 'ucdp:actor:130', kind: 'GOVERNMENT', ids: ['130'] });
    });

    it('takes hostile text as text, but for a character that PostgreSQL cannot hold', async () => {
      expect(
        lines(await read('hostile_text.csv', '22.1')).filter((line) => / rejected/.test(line)),
      ).toEqual(['6 rejected: source_article holds a NUL character']);
    });

    it.each([
      ['tigray_prec5.csv', '23.1', 5],
      ['series_1_GEDEvent_v26_01_26_06.csv', '26.01.26.06', null],
      ['series_2_GEDEvent_v26_0_7.csv', '26.0.7', null],
      ['series_3_GEDEvent_v26_0_7_reissued.csv', '26.0.7', null],
      ['series_4_GEDEvent_v27_1.csv', '27.1', null],
    ])('takes every line of %s', async (file, version, count) => {
      const readings = await read(file, version);
      expect(readings.filter(({ outcome }) => outcome === 'rejected')).toEqual([]);
      if (count !== null) expect(entries(readings, 'event')).toHaveLength(count);
    });
  },
);
