"""What is acknowledged is kept, once, whatever happens to the process."""

from __future__ import annotations

import os
import threading

import requests

from hoglet import Client, Hoglet, eventually, new_event

SENDERS = 4
# Each life ends with two kills; HOGLET_TEST_LIVES=5 makes it ten.
LIVES = int(os.environ.get("HOGLET_TEST_LIVES", "2"))
BATCH = 20


class Sender(threading.Thread):
    """Sends batches until the server is gone."""

    def __init__(self, client: Client, name: str) -> None:
        super().__init__(daemon=True)
        self.client, self.user = client, name
        self.acknowledged: list[str] = []
        self.unanswered: list[dict] = []

    def run(self) -> None:
        while True:
            self.unanswered = [new_event("tick", f"{self.user}-{n}", n=n) for n in range(BATCH)]
            try:
                self.client.send(self.unanswered)
            except requests.RequestException:
                return
            self.acknowledged += [event["uuid"] for event in self.unanswered]


def test_killed_in_a_stream_of_events_nothing_is_lost_or_doubled(own_server):
    server: Hoglet = own_server()
    acknowledged: list[str] = []

    def stored_once() -> list[list[int]]:
        return server.client().hogql("SELECT count(), uniqExact(uuid) FROM events")

    for life in range(LIVES):
        server.start()
        senders = [Sender(server.client(), f"{life}-{number}") for number in range(SENDERS)]
        for sender in senders:
            sender.start()
        eventually(lambda: sum(len(sender.acknowledged) for sender in senders) > 600, True)
        server.kill()
        for sender in senders:
            sender.join(30)
            acknowledged += sender.acknowledged

        # A client cannot know what became of a batch that got no answer, so it sends it again.
        server.start()
        for sender in senders:
            server.client().send(sender.unanswered)
            acknowledged += [event["uuid"] for event in sender.unanswered]
        eventually(stored_once, [[len(acknowledged)] * 2], within=40)
        server.kill()

    server.start()
    assert stored_once() == [[len(acknowledged)] * 2]
    stored = server.client().hogql("SELECT toString(uuid) FROM events LIMIT 50000")
    assert {row[0] for row in stored} == set(acknowledged)


def test_a_restart_keeps_events_endpoints_and_cached_results(own_server):
    server: Hoglet = own_server().start()
    client = server.client()
    client.send([new_event("tick", f"user-{n}") for n in range(50)])
    client.make_endpoint("ticks", "SELECT count() AS ticks FROM events WHERE event = 'tick'")
    eventually(lambda: client.run("ticks", refresh="force_blocking")["results"], [[50]])

    assert server.stop() == 0, "a server that is asked to end has ended well"
    server.start()

    answer = server.client().run("ticks")
    assert (answer["results"], answer["is_cached"]) == ([[50]], True)
    assert server.client().run("ticks", refresh="force_blocking")["results"] == [[50]]


def test_a_second_server_on_the_same_folder_is_refused(own_server):
    server: Hoglet = own_server().start()

    said = server.command("serve", "--port", "0", status=1)

    assert "in use" in said
    assert server.is_alive
