import { geoContains } from 'd3-geo';
import { expect, test } from 'vitest';
import { countries } from './atlas.server.ts';

test.for([
  ['Batken', 40.06, 70.82, 'KG'],
  ['Vorukh, in Kyrgyz territory', 39.85, 70.58, 'TJ'],
  ['Sokh, in Kyrgyz territory', 39.96, 71.13, 'UZ'],
  ['Crimea', 45.0, 34.1, 'UA'],
  ['Pristina', 42.66, 21.16, 'XK'],
  ['Laayoune', 27.15, -13.2, 'EH'],
] as const)('%s lies in one country', ([, latitude, longitude, code]) => {
  const found = countries.filter(({ parts }) =>
    parts.some(({ polygon }) => geoContains(polygon, [longitude, latitude])),
  );
  expect(found.map((country) => country.code)).toEqual([code]);
});

test('every country has a code of its own, but for an outlying territory', () => {
  const codes = countries.map(({ code }) => code);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual(['AU']);
  expect(codes.filter((code) => !/^[A-Z]{2}$/.test(code))).toMatchInlineSnapshot(`
    [
      "SOL",
      "CYN",
      "IOA",
      "KAS",
    ]
  `);
});
