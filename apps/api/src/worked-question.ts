/** What the playground opens with: a question that shows what the record is for. */
export const WORKED_QUESTION = `# Who said how many were evacuated, by the end of 16 September 2022,
# and where did the ceasefire stand? Move asOf to 09:00 and run it again.
query Ceasefire($asOf: DateTime = "2022-09-16T23:59:59Z") {
  conflict(slug: "kyrgyzstan-tajikistan") {
    name
    kind
    figures(metric: EVACUATED, asOf: $asOf) {
      low
      high
      contested
      claims {
        claimant { name }
        quantity { best }
        attribution { role actor { name } }
      }
    }
    agreements(first: 5) {
      edges {
        node {
          kind
          status(asOf: $asOf)
          effectiveAt
          declarations(asOf: $asOf) { actor { name } }
          allegedViolations(asOf: $asOf) { accuser { name } }
        }
      }
    }
  }
}
`;
