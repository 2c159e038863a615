import { expect, test } from 'vitest';
import { namesOf } from './named.ts';

const datasets = [{ slug: 'ucdp:ged@22.1', name: 'UCDP GED', version: '22.1' }];
const answer = (nodes: { slug: string; name: string }[]) => ({ places: { nodes }, datasets });

test('what an address names is told by its name, by slug or by key', () => {
  const kyrgyzstan = { slug: 'kyrgyzstan', name: 'Kyrgyzstan' };
  const batken = { slug: 'batken-region', name: 'Batken' };
  expect(namesOf({ places: ['batken-region', 'iso:KG'] }, answer([kyrgyzstan, batken]))).toEqual({
    places: { 'batken-region': 'Batken', 'iso:KG': 'Kyrgyzstan' },
  });
  expect(namesOf({ datasets: ['ucdp:ged@22.1'] }, answer([]))).toEqual({
    datasets: { 'ucdp:ged@22.1': 'UCDP GED, 22.1' },
  });
});

test('what is on record under no such name is missing', () => {
  const names = namesOf(
    { places: ['batken-region', 'nowhere'], partOf: 'never' },
    {
      ...answer([{ slug: 'batken-region', name: 'Batken' }]),
      partOf: null,
    },
  );
  expect(names.places).toEqual({ 'batken-region': 'Batken', nowhere: null });
});
