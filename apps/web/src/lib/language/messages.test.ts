import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import settings from '../../../project.inlang/settings.json' with { type: 'json' };
import { offered } from './locale.ts';

const ROOT = new URL('../../../messages/', import.meta.url);
const AREAS = readdirSync(ROOT).sort();

type Message = string | { declarations: string[]; match: Record<string, string> }[];

const read = (area: string, locale: string) =>
  JSON.parse(readFileSync(new URL(`${area}/${locale}.json`, ROOT), 'utf8')) as Record<
    string,
    Message
  >;

/** What is filled in: `{claimant}`, `{count}`. A plural's number decides its form without being written. */
const holes = (message: Message) =>
  [...new Set(JSON.stringify(message).match(/\{\w+\}/g))].sort().join();

test('every folder of messages is read', () => {
  const { pathPattern } = settings['plugin.inlang.messageFormat'];
  const unread = AREAS.filter((area) => !pathPattern.includes(`./messages/${area}/{locale}.json`));
  expect(unread).toEqual([]);
});

/** A claimant is "Red Cross" or "Kyrgyz authorities": after its name no verb of the singular fits. */
test('no verb has to agree with a claimant', () => {
  const verb = /(?<!of )\{(?:claimants?|accuser|accused|name|whose)\} \w+s\b/;
  const verbs = AREAS.flatMap((area) =>
    Object.values(read(area, 'en')).filter((message) => verb.test(JSON.stringify(message))),
  );
  expect(verbs).toEqual([]);
});

describe.each(AREAS)('the messages of %s', (area) => {
  const english = read(area, 'en');

  test('begin with its name', () => {
    expect(Object.keys(english).filter((key) => !key.startsWith(`${area}_`))).toEqual([]);
  });

  test.each(offered)('are all told in %s, with the same things filled in', (locale) => {
    const messages = read(area, locale);
    expect(Object.keys(messages)).toEqual(Object.keys(english));
    const different = Object.keys(english).filter(
      (key) => messages[key] === '' || holes(messages[key]!) !== holes(english[key]!),
    );
    expect(different).toEqual([]);
  });
});
