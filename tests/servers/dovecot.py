"""Dovecot as a mailbox: one user, its own configuration and mail, on loopback ports."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from imapclient import IMAPClient

from tests.servers.dovecot_conf import write
from tests.servers.process import binary, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

USER, PASSWORD = "phish@example.co.jp", "pass wörd"
PLAIN = (
    "IMAP4rev1 SASL-IR LITERAL+ NAMESPACE UIDPLUS MOVE"  # what imap_capability is set to, less what a test takes away
)
_START = 10.0


class Dovecot:
    """The server; `port` speaks plain text and STARTTLS, `tls_port` TLS. Use it in a `with`.

    `introspection`: URL at which it asks whether an OAuth token is good; `capability`: what it says that it can, once somebody
    is logged in; `prefix`, `separator`: of the namespace.
    """

    def __init__(
        self, *, introspection: str | None = None, capability: str | None = None, prefix: str = "", separator: str = "/"
    ) -> None:
        self.port, self.tls_port = free_port(), free_port()
        self.path = Path(tempfile.mkdtemp(prefix="fuwake-imap-"))
        self.certificate = self.path / "cert.pem"
        self._introspection, self._capability = introspection, capability
        self._namespace = (prefix, separator)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.path.chmod(0o755)
        _certificate(self.path)
        (self.path / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}::::::\n", encoding="utf-8")
        names = {"introspection": self._introspection, "capability": self._capability}
        write(self.path, ports=(self.port, self.tls_port), namespace=self._namespace, **names)
        (self.path / "home").mkdir()
        if os.getuid() == 0:
            account = pwd.getpwnam("dovecot")
            for each in (self.path, self.path / "home"):
                os.chown(each, account.pw_uid, account.pw_gid)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.path, ignore_errors=True)

    def start(self) -> None:
        """Start, and wait until it answers."""
        with (self.path / "out").open("ab") as out:
            command = [binary("dovecot", "dovecot-imapd"), "-F", "-c", str(self.path / "conf")]
            self._process = subprocess.Popen(command, stdout=out, stderr=out, cwd=self.path, start_new_session=True)
        end = time.monotonic() + _START
        while time.monotonic() < end and self._process.poll() is None:
            with contextlib.suppress(OSError, IMAPClient.Error), self.client() as client:
                client.noop()
                return
            time.sleep(0.05)
        told = "".join(
            (self.path / name).read_text(errors="replace") for name in ("out", "log") if (self.path / name).exists()
        )
        self.stop()
        raise RuntimeError(f"Dovecot did not start: {told}")

    def stop(self) -> None:
        """Stop at once, connections and all, as a crash would."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    @contextlib.contextmanager
    def client(self) -> Iterator[Any]:
        """A client that is logged in."""
        client = IMAPClient("127.0.0.1", self.port, ssl=False, timeout=10)
        try:
            client.plain_login(USER, PASSWORD)
            yield client
        finally:
            with contextlib.suppress(OSError, IMAPClient.Error):
                client.logout()

    def append(
        self, *raws: bytes, folder: str = "INBOX", flags: Sequence[bytes] = (), came: datetime | None = None
    ) -> None:
        """Put mails into a folder."""
        with self.client() as client:
            for raw in raws:
                client.append(folder, raw, flags, came)

    def folders(self) -> dict[str, int]:
        """How many mails are in which folder."""
        with self.client() as client:
            names = [name for _, _, name in client.list_folders()]
            return {name: client.folder_status(name, ["MESSAGES"])[b"MESSAGES"] for name in names}

    def mails(self, folder: str) -> list[tuple[bytes, tuple[bytes, ...]]]:
        """The mails of a folder, each with its flags."""
        with self.client() as client:
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search(), ["BODY.PEEK[]", "FLAGS"])
        return [
            (row[b"BODY[]"], tuple(f for f in row[b"FLAGS"] if f != rb"\Recent")) for _, row in sorted(found.items())
        ]

    def said(self) -> str:
        """The server's log."""
        return (self.path / "log").read_text(errors="replace")

    def logins(self) -> int:
        """How often somebody has logged in."""
        return len(re.findall(r"(?:Login|Logged in): user=", self.said()))  # the words until 2.3, and from 2.4 on


def _certificate(path: Path) -> None:
    """A certificate that signs itself, for localhost and 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (path / "cert.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    kinds = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (path / "key.pem").write_bytes(key.private_bytes(*kinds))
