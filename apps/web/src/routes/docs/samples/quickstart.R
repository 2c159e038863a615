library(httr2)

query <- "
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
}"

answer <- request("http://localhost:4000/graphql") |>
  req_body_json(list(
    query = query,
    variables = list(slug = "kyrgyzstan-tajikistan", asOf = "2022-09-18T23:59:59Z")
  )) |>
  req_perform() |>
  resp_body_json()

for (figure in answer$data$conflict$figures) {
  claimants <- vapply(figure$current, function(claim) claim$claimant$name, "")
  party <- if (is.null(figure$party)) "no side named" else figure$party$name
  cat(party, figure$low, figure$high, if (figure$contested) "contested", "by",
      paste(claimants, collapse = ", "), "\n")
}

# A whole list needs no package at all:
claims <- read.csv("http://localhost:4000/claims.csv?conflicts=kyrgyzstan-tajikistan")
