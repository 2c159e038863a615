/** One fact of the news report of 16 September 2022 and the claim that holds it. */
export interface ReportFact {
  /** What the report tells, in the project's own words. */
  fact: string;
  /** Counted from 1 after the headline, which is 0. */
  paragraph: number;
  /** The claim's slug. */
  claim: string;
  expect: {
    kind: string;
    metric?: string;
    population?: string;
    best?: number;
    stance?: string;
    /** The claimant's name. */
    claimant: string;
    /** Every step as `ROLE:name`, in order. */
    chain: readonly string[];
  };
}

const OUTLET = 'Unnamed news outlet (report of 16 September 2022)';
const PUBLISHED = `PUBLISHER:${OUTLET}`;

/** Every fact that the report tells, in its order. */
export const REPORT_FACTS: readonly ReportFact[] = [
  {
    fact: 'Kyrgyzstan reports heavy fighting',
    paragraph: 0,
    claim: 'kgz-tjk-kyrgyzstan-reports-heavy-fighting',
    expect: {
      kind: 'OCCURRENCE',
      claimant: 'Government of Kyrgyzstan',
      chain: ['CLAIMANT:Government of Kyrgyzstan', PUBLISHED],
    },
  },
  {
    fact: 'Tajikistan reports heavy fighting',
    paragraph: 0,
    claim: 'kgz-tjk-tajikistan-reports-heavy-fighting',
    expect: {
      kind: 'OCCURRENCE',
      claimant: 'Government of Tajikistan',
      chain: ['CLAIMANT:Government of Tajikistan', PUBLISHED],
    },
  },
  {
    fact: 'The fighting is intense and comes to a head',
    paragraph: 1,
    claim: 'kgz-tjk-fighting-comes-to-a-head',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'The two states, in Central Asia, are in a border dispute',
    paragraph: 1,
    claim: 'kgz-tjk-border-disputed',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'Soldiers on the Kyrgyz side are dead, the National Security Council in Bishkek says on Friday',
    paragraph: 1,
    claim: 'kgz-tjk-soldiers-dead',
    expect: {
      kind: 'FIGURE',
      metric: 'DEATHS',
      population: 'COMBATANTS',
      claimant: 'National Security Council of Kyrgyzstan',
      chain: ['CLAIMANT:National Security Council of Kyrgyzstan', PUBLISHED],
    },
  },
  {
    fact: 'Civilians on the Kyrgyz side are dead, the National Security Council in Bishkek says on Friday',
    paragraph: 1,
    claim: 'kgz-tjk-civilians-dead',
    expect: {
      kind: 'FIGURE',
      metric: 'DEATHS',
      population: 'CIVILIANS',
      claimant: 'National Security Council of Kyrgyzstan',
      chain: ['CLAIMANT:National Security Council of Kyrgyzstan', PUBLISHED],
    },
  },
  {
    fact: '17 are said to have died, by unspecified sources',
    paragraph: 1,
    claim: 'kgz-tjk-deaths-17',
    expect: {
      kind: 'FIGURE',
      metric: 'DEATHS',
      population: 'ALL',
      best: 17,
      claimant: 'Unspecified sources (report of 16 September 2022)',
      chain: ['CLAIMANT:Unspecified sources (report of 16 September 2022)', PUBLISHED],
    },
  },
  {
    fact: 'The Kyrgyz parliament wants to meet in emergency session late in the evening',
    paragraph: 2,
    claim: 'kgz-tjk-parliament-emergency-session',
    expect: { kind: 'OCCURRENCE', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'A deputy, Dastan Bekeshev, warns that a state of war may be declared',
    paragraph: 2,
    claim: 'kgz-tjk-state-of-war-warning',
    expect: {
      kind: 'WARNING',
      claimant: 'Dastan Bekeshev',
      chain: ['CLAIMANT:Dastan Bekeshev', PUBLISHED],
    },
  },
  {
    fact: '120,000 people were brought to safety, by the word of the authorities',
    paragraph: 3,
    claim: 'kgz-tjk-evacuated-120000',
    expect: {
      kind: 'FIGURE',
      metric: 'EVACUATED',
      population: 'ALL',
      best: 120_000,
      claimant: 'Kyrgyz authorities',
      chain: ['CLAIMANT:Kyrgyz authorities', PUBLISHED],
    },
  },
  {
    fact: 'They were brought out of Batken, a region of Kyrgyzstan',
    paragraph: 3,
    claim: 'kgz-tjk-evacuation-from-batken',
    expect: {
      kind: 'OCCURRENCE',
      claimant: 'Kyrgyz authorities',
      chain: ['CLAIMANT:Kyrgyz authorities', PUBLISHED],
    },
  },
  {
    fact: 'Batken lies close to the border',
    paragraph: 3,
    claim: 'kgz-tjk-batken-near-border',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'Tajikistan is authoritarian',
    paragraph: 3,
    claim: 'kgz-tjk-tajikistan-authoritarian',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'Kyrgyzstan passes for relatively democratic despite setbacks',
    paragraph: 3,
    claim: 'kgz-tjk-kyrgyzstan-relatively-democratic',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'Kyrgyzstan reports that the fighting goes on',
    paragraph: 3,
    claim: 'kgz-tjk-kyrgyzstan-fighting-goes-on',
    expect: {
      kind: 'OCCURRENCE',
      claimant: 'Government of Kyrgyzstan',
      chain: ['CLAIMANT:Government of Kyrgyzstan', PUBLISHED],
    },
  },
  {
    fact: 'Tajikistan reports that the fighting goes on',
    paragraph: 3,
    claim: 'kgz-tjk-tajikistan-fighting-goes-on',
    expect: {
      kind: 'OCCURRENCE',
      claimant: 'Government of Tajikistan',
      chain: ['CLAIMANT:Government of Tajikistan', PUBLISHED],
    },
  },
  {
    fact: 'The exchange of fire has gone on for days',
    paragraph: 4,
    claim: 'kgz-tjk-exchange-of-fire-for-days',
    expect: {
      kind: 'OCCURRENCE',
      claimant: 'Red Cross',
      chain: ['CLAIMANT:Red Cross', 'RELAY:RIA Novosti', PUBLISHED],
    },
  },
  {
    fact: '18,500 people have fled, says the Red Cross by way of the Russian agency RIA',
    paragraph: 4,
    claim: 'kgz-tjk-fled-18500',
    expect: {
      kind: 'FIGURE',
      metric: 'FLED',
      population: 'ALL',
      best: 18_500,
      claimant: 'Red Cross',
      chain: ['CLAIMANT:Red Cross', 'RELAY:RIA Novosti', PUBLISHED],
    },
  },
  {
    fact: 'They fled the region because of the exchange of fire',
    paragraph: 4,
    claim: 'kgz-tjk-flight-because-of-shooting',
    expect: {
      kind: 'OCCURRENCE',
      claimant: 'Red Cross',
      chain: ['CLAIMANT:Red Cross', 'RELAY:RIA Novosti', PUBLISHED],
    },
  },
  {
    fact: 'Both states are former Soviet republics',
    paragraph: 5,
    claim: 'kgz-tjk-former-soviet-republics',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'There have been violent clashes along the border for years',
    paragraph: 5,
    claim: 'kgz-tjk-clashes-for-years',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'The newest fighting fell together with an international summit in Uzbekistan',
    paragraph: 5,
    claim: 'kgz-tjk-fighting-during-summit',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'Uzbekistan is a neighbour',
    paragraph: 5,
    claim: 'kgz-tjk-uzbekistan-next-door',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'The presidents of Russia and China, Putin and Xi, attended the summit',
    paragraph: 5,
    claim: 'kgz-tjk-summit-russia-china',
    expect: { kind: 'OCCURRENCE', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'The heads of state of Kyrgyzstan and Tajikistan attended the summit',
    paragraph: 5,
    claim: 'kgz-tjk-summit-kyrgyzstan-tajikistan',
    expect: { kind: 'OCCURRENCE', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'Russia is an ally of Kyrgyzstan',
    paragraph: 5,
    claim: 'kgz-tjk-russia-ally-of-kyrgyzstan',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'Russia is an ally of Tajikistan',
    paragraph: 5,
    claim: 'kgz-tjk-russia-ally-of-tajikistan',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'Russia has asked both to sign a ceasefire',
    paragraph: 5,
    claim: 'kgz-tjk-russia-asks-for-ceasefire',
    expect: { kind: 'OCCURRENCE', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'Neither of the two borders Russia',
    paragraph: 5,
    claim: 'kgz-tjk-no-border-with-russia',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'Both border China, to the east',
    paragraph: 5,
    claim: 'kgz-tjk-border-with-china',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'On Friday Japarov and Rahmon settled on a ceasefire, says the Kyrgyz Presidential Office',
    paragraph: 6,
    claim: 'kgz-tjk-ceasefire-agreed',
    expect: {
      kind: 'COMMITMENT',
      claimant: 'Presidential Office of Kyrgyzstan',
      chain: ['CLAIMANT:Presidential Office of Kyrgyzstan', PUBLISHED],
    },
  },
  {
    fact: 'They agreed beside the summit in Uzbekistan',
    paragraph: 6,
    claim: 'kgz-tjk-presidents-met-at-summit',
    expect: {
      kind: 'OCCURRENCE',
      claimant: 'Presidential Office of Kyrgyzstan',
      chain: ['CLAIMANT:Presidential Office of Kyrgyzstan', PUBLISHED],
    },
  },
  {
    fact: 'The ceasefire begins at 16:00 in Bishkek, 12:00 CEST, says Kyrgyzstan',
    paragraph: 6,
    claim: 'kgz-tjk-ceasefire-hour',
    expect: {
      kind: 'COMMITMENT',
      claimant: 'Government of Kyrgyzstan',
      chain: ['CLAIMANT:Government of Kyrgyzstan', PUBLISHED],
    },
  },
  {
    fact: 'It includes a withdrawal of troops by both sides',
    paragraph: 6,
    claim: 'kgz-tjk-ceasefire-withdrawal',
    expect: {
      kind: 'COMMITMENT',
      claimant: 'Government of Kyrgyzstan',
      chain: ['CLAIMANT:Government of Kyrgyzstan', PUBLISHED],
    },
  },
  {
    fact: 'Tajikistan confirms it',
    paragraph: 6,
    claim: 'kgz-tjk-ceasefire-confirmed',
    expect: {
      kind: 'COMMITMENT',
      stance: 'CONFIRMS',
      claimant: 'Government of Tajikistan',
      chain: ['CLAIMANT:Government of Tajikistan', PUBLISHED],
    },
  },
  {
    fact: 'Kyrgyz border guards say that Tajik forces went on to bomb two Kyrgyz villages',
    paragraph: 6,
    claim: 'kgz-tjk-villages-bombed-again',
    expect: {
      kind: 'VIOLATION',
      claimant: 'Kyrgyz border guards',
      chain: ['CLAIMANT:Kyrgyz border guards', PUBLISHED],
    },
  },
  {
    fact: 'The conflict flares up at the wrong time for Russia',
    paragraph: 7,
    claim: 'kgz-tjk-resurgence-untimely-for-russia',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'So does the upsurge of violence between Armenia and Azerbaijan',
    paragraph: 7,
    claim: 'kgz-tjk-upsurge-untimely-for-russia',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'That upsurge has already cost countless lives',
    paragraph: 7,
    claim: 'kgz-tjk-armenia-azerbaijan-deaths',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'All four of these states are former Soviet republics',
    paragraph: 7,
    claim: 'kgz-tjk-four-former-soviet-republics',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'Russia counts these four in its sphere of influence',
    paragraph: 7,
    claim: 'kgz-tjk-sphere-of-influence',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'Russia counts Ukraine, among others, in its sphere of influence',
    paragraph: 7,
    claim: 'kgz-tjk-sphere-of-influence-ukraine',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'The attention of the Russian government is strained',
    paragraph: 7,
    claim: 'kgz-tjk-moscow-preoccupied',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'Russian troops recently suffered serious setbacks',
    paragraph: 7,
    claim: 'kgz-tjk-russian-setbacks',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
  {
    fact: 'The war is one of aggression and began in February',
    paragraph: 7,
    claim: 'kgz-tjk-war-of-aggression',
    expect: { kind: 'CONTEXT', claimant: OUTLET, chain: [`CLAIMANT:${OUTLET}`, PUBLISHED] },
  },
];
