const SAMPLES = import.meta.glob<string>('./samples/*', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export interface Sample {
  language: string;
  title: string;
  code: string;
}

const TITLES = [
  ['sh', 'curl'],
  ['mjs', 'JavaScript'],
  ['py', 'Python'],
  ['R', 'R'],
] as const;

/** The same question in each language, to the API of this installation. */
export function samplesFor(api: string): Sample[] {
  const { origin } = new URL(api);
  return TITLES.map(([language, title]) => ({
    language,
    title,
    code: SAMPLES[`./samples/quickstart.${language}`]!.replaceAll(
      'http://localhost:4000/graphql',
      api,
    ).replaceAll('http://localhost:4000', origin),
  }));
}
