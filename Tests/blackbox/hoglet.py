"""A `hoglet serve` process and a client for it: all that the tests in this folder stand on."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any, Callable

import requests

ADMIN_KEY = "phx_blackbox0admin0key00000000000000000000000000"
TOKEN = "phc_blackbox0project0token000000000000000000000"
VISIBLE_WITHIN = 20.0  # seconds; contract: 2, but a debug build on a busy machine is no place to measure


def eventually(probe: Callable[[], Any], expected: Any, within: float = VISIBLE_WITHIN) -> None:
    """Asks until the answer is as expected, and fails with the last answer when that takes too long."""
    deadline = time.monotonic() + within
    while (answer := probe()) != expected:
        assert time.monotonic() < deadline, f"still {answer!r} after {within:.0f} s, expected {expected!r}"
        time.sleep(0.05)


def new_event(name: str, distinct_id: str, **properties: Any) -> dict:
    return {"uuid": str(uuid.uuid4()), "event": name, "distinct_id": distinct_id, "properties": properties}


class Client:
    """What one key may see of one project."""

    def __init__(self, address: str, key: str = ADMIN_KEY, project: int | str = 1, token: str = TOKEN) -> None:
        self.address, self.project, self.token = address, project, token
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["Authorization"] = f"Bearer {key}"

    def request(self, method: str, path: str, **arguments: Any) -> requests.Response:
        """A path that starts with a slash is taken from the root, any other one from the project."""
        root = self.address if path.startswith("/") else f"{self.address}/api/projects/{self.project}/"
        return self.session.request(method, root + path, timeout=60, **arguments)

    def call(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        """The JSON of the answer, whose status must be the expected one."""
        response = self.request(method, path, json=body)
        assert response.status_code == status, f"{method} {path}: {response.status_code} {response.text[:2000]}"
        return response.json() if response.content else None

    def send(self, events: list[dict]) -> None:
        self.call("POST", "/batch/", {"api_key": self.token, "batch": events})

    def hogql(self, query: str) -> list[list[Any]]:
        body = {"query": {"kind": "HogQLQuery", "query": query}, "refresh": "force_blocking"}
        return self.call("POST", "query/", body)["results"]

    def make_endpoint(self, name: str, query: str) -> None:
        self.call("POST", "endpoints/", {"name": name, "query": {"kind": "HogQLQuery", "query": query}}, 201)

    def run(self, name: str, **body: Any) -> dict:
        return self.call("POST", f"endpoints/{name}/run/", body)


class Hoglet:
    """One server with a data folder of its own. Only this process is ever signalled, by its id."""

    def __init__(self, binary: str, folder: Path | None = None) -> None:
        self.binary = str(Path(binary).resolve())
        self.folder = folder or Path(tempfile.mkdtemp(prefix="hoglet-blackbox-"))
        self.data = self.folder / "data"
        self.log = self.folder / "log.txt"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen | None = None

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "HOGLET_DATA": str(self.data),
            "HOGLET_BOOTSTRAP_PERSONAL_KEY": ADMIN_KEY,
            "HOGLET_BOOTSTRAP_PROJECT_TOKEN": TOKEN,
        }

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self, within: float = 60.0) -> "Hoglet":
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve", "--port", str(self.port)],
                cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + within
        while True:
            assert self.is_alive, f"ended with status {self.process.returncode} before it was ready:\n{self.log_end()}"
            assert time.monotonic() < deadline, f"not ready after {within:.0f} s:\n{self.log_end()}"
            try:
                if requests.get(self.address + "/_readiness", timeout=5).status_code == 200:
                    return self
            except requests.ConnectionError:
                pass
            time.sleep(0.02)

    def stop(self) -> int:
        """Asks the server to end, and gives its exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def kill(self) -> None:
        """What a power cut does to the process."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def command(self, *arguments: str, given: str | None = None, status: int = 0, within: float = 120) -> str:
        """Runs another `hoglet` command on the same data folder, and gives what it printed."""
        done = subprocess.run(
            [self.binary, *arguments],
            cwd=self.folder, env=self.environment, input=given, capture_output=True, text=True, timeout=within,
        )  # fmt: skip
        assert done.returncode == status, f"hoglet {arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout if status == 0 else done.stdout + done.stderr

    def client(self, **settings: Any) -> Client:
        return Client(self.address, **settings)

    def new_project(self, name: str = "Another project", *options: str) -> Client:
        """Makes a project beside the running server, and gives an admin's client for it."""
        project = json.loads(self.command("project", "create", "--name", name, *options))
        return self.client(project=project["id"], token=project["api_token"])

    def log_end(self, lines: int = 40) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
