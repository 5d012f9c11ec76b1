"""From events to an answer with PostHog's own Python library and two HTTP calls.

    pip install -r requirements.txt
    python main.py http://127.0.0.1:8000 PROJECT_TOKEN PERSONAL_API_KEY

Sends the events of a small shop (two visitors, one of whom signs up; a company; a few orders, gzipped), makes an
endpoint out of a HogQL query, runs it, and prints the rows.
"""

from __future__ import annotations

import sys
import time
import uuid

import requests
from posthog import Posthog

QUERY = """
SELECT
    properties.plan AS plan,
    count() AS orders,
    uniq(person_id) AS customers,
    round(sum(toFloat(properties.amount)), 2) AS revenue
FROM events
WHERE event = 'order placed' AND properties.run = {variables.example_run}
GROUP BY plan
ORDER BY revenue DESC
"""


def send_events(host: str, token: str, run: str) -> int:
    posthog = Posthog(token, host=host, gzip=True)
    anonymous, ann, ben = f"anon-{run}", f"ann-{run}", f"ben-{run}"

    # Ann looks around before anybody knows who she is …
    posthog.capture("$pageview", distinct_id=anonymous, properties={"$current_url": "https://shop.example/pricing"})
    # … and signs up: from here on the anonymous visits are hers too.
    posthog.capture(
        "$identify",
        distinct_id=ann,
        properties={"$anon_distinct_id": anonymous, "$set": {"email": "ann@acme.example", "plan": "team"}},
    )
    posthog.group_identify("company", "acme", {"name": "Acme", "industry": "robotics"}, distinct_id=ann)
    posthog.set(distinct_id=ben, properties={"email": "ben@home.example", "plan": "free"})

    orders = [(ann, "team", 120.0), (ann, "team", 79.5), (anonymous, "team", 12.0), (ben, "free", 4.9)]
    for customer, plan, amount in orders:
        posthog.capture(
            "order placed",
            distinct_id=customer,
            properties={"plan": plan, "amount": amount, "run": run},
            groups={"company": "acme"} if customer == ann else {},
        )
    posthog.shutdown()  # sends what is still waiting
    return len(orders)


class Project:
    """The default project of a Hoglet server, seen through a personal API key."""

    def __init__(self, host: str, key: str) -> None:
        self.root = f"{host}/api/projects/@current/"
        self.headers = {"Authorization": f"Bearer {key}"}

    def call(self, method: str, path: str, body: dict | None = None) -> requests.Response:
        return requests.request(method, self.root + path, json=body, headers=self.headers, timeout=60)

    def make_variable(self) -> None:
        answer = self.call("POST", "insight_variables/", {"name": "example_run", "type": "String", "default_value": ""})
        if answer.status_code not in (201, 400):  # 400: it is there from the last time
            answer.raise_for_status()

    def make_endpoint(self, name: str) -> None:
        query = {"kind": "HogQLQuery", "query": QUERY}
        answer = self.call("POST", "endpoints/", {"name": name, "description": "Orders by plan", "query": query})
        if answer.status_code == 400 and answer.json()["attr"] == "name":  # there from the last time
            answer = self.call("PATCH", f"endpoints/{name}/", {"query": query})
        answer.raise_for_status()

    def run(self, name: str, **body: object) -> dict:
        answer = self.call("POST", f"endpoints/{name}/run/", body)
        answer.raise_for_status()
        return answer.json()


def print_table(columns: list[str], rows: list[list]) -> None:
    cells = [columns] + [[str(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells)]
    for number, row in enumerate(cells):
        print("  " + "  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip())
        if number == 0:
            print("  " + "  ".join("-" * width for width in widths))


def main() -> None:
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    host, token, key = sys.argv[1].rstrip("/"), sys.argv[2], sys.argv[3]
    run = uuid.uuid4().hex[:8]

    print("1. Sending events with the PostHog library (identify, groups, gzip) …")
    orders = send_events(host, token, run)

    print("2. Making the endpoint orders_by_plan from a HogQL query …")
    project = Project(host, key)
    project.make_variable()
    project.make_endpoint("orders_by_plan")

    print("3. Running it until the events are there (they take up to two seconds) …")
    begun = time.monotonic()
    while True:
        answer = project.run("orders_by_plan", refresh="force_blocking", variables={"example_run": run})
        if sum(row[1] for row in answer["results"]) == orders:
            break
        if time.monotonic() - begun > 30:
            sys.exit("The events did not arrive within 30 seconds.")
        time.sleep(0.1)
    print(f"   there after {time.monotonic() - begun:.1f} s:\n")
    print_table(answer["columns"], answer["results"])


if __name__ == "__main__":
    main()
