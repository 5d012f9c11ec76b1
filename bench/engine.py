"""The engine without Hoglet, through the Python module that comes in its package. One command a process: see bench.py.

    engine.py schema FOLDER                     prints the statement that makes the table `events`
    engine.py query FOLDER ROUNDS < {sql, params}   prints how long each round took, in milliseconds
    engine.py insert FOLDER FILE < schema       prints how long INSERT … FROM file() took, in seconds
"""

from __future__ import annotations

import json
import sys
import time

from chdb.session import Session

# What Hoglet sets when it reads JSON that was sent as events, and what makes an insert safe on disk.
READING = "input_format_try_infer_dates = 0, input_format_try_infer_datetimes = 0, json_type_escape_dots_in_keys = 1"
STRUCTURE = "uuid UUID, event String, distinct_id String, timestamp DateTime64(6, \\'UTC\\'), properties JSON(max_dynamic_paths=256)"


def main(command: str, folder: str, *others: str) -> None:
    session = Session(folder)
    if command == "schema":
        print(json.loads(str(session.query("SHOW CREATE TABLE events", "JSONEachRow")))["statement"])
    elif command == "query":
        asked = json.load(sys.stdin)
        times = []
        for _ in range(int(others[0])):
            begun = time.perf_counter()
            session.query(asked["sql"], "JSONCompactEachRow", params=asked["params"])
            times.append((time.perf_counter() - begun) * 1_000)
        json.dump(times, sys.stdout)
    elif command == "insert":
        session.query(sys.stdin.read())
        begun = time.perf_counter()
        session.query(
            "INSERT INTO events (uuid, team_id, event, distinct_id, timestamp, created_at, properties) "
            "SELECT uuid, 1, event, distinct_id, timestamp, now64(6), properties "
            f"FROM file('{others[0]}', 'JSONEachRow', '{STRUCTURE}') "
            f"SETTINGS {READING}"
        )
        print(time.perf_counter() - begun)
    session.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
