/** Small letters without accents and punctuation, one space between words. */
export function foldedWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’‘`´ʼ]s\b/gu, ' s')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** In what capacity somebody speaks for whom the rest of the words name. */
const ROLES =
  'spox|spokes(?:man|men|person|persons|people|woman|women)|statements?|claims?|officials?|sources?|representatives?|commanders?|leaders?|members?|fighters?|militants?|press release|communiques?|media office';
const ADJECTIVES =
  'the|an?|one|two|local|senior|top|high ranking|purported|alleged|official|military|political|media|area|regional|deputy|chief|main';
/** Where a group publishes its own word. */
const CHANNELS =
  'telegram|twitter|facebook|whatsapp|rocketchat|amaq|naba|site|website|media|statement';

const BEFORE = `(?:(?:${ADJECTIVES}) )*`;
const PATTERNS = [
  // Taliban; the Taliban.
  new RegExp(`^(?:the )?(?<name>.+)$`, 'u'),
  // Taliban spox; senior Taliban official; Taliban’s media spokesman.
  new RegExp(`^${BEFORE}(?<name>.+?)(?: s)? (?:(?:${ADJECTIVES}) )*(?:${ROLES})$`, 'u'),
  // A spokesman for the Taliban; statement by the Taliban.
  new RegExp(`^${BEFORE}(?:${ROLES}) (?:for|of|from|by|to) (?:the )?(?<name>.+)$`, 'u'),
];

/** More than one is named. */
const SEVERAL = /[,;&+]|\band\b/iu;

/** Words that are capital letters’: a person’s name, with rank or title. */
const PERSON = /^,?\s+(?:(?:\p{Lu}[\p{L}'’.-]*|al-\p{Lu}\p{L}*|bin|bint|ibn|ul|al)[\s,]*){1,6}$/u;
/** A speaker’s role in the middle of a mention, behind which the speaker’s name stands. */
const SPEAKER = /^(.*?\b(?:spox|spokes(?:man|person|woman)|official|commander))\b(.*)$/isu;
const CHANNEL = new RegExp(`^(.+?)\\s*\\((?:${CHANNELS})\\)$`, 'iu');

/**
 * The names that the words of a mention may consist of beside those of a role: whoever bears one of them is named. What
 * is more than a name and a role (“anti-Taliban commanders”, “IS claims, local media”) gives names that nobody bears.
 */
export function namesWithin(mention: string): string[] {
  const channel = CHANNEL.exec(mention)?.[1];
  const [, spoken, rest] = SPEAKER.exec(mention) ?? [];
  const told = spoken && rest && PERSON.test(rest) ? spoken : undefined;
  const names = [mention, channel, told].flatMap((text) => {
    if (text === undefined || SEVERAL.test(text)) return [];
    const folded = foldedWords(text);
    return PATTERNS.flatMap((pattern) => pattern.exec(folded)?.groups?.['name'] ?? []);
  });
  return [...new Set(names)].filter((name) => name.length > 1);
}
