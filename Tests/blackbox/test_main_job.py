"""The job Hoglet is there for: events in through PostHog's own library, an endpoint out over plain HTTP."""

from __future__ import annotations

import pytest
from posthog import Posthog

from hoglet import Client, eventually


@pytest.mark.parametrize("gzip", [False, True])
def test_events_from_the_sdk_come_out_of_an_endpoint(project: Client, gzip: bool):
    sdk = Posthog(project.token, host=project.address, gzip=gzip, flush_at=10)
    sdk.capture("page viewed", distinct_id="anon-1", properties={"page": "/pricing"})
    sdk.capture("$identify", distinct_id="ann", properties={"$anon_distinct_id": "anon-1", "$set": {"plan": "team"}})
    sdk.group_identify("company", "acme", {"name": "Acme"}, distinct_id="ann")
    for amount in (10, 20.5):
        sdk.capture("paid", distinct_id="ann", properties={"amount": amount}, groups={"company": "acme"})
    sdk.set(distinct_id="ben", properties={"plan": "free"})
    sdk.capture("page viewed", distinct_id="ben", properties={"page": "/docs"})
    sdk.shutdown()

    project.make_endpoint(
        "by_plan",
        "SELECT person.properties.plan AS plan, count() AS payments, sum(toFloat(properties.amount)) AS paid "
        "FROM events WHERE event = 'paid' GROUP BY plan",
    )
    eventually(lambda: project.run("by_plan", refresh="force_blocking")["results"], [["team", 2, 30.5]])
    assert project.run("by_plan")["columns"] == ["plan", "payments", "paid"]
    assert project.hogql("SELECT uniq($group_0), any($group_0) FROM events WHERE event = 'paid'") == [[1, "acme"]]
    # The page that was viewed before the identification counts for ann; ben is somebody else.
    assert project.hogql("SELECT count(), uniq(person_id) FROM events WHERE event IN ('page viewed', 'paid')") == [[4, 2]]


def test_a_variable_and_a_page_of_rows(project: Client):
    project.send([{"event": "visit", "distinct_id": f"user-{n}", "properties": {"country": "DE" if n % 3 else "FR"}} for n in range(9)])
    project.call("POST", "insight_variables/", {"name": "Country", "type": "String", "default_value": "DE"}, 201)
    project.make_endpoint(
        "visitors",
        "SELECT distinct_id FROM events WHERE properties.country = {variables.country} ORDER BY distinct_id",
    )

    def visitors(**body) -> list[str]:
        return [row[0] for row in project.run("visitors", **body)["results"]]

    eventually(lambda: visitors(refresh="force_blocking"), [f"user-{n}" for n in (1, 2, 4, 5, 7, 8)])
    assert visitors(variables={"country": "FR"}) == ["user-0", "user-3", "user-6"]
    assert visitors(limit=2, offset=2) == ["user-4", "user-5"]
    assert project.run("visitors", limit=2)["hasMore"] is True


def test_a_cached_run_does_not_change_and_a_forced_one_does(project: Client):
    project.make_endpoint("total", "SELECT count() AS total FROM events WHERE event = 'tick'")
    assert project.run("total")["results"] == [[0]]

    project.send([{"event": "tick", "distinct_id": "clock"}])
    eventually(lambda: project.hogql("SELECT count() FROM events WHERE event = 'tick'"), [[1]])
    cached = project.run("total")
    assert (cached["results"], cached["is_cached"]) == ([[0]], True)
    forced = project.run("total", refresh="force_blocking")
    assert (forced["results"], forced["is_cached"]) == ([[1]], False)

    run = "endpoints/total/run/"
    first = project.request("GET", run)
    assert project.request("GET", run, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
