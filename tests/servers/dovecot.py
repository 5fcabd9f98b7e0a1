"""Dovecot as a mailbox: one user, its own configuration and mail, on loopback ports."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import os
import pwd
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

from tests.servers.process import binary, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

USER, PASSWORD = "phish@example.co.jp", "pass wörd"
PLAIN = (
    "IMAP4rev1 SASL-IR LITERAL+ NAMESPACE UIDPLUS MOVE"  # what imap_capability is set to, less what a test takes away
)
_START = 10.0
_CONFIG = """
base_dir = {path}/run
state_dir = {path}/run
log_path = {path}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
default_client_limit = 200
default_vsz_limit = 512M
login_trusted_networks =
auth_failure_delay = 0
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{path}/cert.pem
ssl_key = <{path}/key.pem
auth_mechanisms = plain login{mechanisms}
mail_location = maildir:{path}/mail
first_valid_uid = 1
mail_uid = {mail}
mail_gid = {mail_group}
mail_privileged_group =
maildir_copy_with_hardlinks = yes
mail_fsync = never
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
passdb {{
  driver = passwd-file
  args = scheme=plain username_format=%u {path}/users
}}
userdb {{
  driver = static
  args = uid={mail} gid={mail_group} home={path}/home
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
}}
"""
_OAUTH = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {path}/oauth.conf
}}
"""
_OAUTH_ARGS = """
introspection_mode = post
introspection_url = {url}
username_attribute = username
active_attribute = active
active_value = true
"""


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
        self._prefix, self._separator = prefix, separator
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.path.chmod(0o755)
        _certificate(self.path)
        (self.path / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}::::::\n", encoding="utf-8")
        (self.path / "conf").write_text(self._text(), encoding="utf-8")
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

    def append(self, *raws: bytes, folder: str = "INBOX", flags: Sequence[bytes] = ()) -> None:
        """Put mails into a folder."""
        with self.client() as client:
            for raw in raws:
                client.append(folder, raw, flags)

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

    def _text(self) -> str:
        own = pwd.getpwuid(os.getuid()).pw_name
        root = own == "root"
        users = (
            {"internal": "dovecot", "login": "dovenull", "mail": "dovecot"}
            if root
            else dict.fromkeys(("internal", "login", "mail"), own)
        )
        groups = {f"{name}_group": _group(user) for name, user in users.items() if name != "login"}
        places = {"path": self.path, "port": self.port, "tls_port": self.tls_port}
        names = {"prefix": self._prefix, "separator": self._separator}
        mechanisms = " xoauth2 oauthbearer" if self._introspection else ""
        text = _CONFIG.format(**places, **users, **groups, **names, mechanisms=mechanisms)
        if self._introspection:
            (self.path / "oauth.conf").write_text(_OAUTH_ARGS.format(url=self._introspection))
            text += _OAUTH.format(**places)
        return text + (f"imap_capability = {self._capability}\n" if self._capability else "")


def _group(user: str) -> str:
    import grp

    return grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name


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
