"""The commands a person types."""

from __future__ import annotations

import json

import pytest

from hoglet import Hoglet


def test_a_key_made_beside_the_server_works_at_once_and_only_for_its_scope(server: Hoglet):
    printed = server.command("key", "create", "--label", "reader", "--scope", "endpoint:read")

    assert printed.startswith("phx_") and printed.count("\n") == 1, "the key alone, so that it can go into a variable"
    reader = server.client(key=printed.strip())
    assert reader.request("GET", "endpoints/").status_code == 200
    body = {"name": "no", "query": {"kind": "HogQLQuery", "query": "SELECT 1"}}
    assert reader.request("POST", "endpoints/", json=body).status_code == 403


def test_a_project_secret_key_runs_endpoints_of_its_project(server: Hoglet):
    project = server.new_project("With a secret key")
    project.make_endpoint("one", "SELECT 1 AS one")

    key = server.command(
        "key", "create", "--project-secret", "--label", "site", "--scope", "endpoint:read", "--project", str(project.project)
    ).strip()

    assert key.startswith("phs_")
    assert server.client(key=key, project=project.project).run("one")["results"] == [[1]]


def test_a_project_made_beside_the_server_has_its_time_zone(server: Hoglet):
    project = server.new_project("Berlin", "--timezone", "Europe/Berlin", "--week-start-day", "monday")

    answer = project.call("GET", f"/api/projects/{project.project}/")
    assert (answer["name"], answer["timezone"]) == ("Berlin", "Europe/Berlin")


@pytest.mark.parametrize(
    "arguments",
    [
        ("project", "create", "--name", "Nowhere", "--timezone", "Mars/Olympus"),
        ("key", "create", "--label", "wrong", "--scope", "everything"),
        ("key", "create", "--label", "nobody's", "--scope", "endpoint:read", "--project", "999999"),
    ],
)
def test_a_wrong_argument_is_told_and_nothing_is_made(server: Hoglet, arguments: tuple[str, ...]):
    before = server.client().call("GET", "/api/projects/")["count"]

    with pytest.raises(AssertionError, match="hoglet"):
        server.command(*arguments)

    assert server.client().call("GET", "/api/projects/")["count"] == before


def test_an_import_keeps_times_and_reports_bad_rows_by_number(own_server):
    server: Hoglet = own_server()
    server.start()
    server.stop()  # the first start makes the project; an import into the embedded engine wants the folder for itself
    (server.folder / "persons.jsonl").write_text(
        json.dumps({"id": "00000000-0000-4000-8000-000000000001", "distinct_ids": ["ann", "ann-2"], "properties": {"plan": "team"}})
    )
    rows = [
        {"event": "paid", "distinct_id": "ann", "timestamp": "2024-02-29T12:00:00Z", "properties": {"amount": 5}},
        {"event": "paid", "distinct_id": "ann-2", "timestamp": "2030-01-01T00:00:00Z", "properties": {"amount": 7}},
        {"distinct_id": "ann", "timestamp": "2024-02-29T12:00:00Z"},
    ]
    (server.folder / "events.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\nnot json\n")

    said = server.command("import", "--project", "1", "--persons", "persons.jsonl", "--events", "events.jsonl", status=1)

    assert "3" in said and "4" in said, f"the numbers of the lines that can't be used: {said}"
    client = server.start().client()
    assert client.hogql("SELECT toYear(timestamp), properties.amount, person.properties.plan FROM events ORDER BY timestamp") == [
        [2024, 5, "team"], [2030, 7, "team"],
    ]  # fmt: skip
    assert client.hogql("SELECT uniq(person_id) FROM events") == [[1]]


def test_hogql_prints_and_parses(server: Hoglet):
    query = "select event, count() from events where properties.plan = 'team' group by event"

    sql = server.command("hogql", "print", "--project", "1", given=query)
    assert "team_id" in sql and "events" in sql, "what goes to the engine names the project"
    assert "'team'" not in sql or "{" in sql

    parsed = server.command(
        "hogql", "parse", "--mode", "select",
        given='{"id": "good", "text": "select 1"}\n{"id": "bad", "text": "select ("}\n',
    )  # fmt: skip
    good, bad = map(json.loads, parsed.splitlines())
    assert good["ok"] is True and good["id"] == "good" and good["ast"]
    assert bad["ok"] is False and bad["error"]["message"] and bad["error"]["start"] >= 0
