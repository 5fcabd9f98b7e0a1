"""A PostgreSQL cluster of our own: made for the tests, on a free loopback port, gone afterwards."""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import psutil
import psycopg

from tests.servers.process import free_port


class Cluster:
    """A server with as many empty databases as asked for. Use it in a `with`."""

    def __init__(self) -> None:
        self._bin = _newest()
        self.port = free_port()
        # Not below pytest's directory: the server's user may not look into root's.
        self._directory = Path(tempfile.mkdtemp(prefix="fuwake-pg-"))
        self._data = self._directory / "data"

    def __enter__(self) -> Self:
        if os.getuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self._directory, account.pw_uid, account.pw_gid)
        self._run("initdb", "-D", self._data, "-U", "fuwake", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self.stop()
        shutil.rmtree(self._directory)

    def start(self) -> None:
        options = f"-p {self.port} -k {self._directory} -c listen_addresses=127.0.0.1 -c max_connections=200"
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", self._directory / "log", "-o", options)

    def stop(self) -> None:
        """Stop as a crash would."""
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", self._data)

    @property
    def pid(self) -> int:
        """The server's process, parent of all others."""
        return int((self._data / "postmaster.pid").read_text().split()[0])

    @contextlib.contextmanager
    def frozen(self) -> Iterator[None]:
        """Hold the server: it takes connections and answers nothing, as behind a broken network."""
        postmaster = psutil.Process(self.pid)
        processes = [postmaster, *postmaster.children(recursive=True)]
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):  # a backend whose client has just left
                process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.send_signal(signal.SIGCONT)

    def database(self) -> str:
        """Make an empty database and return its URL."""
        name = f"t{secrets.token_hex(6)}"
        with psycopg.connect(f"postgresql://fuwake@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql://fuwake@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str | Path) -> None:
        # The server refuses to run as root.
        user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        command = [*user, str(self._bin / program), *map(str, arguments)]
        subprocess.run(command, check=True, cwd=self._directory, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _newest() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    if path := shutil.which("initdb"):
        return Path(path).parent
    raise RuntimeError("initdb is missing: apt-get install postgresql")
