import { overwriteGetLocale } from '#paraglide/runtime.js';
import { afterEach, expect, test } from 'vitest';
import { composedName, inReadersLanguage } from './composed-names.server.ts';

afterEach(() => overwriteGetLocale(() => 'en'));

test.each([
  ['Government of Afghanistan', 'Правительство (Афганистан)'],
  ['Government of Russia (Soviet Union)', 'Правительство (Россия (Soviet Union))'],
  ['Government of Bosnia-Herzegovina', 'Правительство (Босния и Герцеговина)'],
  ['Afghanistan: Government', 'Афганистан: правительство'],
  ['India: Kashmir', 'Индия: Kashmir'],
  ['Government of Afghanistan - Taleban', 'Правительство (Афганистан) – Taleban'],
  ['Taleban - Civilians', 'Taleban – гражданские лица'],
  ['Civilians', 'Гражданские лица'],
  ['Government of Kyrgyzstan', 'Правительство (Киргизия)'],
  ['Eritrea - Ethiopia', 'Эритрея – Эфиопия'],
  ['Unidentified party in Nigeria', 'Неустановленная сторона (Нигерия)'],
  [
    'Unidentified party in Nigeria - Civilians',
    'Неустановленная сторона (Нигерия) – гражданские лица',
  ],
  ['Unidentified parties in Mexico', 'Неустановленные стороны (Мексика)'],
  [
    'Violence in Yemen (North Yemen) not yet assigned to a conflict',
    'Насилие, ещё не отнесённое к конфликту (Йемен (North Yemen))',
  ],
  // No part is known.
  ['Hutu - Tutsi', 'Hutu – Tutsi'],
  ['Government of National Unity', 'Government of National Unity'],
  ['Government of Kyrgyzstan – Government of Tajikistan, Batken', null],
  // Not of itself a country: it may be a province.
  ['Niger', 'Niger'],
])('%s is %s in Russian', (name, expected) => {
  overwriteGetLocale(() => 'ru');
  expect(composedName(name)).toBe(expected ?? name);
});

test('a country is known by its name and its code', () => {
  overwriteGetLocale(() => 'ru');
  expect(composedName('Niger', 'NE')).toBe('Нигер');
  expect(composedName('Niger', 'NG')).toBe('Niger');
});

test.each([
  ['ky', 'Афганистан өкмөтү'],
  ['tg', 'Ҳукумати Афғонистон'],
  ['en', 'Government of Afghanistan'],
] as const)('in %s', (locale, expected) => {
  overwriteGetLocale(() => locale);
  expect(inReadersLanguage({ actor: { name: 'Government of Afghanistan' } }).actor.name).toBe(
    expected,
  );
});

test('two sides have a dash between them in English, which is no other name', () => {
  const otherNames = [{ language: 'fr', name: 'Les deux' }];
  expect(
    inReadersLanguage({
      conflict: { name: 'Jaish al-Adl - Taleban', otherNames },
      dyad: { name: 'Taleban - Civilians' },
    }),
  ).toEqual({
    conflict: { name: 'Jaish al-Adl – Taleban', otherNames },
    dyad: { name: 'Taleban – Civilians' },
  });
});

test('what has a translation of its own is let alone, and so is all but names', () => {
  overwriteGetLocale(() => 'ru');
  const data = {
    event: { name: 'Government of Afghanistan - Taleban', nameTranslation: null },
    claim: { summary: 'Government of Afghanistan' },
  };
  expect(inReadersLanguage(data)).toEqual(data);
});

test('what is told of all its names keeps the one that the dataset writes', () => {
  overwriteGetLocale(() => 'tg');
  expect(
    inReadersLanguage({
      place: { name: 'Mali', countryCode: 'ML', otherNames: [{ language: 'fr', name: 'Mali' }] },
    }),
  ).toEqual({
    place: {
      name: 'Мали',
      countryCode: 'ML',
      otherNames: [
        { language: 'en', name: 'Mali' },
        { language: 'fr', name: 'Mali' },
      ],
    },
  });
});
