curl -s http://localhost:4000/graphql \
  -H 'content-type: application/json' \
  -d '{
    "query": "query ($slug: String!, $asOf: DateTime) { conflict(slug: $slug) { figures(metric: DEATHS, asOf: $asOf) { party { name } low high contested current { claimant { name } quantity { best quantifier } } } } }",
    "variables": { "slug": "kyrgyzstan-tajikistan", "asOf": "2022-09-18T23:59:59Z" }
  }'
