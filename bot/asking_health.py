"""`fuwake health`: asks the bot that runs beside it whether it is alive. For a container's health check.

`python -m bot.asking_health` does the same without reading all settings, in a tenth of the time: FUWAKE_OPS_HOST and FUWAKE_OPS_PORT
must stand in the environment then.
"""

from __future__ import annotations

import http.client
import json
import os
import sys
from typing import Final

ANYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 -- where a listener listens
_PATIENCE: Final = 5.0  # seconds
_MOST: Final = 1_000_000  # bytes


def ask(host: str, port: int, path: str) -> tuple[bool, str]:
    """Whether the bot says yes at `path`, and one line about it."""
    try:
        status, body = fetch(ANYWHERE.get(host, host), port, path)
    except (OSError, http.client.HTTPException) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        return False, f"no answer from {host}:{port} ({why})"
    return status == 200, _line(body, status)


def fetch(host: str, port: int, path: str) -> tuple[int, bytes]:
    """Status and body. Raises OSError, HTTPException."""
    connection = http.client.HTTPConnection(host, port, timeout=_PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read(_MOST)
    finally:
        connection.close()


def _line(body: bytes, status: int) -> str:
    """What the answer says, part by part."""
    try:
        told = json.loads(body)
        parts = told.get("parts") or {name: value for name, value in told.items() if isinstance(value, (bool, float))}
    except (ValueError, AttributeError):
        return f"status {status}"
    return ", ".join(f"{name}: {state}" for name, state in parts.items())


def main() -> int:
    """From the environment alone; gives the exit code."""
    port = os.environ.get("FUWAKE_OPS_PORT", "")
    if not port.isdecimal():
        print("fuwake: FUWAKE_OPS_PORT: it is not set, so nobody can be asked", file=sys.stderr)  # noqa: T201
        return 2
    host = os.environ.get("FUWAKE_OPS_HOST") or "127.0.0.1"
    well, line = ask(host, int(port), "/readyz" if "--ready" in sys.argv[1:] else "/healthz")
    print(line)  # noqa: T201 -- the terminal is the way out
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
