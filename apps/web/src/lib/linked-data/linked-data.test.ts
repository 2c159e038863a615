import { expect, test } from 'vitest';
import { claimData, datasetData, eventData, linkedDataElement } from './linked-data.ts';

const SEPTEMBER = { earliest: '2022-09-14T00:00:00.000Z', latest: '2022-09-17T23:59:59.999Z' };

test('no text can end the element', () => {
  const element = linkedDataElement({
    '@type': 'Claim',
    text: '</script><script>alert(1)</script>',
  });
  expect(element.match(/<\/script/g)).toHaveLength(1);
  expect(JSON.parse(element.slice(element.indexOf('{'), element.lastIndexOf('}') + 1))).toEqual({
    '@context': 'https://schema.org',
    '@type': 'Claim',
    text: '</script><script>alert(1)</script>',
  });
});

test('an event has its days and its place', () => {
  expect(
    eventData({
      name: 'Fighting',
      url: 'https://x/events/y',
      time: SEPTEMBER,
      location: {
        latitude: 39.9,
        longitude: 70.5,
        place: { name: 'Batken' },
        country: { name: 'Kyrgyzstan', countryCode: 'KG' },
      },
    }),
  ).toEqual({
    '@type': 'Event',
    name: 'Fighting',
    url: 'https://x/events/y',
    startDate: '2022-09-14',
    endDate: '2022-09-17',
    location: {
      '@type': 'Place',
      name: 'Batken',
      address: { '@type': 'PostalAddress', addressCountry: 'KG' },
      geo: { '@type': 'GeoCoordinates', latitude: 39.9, longitude: 70.5 },
    },
  });
});

test('a claim has its claimant and where it appeared, and no verdict', () => {
  const data = claimData({
    summary: '120,000 were evacuated.',
    url: 'https://x/claims/y',
    claimant: { name: 'Kyrgyz authorities' },
    claimantIsPerson: false,
    assertedAt: SEPTEMBER,
    about: { name: 'Evacuation', url: 'https://x/events/z' },
    report: { title: 'Heavy fighting', url: null },
  });
  expect(data).toMatchObject({
    '@type': 'Claim',
    author: { '@type': 'Organization', name: 'Kyrgyz authorities' },
    appearance: { '@type': 'CreativeWork', name: 'Heavy fighting' },
  });
  expect(JSON.stringify(data)).not.toMatch(/review|rating/i);
});

test('a dataset has its files with their types', () => {
  expect(
    datasetData({
      name: 'X',
      description: 'Y',
      url: 'https://x/',
      from: '2021-04-28',
      files: ['https://api/events.csv?conflicts=x', 'https://api/events.geojson'],
    }),
  ).toMatchObject({
    temporalCoverage: '2021-04-28/..',
    distribution: [
      { contentUrl: 'https://api/events.csv?conflicts=x', encodingFormat: 'text/csv' },
      { contentUrl: 'https://api/events.geojson', encodingFormat: 'application/geo+json' },
    ],
  });
});
