"""Fixtures: one server for the tests that only talk to it, and servers of their own for those that stop or kill them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest

from hoglet import Client, Hoglet


@pytest.fixture(scope="session")
def binary() -> str:
    given = os.environ.get("HOGLET_BIN", "")
    if not os.access(given, os.X_OK):
        pytest.exit("HOGLET_BIN must name the hoglet executable; `make test-blackbox` builds it and sets this.", 3)
    return os.path.abspath(given)


@pytest.fixture(scope="session")
def server(binary: str) -> Iterator[Hoglet]:
    """A server that every test shares; none may stop it."""
    server = Hoglet(binary).start()
    yield server
    if server.is_alive:
        server.stop()
    shutil.rmtree(server.folder, ignore_errors=True)


@pytest.fixture
def project(server: Hoglet) -> Client:
    """An empty project on the shared server."""
    return server.new_project()


@pytest.fixture
def own_server(binary: str) -> Iterator[Callable[[], Hoglet]]:
    """Makes servers that belong to the test alone; they are ended and their folders removed after it."""
    servers: list[Hoglet] = []

    def make() -> Hoglet:
        servers.append(Hoglet(binary))
        return servers[-1]

    yield make
    for server in servers:
        if server.is_alive:
            server.kill()
        shutil.rmtree(server.folder, ignore_errors=True)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Shows the end of the shared server's log below a failure."""
    report = (yield).get_result()
    server = getattr(item, "funcargs", {}).get("server")
    if report.failed and server is not None:
        report.sections.append(("hoglet's log", server.log_end()))
