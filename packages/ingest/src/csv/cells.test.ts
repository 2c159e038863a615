import { describe, expect, it } from 'vitest';
import { count, day, degrees, integer, name, optionalInteger, optionalName } from './cells.ts';
import { gedRow } from '../ucdp-ged/fixture.ts';

describe('numbers', () => {
  it('reads whole numbers, also as a spreadsheet writes them', () => {
    expect(integer(gedRow({ country_id: '703.0' }), 'country_id')).toBe(703);
    expect(optionalInteger(gedRow({ event_clarity: '' }), 'event_clarity')).toBeNull();
  });

  it.each([
    [{ best: '' }, 'best is empty'],
    [{ best: '1.5' }, 'best is “1.5”, not a whole number'],
    [{ best: '1e3' }, 'best is “1e3”, not a whole number'],
    [{ best: '-2' }, 'best is “-2”, not a count'],
    [{ best: '9999999999' }, 'best is “9999999999”, not a number of a plausible size'],
  ])('says why %o is no count', (cells, reason) => {
    expect(() => count(gedRow(cells), 'best')).toThrow(reason);
  });

  it('reads degrees as given and no further than the globe', () => {
    expect(degrees(gedRow({ latitude: '-39.643550' }), 'latitude')).toBe(-39.64355);
    expect(degrees(gedRow({ latitude: '' }), 'latitude')).toBeNull();
    expect(() => degrees(gedRow({ latitude: '90.1' }), 'latitude')).toThrow('between -90 and 90');
    expect(() => degrees(gedRow({ longitude: '69,6' }), 'longitude')).toThrow('in decimal degrees');
  });
});

describe('days', () => {
  it.each(['2013-01-03', '2013-01-03T00:00:00', '2013-01-03 00:00:00.000'])('reads %s', (text) => {
    expect(day(gedRow({ date_start: text }), 'date_start')).toBe('2013-01-03');
  });

  it.each(['', '03/01/2013', '2013-02-30', '2013-1-3', 'soon'])('does not take %o', (text) => {
    expect(() => day(gedRow({ date_start: text }), 'date_start')).toThrow(
      `date_start is “${text}”, not a date like 2021-12-31`,
    );
  });
});

describe('names', () => {
  it('are one line', () => {
    expect(name(gedRow({ side_a: 'Front \n of  the South' }), 'side_a')).toBe('Front of the South');
    expect(name(gedRow({ side_a: ' Front\tof \u00a0the\r\nSouth\u2028' }), 'side_a')).toBe(
      'Front of the South',
    );
    expect(optionalName(gedRow({ adm_2: '' }), 'adm_2')).toBeNull();
  });

  it('are not paragraphs', () => {
    expect(() => name(gedRow({ side_a: 'x'.repeat(301) }), 'side_a')).toThrow(
      'side_a is 301 characters long, too long for a name',
    );
  });
});
