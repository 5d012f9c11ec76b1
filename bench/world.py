"""The events that the benchmark is made with: about 700 bytes each as they are sent, the same in every run."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterator
from pathlib import Path

FIRST = 1_767_225_600  # 2026-01-01T00:00:00Z
DAYS = 90
BATCH = 100

BROWSERS = ["Chrome", "Safari", "Firefox", "Microsoft Edge", "Mobile Safari", "Samsung Internet"]
SYSTEMS = ["Windows", "Mac OS X", "Linux", "iOS", "Android"]
COUNTRIES = ["US", "GB", "DE", "FR", "NL", "ES", "SE", "PL", "CA", "BR", "IN", "JP"]
PLANS = ["free", "team", "business", "enterprise"]
EVENTS = ["$pageview", "$pageview", "$pageview", "task created", "task done", "report viewed", "order placed"]


def timestamp(seconds: float) -> str:
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def events(count: int, seed: int, people: int = 20_000) -> Iterator[str]:
    """Events as JSON texts, spread evenly over the days, in the order of time."""
    source = random.Random(seed)
    for number in range(count):
        draw = source.getrandbits
        person = source.randrange(people)
        page = source.randrange(400)
        properties = {
            "$browser": BROWSERS[person % 6],
            "$browser_version": 120 + person % 9,
            "$os": SYSTEMS[person % 5],
            "$device_type": "Desktop" if person % 3 else "Mobile",
            "$screen_width": 1920,
            "$screen_height": 1080,
            "$geoip_country_code": COUNTRIES[person % 12],
            "$session_id": f"{draw(128):032x}",
            "$window_id": f"{draw(128):032x}",
            "$lib": "web",
            "$lib_version": "1.298.0",
            "$current_url": f"https://app.example/projects/{page}/board?view=timeline",
            "$pathname": f"/projects/{page}/board",
            "$referrer": "https://www.google.com/",
            "title": f"Board {page}: plan of the quarter",
            "plan": PLANS[person % 4],
            "amount": source.randrange(100, 90_000) / 100,
            "quantity": source.randrange(1, 9),
            "is_trial": person % 7 == 0,
        }
        uuid = f"{draw(128):032x}"
        yield (
            f'{{"uuid":"{uuid[:8]}-{uuid[8:12]}-4{uuid[13:16]}-8{uuid[17:20]}-{uuid[20:]}",'
            f'"event":"{EVENTS[source.randrange(7)]}","distinct_id":"user-{person}",'
            f'"timestamp":"{timestamp(FIRST + DAYS * 86_400 * number / count)}",'
            f'"properties":{json.dumps(properties, separators=(",", ":"))}}}'
        )


def write_lines(path: Path, count: int, seed: int) -> None:
    with path.open("w") as file:
        for event in events(count, seed):
            file.write(event + "\n")


def write_batches(path: Path, lines: Path, token: str) -> int:
    """Writes the events of `lines` as bodies of `/batch/`, one a line, and gives how many bodies there are."""
    with lines.open() as source, path.open("w") as file:
        batch: list[str] = []
        bodies = 0
        for line in source:
            batch.append(line.rstrip("\n"))
            if len(batch) == BATCH:
                file.write(f'{{"api_key":"{token}","historical_migration":false,"batch":[{",".join(batch)}]}}\n')
                batch.clear()
                bodies += 1
    return bodies
