"""Postfix as a mail server of its own: own settings, own queue, a loopback port; the machine's Postfix is not touched."""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import signal
import smtplib
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest

from tests.servers.process import binary, free_port

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_START = 15.0  # seconds
_MAIN = """
compatibility_level = 3.6
queue_directory = {path}/queue
data_directory = {path}/data
maillog_file = {path}/log
maillog_file_prefixes = {path}
myhostname = mx.postfix.test
mydestination =
alias_maps =
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_peername_lookup = no
smtpd_recipient_restrictions = permit_mynetworks, reject
smtp_dns_support_level = disabled
smtp_host_lookup = native
relay_domains = {relays}
transport_maps = inline:{{ {transports} }}
virtual_mailbox_domains = {mailboxes}
virtual_mailbox_base = {path}
virtual_mailbox_maps = static:mailbox/
virtual_minimum_uid = 1
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{uid}
virtual_mailbox_limit = 0
message_size_limit = 80000000
in_flow_delay = 0
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
transport_retry_time = 1s
default_destination_concurrency_failed_cohort_limit = 100
lmtp_connect_timeout = 5s
smtp_connect_timeout = 5s
"""
_SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
showq unix n - n - - showq
flush unix n - n 1000? 0 flush
tlsmgr unix - - n 1000? 1 tlsmgr
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
pickup unix n - n 60 1 pickup
postlog unix-dgram n - n - 1 postlogd
"""
_QUEUES = ("incoming", "active", "deferred", "maildrop", "hold")
_FOLDERS = (*_QUEUES, "bounce", "defer", "corrupt", "flush", "private", "public", "saved", "trace")


class Postfix:
    """Takes mail at `127.0.0.1:port`, retries every second or two. Use it in a `with`; a test is skipped where it cannot run.

    `relays`: where mail for a domain is sent on to, as `lmtp:inet:127.0.0.1:2424` or `smtp:[127.0.0.1]:2525`.
    `mailboxes`: domains whose mail is kept, for `mails`. `more`: further lines of main.cf.
    """

    def __init__(
        self, *, relays: Mapping[str, str] | None = None, mailboxes: Sequence[str] = (), more: str = ""
    ) -> None:
        if os.geteuid() != 0:
            pytest.skip("Postfix starts as root only: its programs change to its own user")
        self.port = free_port()
        self._directory = tempfile.TemporaryDirectory(prefix="fuwake-postfix-")
        self.path = Path(self._directory.name)
        self._process: subprocess.Popen[bytes] | None = None
        self._write(relays or {}, mailboxes, more)

    def _write(self, relays: Mapping[str, str], mailboxes: Sequence[str], more: str) -> None:
        user = pwd.getpwnam("postfix")
        self.path.chmod(0o755)
        (self.path / "queue").mkdir()
        (self.path / "queue" / "pid").mkdir()
        for each in (*(f"queue/{name}" for name in _FOLDERS), "data", "mailbox"):
            (self.path / each).mkdir()
            os.chown(self.path / each, user.pw_uid, user.pw_gid)
        main = _MAIN.format(
            path=self.path,
            uid=user.pw_uid,
            relays=", ".join(relays),
            transports=", ".join(f"{{ {domain} = {place} }}" for domain, place in relays.items()),
            mailboxes=", ".join(mailboxes),
        )
        (self.path / "main.cf").write_text(main + more)
        os.utime(self.path / "main.cf", (0, 0))  # it waits two seconds for a file that was written just now
        (self.path / "master.cf").write_text(_SERVICES.format(port=self.port))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._directory.cleanup()

    def start(self) -> None:
        """Start, and wait until it answers."""
        ask = [binary("postconf", "postfix"), "-c", str(self.path), "-d", "-h", "daemon_directory"]
        asked = subprocess.run(ask, check=True, capture_output=True, text=True)
        master = Path(asked.stdout.strip()) / "master"
        with (self.path / "out").open("wb") as out:
            command = [str(master), "-c", str(self.path), "-d"]
            self._process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
        end = time.monotonic() + _START
        while time.monotonic() < end and self._process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as caller:
                if caller.recv(4) == b"220 ":
                    return
            time.sleep(0.02)
        told = self.log() + (self.path / "out").read_text(errors="replace")
        self.__exit__()
        raise RuntimeError(f"Postfix did not start: {told}")

    def stop(self) -> None:
        """Stop at once, deliveries and all; what it has taken stays in its queue."""
        if self._process is None:
            return
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        # What it has started is in its session.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def send(self, raw: bytes, recipient: str, *, sender: str = "hanako@example.jp") -> None:
        """Hand it a mail."""
        with smtplib.SMTP("127.0.0.1", self.port, timeout=20) as server:
            server.sendmail(sender, [recipient], raw, ["BODY=8BITMIME"])

    def mails(self) -> list[bytes]:
        """What came for `mailboxes`."""
        return [path.read_bytes() for path in sorted((self.path / "mailbox" / "new").glob("*"))]

    def queued(self) -> int:
        """How many mails wait to be delivered, or are being delivered."""
        return sum(path.is_file() for name in _QUEUES for path in (self.path / "queue" / name).rglob("*"))

    def log(self) -> str:
        """What it has logged."""
        path = self.path / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def told(self, status: str) -> int:
        """How many deliveries ended so: `sent`, `deferred`, `bounced`."""
        return len(re.findall(rf"\bstatus={status}\b", self.log()))
