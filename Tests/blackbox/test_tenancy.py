"""Nothing of one project is ever visible to another."""

from __future__ import annotations

import pytest

from hoglet import Client, Hoglet, eventually


@pytest.fixture
def neighbour(server: Hoglet) -> Client:
    neighbour = server.new_project("Neighbour")
    neighbour.send([{"event": "secret", "distinct_id": "spy", "properties": {"$set": {"code": "007"}, "x": "theirs"}}])
    eventually(lambda: neighbour.hogql("SELECT count() FROM events"), [[1]])
    return neighbour


@pytest.mark.parametrize(
    "query",
    [
        "SELECT count() FROM events",
        "SELECT count() FROM events WHERE 1 = 1 OR team_id > 0",
        "SELECT count() FROM persons",
        "SELECT count() FROM (SELECT event FROM events WHERE event = 'secret' OR true)",
        "SELECT count() FROM events WHERE distinct_id IN (SELECT distinct_id FROM events WHERE event = 'secret')",
        "SELECT count() FROM events WHERE person.properties.code = '007'",
    ],
)
def test_a_query_sees_its_own_project_alone(project: Client, neighbour: Client, query: str):
    assert project.hogql(query) == [[0]]


def test_an_endpoint_of_the_same_name_is_another_endpoint(project: Client, neighbour: Client):
    for client in (project, neighbour):
        client.make_endpoint("count", "SELECT count() AS total FROM events")

    assert project.run("count")["results"] == [[0]]
    assert neighbour.run("count")["results"] == [[1]]


def test_a_key_for_one_project_is_refused_by_the_other(server: Hoglet, project: Client, neighbour: Client):
    key = server.command("key", "create", "--label", "mine", "--scope", "endpoint:read", "--project", str(project.project)).strip()
    neighbour.make_endpoint("count", "SELECT count() AS total FROM events")

    assert server.client(key=key, project=project.project).call("GET", "endpoints/")["count"] == 0
    with_their_project = server.client(key=key, project=neighbour.project)
    for method, path in [("GET", "endpoints/"), ("GET", "endpoints/count/"), ("POST", "endpoints/count/run/")]:
        assert with_their_project.request(method, path).status_code == 403, f"{method} {path}"


def test_the_same_distinct_id_is_two_persons(project: Client, neighbour: Client):
    project.send([{"event": "hello", "distinct_id": "spy"}])
    eventually(lambda: project.hogql("SELECT count() FROM events"), [[1]])

    person = "SELECT toString(any(person_id)) FROM events WHERE distinct_id = 'spy'"
    assert project.hogql(person) != neighbour.hogql(person)
    assert project.hogql("SELECT any(person.properties.code) FROM events WHERE event = 'hello'") == [[None]]
