import { expect, test } from 'vitest';
import { bytePage } from './byte-page.ts';

test('takes what was put, in order, and grows for it', () => {
  const page = bytePage(4);
  page.put('Талас – 戰');
  page.putBytes(Buffer.from('\r\n'));
  page.put('x'.repeat(100));
  expect(page.take().toString()).toBe(`Талас – 戰\r\n${'x'.repeat(100)}`);
});

test('what was taken stays when more is put', () => {
  const page = bytePage();
  page.put('first');
  const taken = page.take();
  page.put('other');
  expect([taken.toString(), page.take().toString(), page.take().length]).toEqual([
    'first',
    'other',
    0,
  ]);
});
