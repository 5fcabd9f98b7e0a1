"""An rspamd on loopback, for comparison: one worker, its own rules, no module that asks the network."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ASKING = [
    "antivirus",
    "arc",
    "asn",
    "aws_s3",
    "bimi",
    "clickhouse",
    "clustering",
    "dkim",
    "dkim_signing",
    "dmarc",
    "elastic",
    "external_relay",
    "external_services",
    "fuzzy_check",
    "greylist",
    "hfilter",
    "history_redis",
    "http_headers",
    "known_senders",
    "maillist",
    "metadata_exporter",
    "metric_exporter",
    "milter_headers",
    "mx_check",
    "neural",
    "p0f",
    "phishing",
    "ratelimit",
    "rbl",
    "redis",
    "replies",
    "reputation",
    "rspamd_update",
    "spamtrap",
    "spf",
    "url_redirector",
]
KEPT = {"maillist", "http_headers", "milter_headers", "phishing"}


class Rspamd:
    """A running rspamd: `scan` and `scores` ask it about mails, `cpu` gives the seconds that all its processes have used."""

    def __init__(self, process: psutil.Process, port: int) -> None:
        self._process, self._port = process, port

    def scan(self, mails: Iterable[bytes]) -> list[int]:
        """The HTTP status of each mail's scan, one after another."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        statuses = []
        for mail in mails:
            connection.request("POST", "/checkv2", body=mail)
            answer = connection.getresponse()
            answer.read()
            statuses.append(answer.status)
        connection.close()
        return statuses

    def scores(self, mails: Iterable[bytes]) -> Iterator[float | None]:
        """The score of each mail, one after another; None when it gave none."""
        for mail in mails:
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
            try:
                connection.request("POST", "/checkv2", body=mail)
                yield json.loads(connection.getresponse().read()).get("score")
            except (OSError, ValueError, http.client.HTTPException):
                yield None
            finally:
                connection.close()

    def cpu(self) -> float:
        """User and system seconds of it and its workers."""
        processes = [self._process, *self._process.children(recursive=True)]
        return sum(sum(process.cpu_times()[:2]) for process in processes)


@contextlib.contextmanager
def rspamd() -> Iterator[Rspamd | None]:
    """A running rspamd, or None where it is not installed."""
    program = shutil.which("rspamd")
    if program is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        _configure(Path(folder), port)
        variables = [f"--var={name}={folder}" for name in ("LOCAL_CONFDIR", "RUNDIR", "DBDIR", "LOGDIR")]
        command = [program, "-f", "-i", "-c", "/etc/rspamd/rspamd.conf", *variables]
        log = Path(folder, "log").open("wb")  # noqa: SIM115 -- lives as long as the process
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _wait(port, process, Path(folder, "log"))
            yield Rspamd(psutil.Process(process.pid), port)
        finally:
            process.terminate()
            process.wait(20)
            log.close()


def _configure(folder: Path, port: int) -> None:
    local = folder / "local.d"
    local.mkdir()
    folder.joinpath("override.d").mkdir()
    for module in set(ASKING) - KEPT:
        local.joinpath(f"{module}.conf").write_text("enabled = false;\n")
    local.joinpath("phishing.conf").write_text(
        "openphish_enabled = false; phishtank_enabled = false; generic_service_enabled = false;\n"
    )
    local.joinpath("options.inc").write_text('dns { nameserver = ["127.0.0.1:9"]; timeout = 0.1s; retransmits = 1; }\n')
    local.joinpath("classifier-bayes.conf").write_text("enabled = false;\n")
    local.joinpath("worker-normal.inc").write_text(f'bind_socket = "127.0.0.1:{port}"; count = 1;\n')
    for other in ("controller", "proxy", "fuzzy"):
        local.joinpath(f"worker-{other}.inc").write_text("enabled = false;\n")
    local.joinpath("logging.inc").write_text('type = "console"; level = "error";\n')
    os.chmod(folder, 0o755)  # noqa: PTH101 -- rspamd leaves root behind


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError(log.read_text(errors="replace")[-2000:])
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.2)
    raise RuntimeError("rspamd does not listen")


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
