const query = `
  query ($slug: String!, $asOf: DateTime) {
    conflict(slug: $slug) {
      figures(metric: DEATHS, asOf: $asOf) {
        party { name }
        low
        high
        contested
        current { claimant { name } quantity { best quantifier } }
      }
    }
  }`;

const answer = await fetch('http://localhost:4000/graphql', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    query,
    variables: { slug: 'kyrgyzstan-tajikistan', asOf: '2022-09-18T23:59:59Z' },
  }),
});
const { data, errors } = await answer.json();
if (errors) throw new Error(errors[0].message);

for (const { party, low, high, contested, current } of data.conflict.figures) {
  const claimants = current.map(({ claimant }) => claimant.name).join(', ');
  console.log(
    party?.name ?? 'no side named',
    low,
    high,
    contested ? 'contested' : '',
    'by',
    claimants,
  );
}
