import { oneLine } from '../csv/cells.ts';
import { withoutFinalStop } from '../csv/final-stop.ts';

/** Who told the reporters, in UCDP's words. */
export interface Informant {
  name: string;
  /** A phrase that names nobody: “police”, “two local residents”. */
  unnamed: boolean;
}

/** Coders part the sources of one event by semicolons, by line breaks or by three slashes. */
const SEPARATOR = /;|\n|\/\/\//;

/** A phrase made of nothing but such words names nobody. */
const GENERIC = words(`
  a an the some several many other another two three of in for and or by from to at with anonymous
  unnamed unidentified unknown
  local regional provincial district village town city state national government federal senior top
  high ranking public own medical hospital health security military police army defense defence
  intelligence judicial civil humanitarian aid rebel tribal community religious political diplomatic
  western international independent media press news social rescue emergency border media
  official officials officer officers authority authorities source sources spokesman spokesmen
  spokesperson spokeswoman statement report reports resident residents local locals villager villagers
  inhabitant inhabitants witness witnesses eyewitness eyewitnesses eye account accounts survivor
  survivors relative relatives family families neighbour neighbours neighbor neighbors farmer farmers
  civilian civilians doctor doctors nurse nurses medic medics worker workers soldier soldiers militant
  militants fighter fighters activist activists journalist journalists reporter reporters leader
  leaders elder elders chief chiefs head member members commander commanders governor mayor minister
  people person persons man men woman women forces force troops administration administrator
  father mother brother sister son daughter uncle wife husband widow driver teacher shopkeeper
  video photo photos footage post message victim victims
`);

/** Someone who lived through it, and holds no office to be named for. */
const PRIVATE_ROLE =
  /\b(?:eye ?-?witness|witness|resident|villager|survivor|relative|neighbou?r|farmer|shopkeeper|driver|student|father|mother|brother|sister|son|daughter|uncle|aunt|cousin|wife|husband|widow|girlfriend|boyfriend)\b/i;

/** Words of public roles and of organisations: who goes by one may be named. */
const PUBLIC_ROLE =
  /\b(?:spokes\w+|officials?|officers?|governor|president|chair\w*|minist\w+|command\w*|colonel|general|captain|major|lt|police|army|military|mayor|chief|leader|leaders|director|commission\w*|secretary|representative|deputy|member|lawyer|journalist|bureau|agency|watch|tracker|monitor\w*|observatory|organi[sz]ation|union|association|centre|center|council|party|front|force|forces|movement|university|college|hospital|news|media|radio|tv|times|post|press|group|network)\b/i;

export function readInformants(cell: string): Informant[] {
  const phrases = cell
    .split(SEPARATOR)
    .map((part) => withoutFinalStop(oneLine(part)))
    .filter(Boolean);
  return [
    ...new Map(phrases.map(readInformant).map((one) => [one.name.toLowerCase(), one])).values(),
  ];
}

function readInformant(phrase: string): Informant {
  const role = PRIVATE_ROLE.exec(phrase)?.[0];
  // The record names public figures in public roles only: a witness stays “witness”.
  if (role && !PUBLIC_ROLE.test(phrase) && namesSomeone(phrase, role)) {
    return { name: role.toLowerCase(), unnamed: true };
  }
  return { name: phrase, unnamed: isGeneric(phrase) };
}

/**
 * What is left of the phrase without its role, without places (“of Shewa Robit town”, “a Bago
 * resident”), without acronyms: a capital there begins someone's name.
 */
function namesSomeone(phrase: string, role: string): boolean {
  const rest = phrase
    .replace(/\p{Lu}[\p{L}-]*\s+(?=(?:resident|villager|farmer)\b)/u, '')
    .replace(role, '')
    .replace(
      /\b(?:of|in|from|at|near)\s+(?:the\s+)?\p{Lu}[\p{L}’'-]*(?:\s+\p{Lu}[\p{L}’'-]*)*/gu,
      '',
    )
    .replace(/\p{Lu}{2,}|\p{Lu}\p{Ll}+\p{Lu}\p{L}*/gu, '')
    .replace(/^\s*(?:An?|The|One|Two|Another|His|Her|Their|Local)\b/, '');
  return /\p{Lu}[\p{L}’'-]+/u.test(rest);
}

function isGeneric(phrase: string): boolean {
  const tokens = phrase.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return tokens.length > 0 && tokens.every((token) => GENERIC.has(token) || /^\d+$/.test(token));
}

function words(list: string): Set<string> {
  return new Set(list.split(/\s+/).filter(Boolean));
}
