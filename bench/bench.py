"""Measures a release build of Hoglet on this machine and prints ratios, all from one run. What they mean: README.md.

usage: bench.py --hoglet BINARY [--seconds 8] [--events 1000000] [--stream 200000]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests" / "blackbox"))

import world  # noqa: E402
from hoglet import ADMIN_KEY, Client, Hoglet  # noqa: E402

AGGREGATE = """
    SELECT properties.$browser AS browser, count() AS orders, sum(properties.amount) AS revenue
    FROM events
    WHERE event = 'order placed' AND properties.plan = 'team'
        AND timestamp >= toDateTime('2026-02-01 00:00:00') AND timestamp < toDateTime('2026-03-01 00:00:00')
    GROUP BY browser
    ORDER BY revenue DESC
"""
ROUNDS = 200
PIPED = {"stdout": subprocess.PIPE, "text": True, "check": True}


def say(text: str) -> None:
    print(f"… {text}", file=sys.stderr, flush=True)


class Report:
    """What was measured, line by line, in the order of the questions."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str, str]] = []

    def add(self, question: str, value: str, aim: str = "") -> None:
        self.lines.append((question, value, aim))
        say(f"{question}: {value}")

    def print(self) -> None:
        width = max(len(question) for question, _, _ in self.lines)
        values = max(len(value) for _, value, _ in self.lines)
        print()
        for question, value, aim in self.lines:
            print(f"{question:<{width}}  {value:>{values}}  {aim}".rstrip())


# --- tools -----------------------------------------------------------------------------------------------------------


def wrk(url: str, *options: str, connections: int = 32, threads: int = 2) -> dict[str, float]:
    """Loads one address, and gives what ``read_wrk`` reads."""
    return read_wrk(subprocess.run(wrk_command(url, *options, connections=connections, threads=threads), **PIPED).stdout)


def wrk_command(url: str, *options: str, connections: int, threads: int) -> list[str]:
    return ["wrk", f"-t{threads}", f"-c{connections}", "--timeout", "30s", *options, url]


def read_wrk(printed: str) -> dict[str, float]:
    """Answers per second, answers in all, and how many of them were no 2xx or 3xx."""
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", printed)
    total = re.search(r"(\d+) requests in", printed)
    rate = re.search(r"Requests/sec: +([\d.]+)", printed)
    assert total and rate, printed
    return {"rate": float(rate[1]), "total": int(total[1]), "failed": int(failed[1]) if failed else 0}


def send_batches(server: Hoglet, bodies: Path) -> tuple[int, float, float]:
    """Sends every body once over eight connections; gives how many were acknowledged, and the moments of begin and end."""
    command = wrk_command(server.address + "/batch/", "-d600s", "-s", str(HERE / "batch.lua"), connections=8, threads=1)
    load = subprocess.Popen(
        command, env={**os.environ, "HOGLET_BATCHES": str(bodies)}, stdout=subprocess.PIPE, text=True
    )
    moments = []
    for told in (Path(f"{bodies}.begun"), Path(f"{bodies}.sent")):
        while not told.exists():
            assert load.poll() is None, "wrk has ended early"
            time.sleep(0.001)
        moments.append(time.perf_counter())
    load.send_signal(signal.SIGINT)
    answers = read_wrk(load.communicate()[0])
    assert answers["failed"] == 0, f"{answers['failed']} batches were refused"
    return answers["total"] * world.BATCH, *moments


class Line:
    """One connection that is kept, with as little between the clock and the server as Python can do."""

    def __init__(self, server: Hoglet, path: str, body: dict) -> None:
        text = json.dumps(body).encode()
        self.sent = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {ADMIN_KEY}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(text)}\r\n\r\n"
        ).encode() + text
        self.socket = socket.create_connection(("127.0.0.1", server.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self) -> float:
        """Milliseconds from the first byte sent to the last one received."""
        begun = time.perf_counter()
        self.socket.sendall(self.sent)
        received = b""
        while not self.is_whole(received):
            piece = self.socket.recv(1 << 20)
            assert piece, "the server closed the connection"
            received += piece
        took = (time.perf_counter() - begun) * 1_000
        assert received.startswith(b"HTTP/1.1 200"), received[:500]
        return took

    @staticmethod
    def is_whole(received: bytes) -> bool:
        head, gap, body = received.partition(b"\r\n\r\n")
        if not gap:
            return False
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        return len(body) >= int(length[1]) if length else body.endswith(b"0\r\n\r\n")


class Engine:
    """The engine without Hoglet: engine.py in a process of its own."""

    def __init__(self) -> None:
        library = subprocess.run([HERE.parent / "scripts" / "setup", "path", "engine"], **PIPED).stdout.strip()
        self.package = Path(library).parent.parent

    def call(self, *arguments: str | Path, given: str = "") -> str:
        return subprocess.run(
            [sys.executable, HERE / "engine.py", *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": str(self.package)}, input=given, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip


def memory_in_mebibytes(server: Hoglet) -> float:
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024


# --- questions -------------------------------------------------------------------------------------------------------


def start_and_idle(server: Hoglet, report: Report) -> None:
    """(d) on a data folder that is there already, without events."""
    server.start()
    server.stop()
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        server.start()
        times.append((time.perf_counter() - begun) * 1_000)
        time.sleep(2)
        memory = memory_in_mebibytes(server)
        server.stop()
    report.add("(d) start to ready, median of 5", f"{statistics.median(times):.0f} ms")
    report.add("(d) memory two seconds after the start", f"{memory:.0f} MiB")


def stream(server: Hoglet, engine: Engine, count: int, report: Report) -> None:
    """(c) through `/batch/`, and the same events into the engine alone."""
    folder = server.folder
    lines, bodies = folder / "stream.jsonl", folder / "bodies.txt"
    world.write_lines(lines, count, seed=2)
    server.start()
    project = server.new_project("Stream")
    world.write_batches(bodies, lines, project.token)
    size = lines.stat().st_size / count

    acknowledged, begun, ended = send_batches(server, bodies)
    while project.hogql("SELECT count() FROM events")[0][0] < acknowledged:
        time.sleep(0.05)
        assert time.perf_counter() - begun < 300, "the events did not become visible"
    visible = time.perf_counter()
    server.stop()

    schema = engine.call("schema", server.data / "engine")
    raw = count / float(engine.call("insert", folder / "raw", lines, given=schema))
    report.add("(c) size of an event as sent", f"{size:.0f} bytes")
    report.add("(c) raw INSERT … FROM file()", f"{raw:,.0f} events/s")
    acknowledged_rate, visible_rate = acknowledged / (ended - begun), acknowledged / (visible - begun)
    report.add("(c) acknowledged through /batch/", f"{acknowledged_rate:,.0f} events/s")
    report.add("(c) acknowledged ÷ raw", f"{acknowledged_rate / raw:.2f}", "aim ≥ 0.5")
    report.add("(c) until queryable", f"{visible_rate:,.0f} events/s")
    report.add("(c) until queryable ÷ raw", f"{visible_rate / raw:.2f}", "aim ≥ 0.5")


def import_events(server: Hoglet, count: int, report: Report) -> None:
    lines = server.folder / "events.jsonl"
    world.write_lines(lines, count, seed=1)
    begun = time.perf_counter()
    server.command("import", "--project", "1", "--events", str(lines), within=1_800)
    report.add("    hoglet import", f"{count / (time.perf_counter() - begun):,.0f} events/s")
    lines.unlink()


def cached(server: Hoglet, client: Client, seconds: int, report: Report) -> None:
    """(a) a result from the cache against a route that does nothing; in turns, so that both meet the same machine."""
    client.make_endpoint("revenue", AGGREGATE)
    client.run("revenue")
    assert client.run("revenue")["is_cached"]
    run = f"{server.address}/api/projects/1/endpoints/revenue/run"
    header = ("-H", f"Authorization: Bearer {ADMIN_KEY}", f"-d{seconds}s")
    bare, runs = [], []
    for _ in range(3):
        bare.append(wrk(server.address + "/_liveness", *header)["rate"])
        answer = wrk(run, *header)
        assert answer["failed"] == 0, answer
        runs.append(answer["rate"])
    bare_rate, run_rate = statistics.median(bare), statistics.median(runs)
    report.add("(a) /_liveness, 32 connections", f"{bare_rate:,.0f} requests/s")
    report.add("(a) run from the cache, 32 connections", f"{run_rate:,.0f} requests/s")
    report.add("(a) run ÷ /_liveness", f"{run_rate / bare_rate:.2f}", "aim ≥ 0.6")


def uncached(server: Hoglet, count: int, report: Report) -> float:
    """(b) the half through HTTP."""
    line = Line(server, "/api/projects/1/endpoints/revenue/run/", {"refresh": "force_blocking"})
    times = [line.ask() for _ in range(ROUNDS)][20:]
    report.add(f"(b) uncached aggregate over {count:,} events, p50 through HTTP", f"{statistics.median(times):.2f} ms")
    return statistics.median(times)


def direct(server: Hoglet, engine: Engine, through_http: float, report: Report) -> None:
    """(b) the other half: what Hoglet compiled the query to, on the same files, once the server has let go of them."""
    printed = server.command("hogql", "print", "--project", "1", given=AGGREGATE)
    asked = json.dumps({"sql": sql_of(printed), "params": parameters_of(printed)})
    times = json.loads(engine.call("query", server.data / "engine", str(ROUNDS), given=asked))[20:]
    alone = statistics.median(times)
    report.add("(b) the same SQL given to the engine, p50", f"{alone:.2f} ms")
    report.add("(b) difference", f"{through_http - alone:.2f} ms", "aim ≤ 0.4 ms")


def sql_of(printed: str) -> str:
    return "\n".join(line for line in printed.splitlines() if not line.startswith("-- "))


def parameters_of(printed: str) -> dict[str, str | int | float]:
    """The values that `hoglet hogql print` names below the SQL, as in `-- p0 = string("team")`."""
    parameters: dict[str, str | int | float] = {}
    for name, kind, value in re.findall(r"^-- (\w+) = (?:[\w.]*\.)?(\w+)\((.*)\)$", printed, re.MULTILINE):
        text = re.match(r'"((?:[^"\\]|\\.)*)"', value)
        parameters[name] = text[1] if text else float(value) if kind == "float" else int(value)
    return parameters


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hoglet", required=True, help="a release build")
    parser.add_argument("--seconds", type=int, default=8, help="how long each load lasts")
    parser.add_argument("--events", type=int, default=1_000_000, help="how many events the aggregate reads")
    parser.add_argument("--stream", type=int, default=200_000, help="how many events are sent")
    settings = parser.parse_args()

    report, engine = Report(), Engine()
    server = Hoglet(settings.hoglet, Path(tempfile.mkdtemp(prefix="hoglet-bench-")))
    try:
        start_and_idle(server, report)
        stream(server, engine, settings.stream, report)
        import_events(server, settings.events, report)
        client = server.start().client()
        cached(server, client, settings.seconds, report)
        through_http = uncached(server, settings.events, report)
        report.add("(d) memory after all that", f"{memory_in_mebibytes(server):.0f} MiB")
        server.stop()
        direct(server, engine, through_http, report)
    finally:
        if server.is_alive:
            server.kill()
        shutil.rmtree(server.folder, ignore_errors=True)
    report.print()


if __name__ == "__main__":
    main()
