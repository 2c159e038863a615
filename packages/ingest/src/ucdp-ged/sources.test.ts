import { expect, it } from 'vitest';
import { gedRow } from './fixture.ts';
import { readCitedReports } from './sources.ts';

const EMPTY = { source_article: '', source_office: '', source_date: '', source_headline: '' };
const read = (cells: Partial<typeof EMPTY>) => readCitedReports(gedRow({ ...EMPTY, ...cells }));

it('parts office, date and headline at the first date, whatever commas stand around it', () => {
  expect(
    read({ source_article: '"Herald, South,2021-05-01,Shots, and more, at the pass"' }),
  ).toEqual({
    reports: [
      { office: 'Herald, South', date: '2021-05-01', title: 'Shots, and more, at the pass' },
    ],
    readable: true,
  });
});

it('keeps semicolons and quotes within a headline, doubled or not', () => {
  const { reports } = read({
    source_article:
      '"Herald,2021-05-01,Calm; then shots";"Wire ,2021-05-02,"Calm";"then shots" again";"Wire,2021-05-03,""Calm"" again"',
  });
  expect(reports).toEqual([
    { office: 'Herald', date: '2021-05-01', title: 'Calm; then shots' },
    { office: 'Wire', date: '2021-05-02', title: '"Calm";"then shots" again' },
    { office: 'Wire', date: '2021-05-03', title: '"Calm" again' },
  ]);
});

it('takes a report cited twice for one', () => {
  const once = '"Herald,2021-05-01,Shots"';
  expect(read({ source_article: `${once};${once}` }).reports).toHaveLength(1);
});

it('has no date for UCDP’s mark of a missing one, or for none of the calendar', () => {
  const { reports } = read({
    source_article: '"Herald,1753-01-01,Shots";"Herald,2021-02-30,More shots"',
  });
  expect(reports.map(({ date }) => date)).toEqual([null, null]);
});

it('falls back to the parallel columns where they align', () => {
  const columns = { source_office: 'Herald;Wire', source_date: '2021-05-01;2021-05-02' };
  expect(read({ ...columns, source_headline: 'Shots;Calm' }).reports).toEqual([
    { office: 'Herald', date: '2021-05-01', title: 'Shots' },
    { office: 'Wire', date: '2021-05-02', title: 'Calm' },
  ]);
  expect(read({ ...columns, source_headline: 'Shots; then calm;Calm' })).toEqual({
    reports: [],
    readable: true,
  });
});

it('cites the free text of older releases by title, with the agency its abbreviation stands for', () => {
  expect(
    read({ source_article: 'R 2/1 1989, Shots; Yearbook of the south 1990;AFP 3/1 1989' }),
  ).toEqual({
    reports: [
      { office: 'Reuters News', date: null, title: 'R 2/1 1989, Shots' },
      { office: null, date: null, title: 'Yearbook of the south 1990' },
      { office: 'Agence France Presse', date: null, title: 'AFP 3/1 1989' },
    ],
    readable: true,
  });
});

it('reads a list that was written without its quotes', () => {
  expect(
    read({ source_article: 'Herald,2021-05-01,Calm; then shots;Wire,2021-05-02,Calm' }).reports,
  ).toMatchInlineSnapshot(`
      [
        {
          "date": "2021-05-01",
          "office": "Herald",
          "title": "Calm; then shots",
        },
        {
          "date": "2021-05-02",
          "office": "Wire",
          "title": "Calm",
        },
      ]
    `);
});

it('says when a list cannot be told apart, and keeps its text', () => {
  expect(read({ source_article: '"Herald on 1 May: shots"' })).toEqual({
    reports: [{ office: null, date: null, title: 'Herald on 1 May: shots' }],
    readable: false,
  });
});

it('has nothing to read in empty cells', () => {
  expect(read({})).toEqual({ reports: [], readable: true });
});
