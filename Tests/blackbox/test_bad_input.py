"""Whatever a client sends, it gets an answer, and the server lives on."""

from __future__ import annotations

import gzip
import json
import socket

import pytest

from hoglet import Client, Hoglet

JSON = {"Content-Type": "application/json"}

# What to send, and the statuses that are an honest answer to it.
REQUESTS = {
    "no JSON": ("POST", "query/", b"{", JSON, {400}),
    "an empty body": ("POST", "query/", b"", JSON, {400}),
    "an array": ("POST", "endpoints/", b"[]", JSON, {400}),
    "text that is not UTF-8": ("POST", "query/", b'{"query": "\xff\xfe"}', JSON, {400}),
    "not a number": ("POST", "query/", b'{"query": NaN}', JSON, {400}),
    "ten thousand brackets": ("POST", "query/", b"[" * 10_000, JSON, {400}),
    "a deep object": ("POST", "query/", b'{"a":' * 200 + b"1" + b"}" * 200, JSON, {400}),
    "the wrong type of body": ("POST", "query/", b"<query/>", {"Content-Type": "application/xml"}, {415}),
    "a type that can't be given": ("GET", "endpoints/", None, {"Accept": "image/png"}, {200, 406}),
    "gzip that is none": ("POST", "/batch/", b"\x1f\x8bnonsense", {**JSON, "Content-Encoding": "gzip"}, {400}),
    "gzip that ends early": ("POST", "/batch/", gzip.compress(b"{}" * 999)[:20], {**JSON, "Content-Encoding": "gzip"}, {400}),
    "a gzip bomb": ("POST", "/batch/", gzip.compress(b" " * 200_000_000), {**JSON, "Content-Encoding": "gzip"}, {400, 413}),
    "a batch of nonsense": ("POST", "/batch/", b'{"api_key": "phc_x", "batch": [1, null, "x", [], {}]}', JSON, {200, 400}),
    "a batch without a token": ("POST", "/batch/", b'{"batch": [{"event": "x", "distinct_id": "y"}]}', JSON, {401}),
    "a token of another kind": ("POST", "/e/", b'{"api_key": "phx_x", "event": "x", "distinct_id": "y"}', JSON, {401}),
    "a wrong method": ("PATCH", "endpoints/", b"{}", JSON, {405}),
    "no such path": ("GET", "nothing/here/", None, {}, {404}),
    "a path full of dots": ("GET", "/api/../../etc/passwd", None, {}, {400, 404}),
    "a path that is not UTF-8": ("GET", "endpoints/%ff%fe/", None, {}, {400, 404}),
    "a null byte in a path": ("GET", "endpoints/a%00b/", None, {}, {400, 404}),
    "a project that is no number": ("GET", "/api/projects/99999999999999999999/endpoints/", None, {}, {404}),
    "a negative project": ("GET", "/api/projects/-1/endpoints/", None, {}, {403, 404}),
    "a page that is no number": ("GET", "endpoints/?limit=many&offset=-1", None, {}, {200}),
    "a huge page": ("GET", "endpoints/?limit=99999999999999999999", None, {}, {200}),
    "a long query string": ("GET", "endpoints/?search=" + "x" * 20_000, None, {}, {200, 400, 414, 431}),
    "an unknown field": ("POST", "endpoints/", b'{"name": "a", "qury": {}}', JSON, {400}),
    "a name that is no text": ("POST", "endpoints/", b'{"name": {"a": 1}, "query": 3}', JSON, {400}),
}  # fmt: skip

# HogQL that must be refused with its place, or answered; never more than that.
QUERIES = {
    "nothing": "",
    "a lone bracket": "(",
    "an open string": "select 'abc",
    "a null byte": "select '\0'",
    "two thousand brackets": "select " + "(" * 2_000 + "1" + ")" * 2_000,
    "a long chain": "select " + "+".join(["1"] * 5_000),
    "a chain of not": "select " + "not " * 3_000 + "true",
    "nested calls": "select " + "toString(" * 300 + "1" + ")" * 300,
    "a table that is not there": "select * from passwords",
    "a file": "select * from file('/etc/passwd')",
    "a url": "select * from url('http://127.0.0.1/', 'CSV', 'a String')",
    "an unknown function": "select frobnicate(1)",
    "the project's guard": "select team_id from events where team_id = 2",
    "a setting": "select 1 settings readonly = 0",
    "two statements": "select 1; drop table events",
    "a parameter of the engine": "select {x:String}",
    "a division by zero": "select 1 / 0, intDiv(1, 0)",
    "a cast that fails": "select toInt('abc'), toDateTime('yesterday')",
    "a number without end": "select " + "9" * 5_000,
    "an unknown variable": "select {variables.nobody}",
    "an emoji": "select '🦔' as 🦔",
}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_bad_request_gets_an_honest_answer(server: Hoglet, name: str):
    method, path, body, headers, statuses = REQUESTS[name]

    response = server.client().request(method, path, data=body, headers=headers)

    assert response.status_code in statuses, response.text[:500]
    if response.status_code >= 400 and "/api/" in response.url:
        assert {"type", "code", "detail", "attr"} <= set(response.json())
    assert server.is_alive


@pytest.mark.parametrize("name", QUERIES)
def test_a_bad_query_is_refused_or_answered(server: Hoglet, name: str):
    body = {"query": {"kind": "HogQLQuery", "query": QUERIES[name]}}

    response = server.client().request("POST", "query/", json=body)

    assert response.status_code in (200, 400), response.text[:500]
    if response.status_code == 400:
        assert response.json()["detail"]
    assert "root:" not in response.text, "no file of the machine is ever read"
    assert server.is_alive


@pytest.mark.parametrize(
    "sent",
    [
        b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET " + b"/" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"POST /batch/ HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n{}",
        b"POST /batch/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5_000,
    ],
    ids=["nothing", "tls", "version", "path", "length", "chunk", "headers"],
)
def test_bytes_that_are_no_http_end_their_connection_alone(server: Hoglet, sent: bytes):
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        try:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1_000)
        except OSError:
            pass  # closed in our face: as good as an answer

    assert server.client().request("GET", "/_liveness").status_code == 200


def test_a_client_that_leaves_in_the_middle_of_its_answer_is_forgotten(server: Hoglet, project: Client):
    query = {"query": {"kind": "HogQLQuery", "query": "select number, repeat('x', 1000) from numbers(50000) limit 50000"}}
    body = json.dumps(query).encode()
    head = (
        f"POST /api/projects/{project.project}/query/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"Authorization: {project.session.headers['Authorization']}\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
            connection.sendall(head + body)
            connection.recv(10)

    assert project.hogql("SELECT 1") == [[1]]
