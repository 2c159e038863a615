import json
from urllib.request import Request, urlopen

query = """
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
}
"""
variables = {"slug": "kyrgyzstan-tajikistan", "asOf": "2022-09-18T23:59:59Z"}

request = Request(
    "http://localhost:4000/graphql",
    data=json.dumps({"query": query, "variables": variables}).encode(),
    headers={"content-type": "application/json"},
)
with urlopen(request) as response:
    answer = json.load(response)
if "errors" in answer:
    raise RuntimeError(answer["errors"][0]["message"])

for figure in answer["data"]["conflict"]["figures"]:
    party = figure["party"]["name"] if figure["party"] else "no side named"
    claimants = ", ".join(claim["claimant"]["name"] for claim in figure["current"])
    contested = "contested" if figure["contested"] else ""
    print(party, figure["low"], figure["high"], contested, "by", claimants)
