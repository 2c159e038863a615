/**
 * Months where browsers' `Intl` knows no Kyrgyz or Tajik (Chromium), so that a page reads the same
 * before and after it comes alive. Names are CLDR's; Tajik in the form that stands before a year.
 */
export interface Calendar {
  long: readonly string[];
  short: readonly string[];
  /** What stands between a day and its month. */
  joint: string;
  year: (year: string) => string;
}

const KYRGYZ =
  'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' ');
const TAJIK =
  'январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри'.split(' ');

const shortened = (months: string[]) => months.map((month) => month.slice(0, 3));

export const CALENDARS: { ky: Calendar; tg: Calendar } = {
  ky: { long: KYRGYZ, short: shortened(KYRGYZ), joint: '-', year: (year) => `${year}-ж.` },
  tg: { long: TAJIK, short: shortened(TAJIK), joint: ' ', year: (year) => year },
};
