"""Every event on record in a country, page by page, with Python's standard library alone.

    python3 country.py KG http://localhost:4000/graphql

Each line is one event: when, what, where, and the deaths that its dataset or claimants give, low to high.
"""

import json
import sys
import time
import urllib.error
import urllib.request

EVENTS = """
query EventsOfACountry($country: CountryCode!, $after: String) {
  events(filter: { countries: [$country] }, orderBy: EARLIEST_FIRST, first: 5, after: $after) {
    totalCount
    nodes {
      slug
      name
      time {
        edtf
      }
      location {
        place {
          name
        }
      }
      deaths {
        low
        best
        high
        claim {
          claimant {
            name
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
"""


def ask(url, query, variables):
    """The data that the API answers; what it refuses for the moment is asked for again, as late as it says."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    for attempt in range(5):
        request = urllib.request.Request(url, body, {"content-type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                answer = json.load(response)
            break
        except urllib.error.HTTPError as refusal:
            if refusal.code not in (429, 502, 503, 504) or attempt == 4:
                raise SystemExit(f"{url} answers {refusal.code}: {refusal.read().decode()}")
            time.sleep(float(refusal.headers.get("retry-after") or 2**attempt))
        except urllib.error.URLError as failure:
            raise SystemExit(f"{url} does not answer: {failure.reason}")
    if answer.get("errors"):
        raise SystemExit("\n".join(error["message"] for error in answer["errors"]))
    return answer["data"]


def events(url, country):
    after = None
    while True:
        page = ask(url, EVENTS, {"country": country, "after": after})["events"]
        yield from page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def line(event):
    place = (event["location"] or {}).get("place") or {}
    deaths = event["deaths"]
    told = (
        f"{deaths['low']} to {deaths['high']} dead by {deaths['claim']['claimant']['name']}"
        if deaths
        else "no estimate of deaths"
    )
    return f"{event['time']['edtf']}  {event['name']}, {place.get('name', 'place not told')}: {told}"


if __name__ == "__main__":
    country = sys.argv[1] if len(sys.argv) > 1 else "KG"
    url = sys.argv[2] if len(sys.argv) > 2 else "http://localhost:4000/graphql"
    for event in events(url, country):
        print(line(event))
