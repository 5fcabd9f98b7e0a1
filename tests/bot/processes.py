"""Worker processes of a test: started, watched, killed."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]


class Worker:
    """One `tests.bot.worker`; killed at the end of the `with`, if it still runs."""

    def __init__(self, url: str, log: Path, *puts: str, **environment: str) -> None:
        self.begin = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bot.worker", url, str(log), *puts],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.acked: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def pid(self) -> int:
        return self._process.pid

    def read(self, until: str) -> None:
        """Collect the acknowledged keys up to a line; an end of the output is an end too."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("acked "):
                self.acked.append(line.split()[1])
            if line.strip() == until:
                return

    def wait(self) -> int:
        """Wait until it ends by itself."""
        return self._process.wait(30)

    def kill(self) -> None:
        """End it as a power cut would, and read what it still said."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None and not self._process.stdout.closed:
            self.read("")
            self._process.stdout.close()


class Log:
    """What the workers wrote about the jobs they ran."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self, what: str, pid: int | None = None) -> list[str]:
        """Return the keys of `began` or `done`, of one process or of all, in order."""
        if not self.path.exists():
            return []
        rows = [line.split() for line in self.path.read_text().splitlines()]
        return [row[1] for row in rows if row[0] == what and pid in {None, int(row[2])}]

    def wait(self, what: str, count: int, seconds: float = 30.0) -> list[str]:
        """Wait until so many keys are there."""
        end = time.monotonic() + seconds
        while len(found := self.lines(what)) < count:
            if time.monotonic() > end:
                raise TimeoutError(f"{len(found)} of {count} {what} after {seconds} s")
            time.sleep(0.02)
        return found
