"""Throws generated requests at every operation of `/api/schema/`: none may be answered with a 5xx, none may end the process.

usage: fuzz.py --hoglet BINARY [--seconds 240] [options of `schemathesis run`]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys

from hoglet import ADMIN_KEY, Hoglet


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hoglet", required=True, help="the executable")
    parser.add_argument("--seconds", type=int, default=240, help="when to end")
    settings, others = parser.parse_known_args()

    server = Hoglet(settings.hoglet).start()
    try:
        status = subprocess.call(
            [
                sys.executable, "-m", "schemathesis.cli", "run", server.address + "/api/schema/",
                "--header", f"Authorization: Bearer {ADMIN_KEY}",
                "--generation-with-security-parameters", "false",
                "--checks", "not_a_server_error",
                "--continue-on-failure",
                "--suppress-health-check", "all",
                "--warnings", "off",
                "--request-timeout", "70",
                "--max-time", str(settings.seconds),
                *others,
            ],
            cwd=server.folder,
        )  # fmt: skip
        if not server.is_alive:
            print(f"hoglet ended with status {server.process.returncode}:\n{server.log_end()}")
            return 1
        return status
    finally:
        if server.is_alive:
            server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
