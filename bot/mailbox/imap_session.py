"""One connection to the mailbox, from login on. Everything here waits for the server: it runs in the thread of the connection.

Methods raise MailboxTrouble when the connection cannot go on, and Refused when the server says NO to one command only.
"""

from __future__ import annotations

import contextlib
import functools
import select
import socket
import ssl
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, IMAPClientReadOnlyError, LoginError

from bot.mailbox.imap_errors import FAULTS, MailboxTrouble, Refused, response_code, trouble_of
from bot.mailbox.imap_folders import Folders, find_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.mailbox.imap_account import Account

T = TypeVar("T")
CONNECT, READ = 15.0, 60.0  # seconds: to connect, and for each piece of an answer
_RENEWED = 3600.0  # seconds after which the machine's certificates are read again
MAX_MAIL = 50 * 1024 * 1024  # bytes; a larger mail is not fetched


OLD = timedelta(days=30)  # nobody waits any more for an answer to a mail that has lain there for so long
_CAME = b"INTERNALDATE"
_TOLD = ["UID", "RFC822.SIZE", "INTERNALDATE"]


@dataclass(frozen=True, slots=True)
class Listed:
    """The beginning of a folder: the uid and the size (bytes) of its first messages, in the order in which they came.

    `exists`: how many messages the folder has; `whole`: no more than were asked for; `old`: the uids of those that came long ago.
    """

    uidvalidity: int
    exists: int
    whole: bool
    sizes: dict[int, int]
    old: frozenset[int]


class Session:
    """A connection, to begin with; `start` logs in."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._client = _connected(account)
        self._can: frozenset[bytes] = frozenset()
        self._folders = Folders("", "", "")

    def start(self, token: str | None) -> None:
        """Log in, with an OAuth token where there is no password, and find the folders."""
        _log_in(self._client, self._account, token)
        self._can = self._do(lambda: frozenset(self._client.capabilities()))
        if not self._can & {b"MOVE", b"UIDPLUS"}:
            # A plain EXPUNGE would delete what somebody else has marked.
            raise MailboxTrouble("cannot-move", "the server can neither MOVE nor UIDPLUS, so no mail is taken from it")
        self._folders = self._do(lambda: find_folders(self._client, self._account))

    @property
    def idles(self) -> bool:
        """Whether the server tells of new mail by itself (RFC 2177)."""
        return b"IDLE" in self._can

    def listing(self, most: int) -> Listed:
        """The first `most` messages of the folder, which is selected anew: its numbers may have changed."""

        def ask() -> Listed:
            told = self._client.select_folder(self._folders.source)
            exists, uidvalidity = int(told.get(b"EXISTS", 0)), int(told.get(b"UIDVALIDITY", 0))
            return Listed(uidvalidity, exists, exists <= most, *self._first(min(exists, most)))

        return self._do(ask)

    def _first(self, count: int) -> tuple[dict[int, int], frozenset[int]]:
        # By sequence numbers: a search would tell every message of the folder, however many there are.
        self._client.use_uid = False
        try:
            found = self._client.fetch(list(range(1, count + 1)), _TOLD) if count else {}
        finally:
            self._client.use_uid = True
        rows = [row for _, row in sorted(found.items()) if b"UID" in row and b"RFC822.SIZE" in row]
        since = datetime.now() - OLD  # noqa: DTZ005 -- the library gives the local time, without a zone
        old = frozenset(int(row[b"UID"]) for row in rows if isinstance(row.get(_CAME), datetime) and row[_CAME] < since)
        return {int(row[b"UID"]): int(row[b"RFC822.SIZE"]) for row in rows}, old

    def fetch(self, uid: int) -> bytes | None:
        """A message as it is, without a flag being set; at most one byte more than MAX_MAIL. None: it is not there any more."""
        found = self._one(lambda: self._client.fetch([uid], [f"BODY.PEEK[]<0.{MAX_MAIL + 1}>"]))
        if uid not in found:
            return None
        raw = next((value for key, value in found[uid].items() if key.startswith(b"BODY[]")), None)
        return raw if isinstance(raw, bytes) else b""

    def move(self, uids: Sequence[int], *, done: bool) -> None:
        """Move messages to the done or the failed folder; those that are gone do not matter."""
        target = self._folders.done if done else self._folders.failed
        if b"MOVE" in self._can:
            self._one(lambda: self._client.move(uids, target))
            return
        # RFC 6851, section 3.3: what a client does without it. Ended in between there are two of them, never none.
        self._one(lambda: self._client.copy(uids, target))
        self._one(lambda: self._client.add_flags(uids, [rb"\Deleted"], silent=True))
        self._one(lambda: self._client.uid_expunge(uids))

    def idle(self) -> bool:
        """Let the server tell of news from now on; True when it has begun to already."""

        def begin() -> bool:
            self._client.idle()
            return self._buffered()

        return self._do(begin)

    def wait(self, seconds: float) -> bool:
        """Whether the server says something within so many seconds of an idle."""
        poller = select.poll()
        poller.register(self._client.socket(), select.POLLIN)
        return bool(self._do(lambda: poller.poll(seconds * 1000)))

    def end_idle(self) -> None:
        """End it: commands may be given again."""
        self._do(self._client.idle_done)

    def log_out(self) -> None:
        """Part from the server in a civil way, if it still listens."""
        with contextlib.suppress(*FAULTS):
            self._client.socket().settimeout(2.0)
            self._client.logout()
        self.close()

    def abort(self) -> None:
        """End the connection from another thread: whoever waits for the server stops waiting."""
        with contextlib.suppress(OSError):
            self._client.socket().shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of the connection."""
        with contextlib.suppress(*FAULTS):
            self._client.shutdown()

    def _buffered(self) -> bool:
        """Whether something came in one piece with the last answer: it is read already, so the socket does not tell of it."""
        imap, sock = self._client._imap, self._client.socket()  # noqa: SLF001 -- there is no other way
        if (
            kept := getattr(imap, "_readbuf", None)
        ) is not None:  # from Python 3.14 on: pieces, of which one may be empty
            return any(kept) or (isinstance(sock, ssl.SSLSocket) and sock.pending() > 0)
        reader = getattr(imap, "_file", None) or imap.file
        sock.settimeout(0)
        try:
            return bool(reader.peek(1))
        except ssl.SSLWantReadError:
            return False
        finally:
            sock.settimeout(READ)

    def _do(self, ask: Callable[[], T]) -> T:
        """What has to work for the connection to go on."""
        try:
            return ask()
        except IMAPClientReadOnlyError:
            raise MailboxTrouble("read-only", "the folder may only be read, so no mail can be moved from it") from None
        except FAULTS as error:
            raise trouble_of(error, "refused", "the server refuses what every mailbox needs") from None

    def _one(self, ask: Callable[[], T]) -> T:
        """What may fail for one message only."""
        try:
            return ask()
        except FAULTS as error:
            trouble = trouble_of(error, "refused", "")
            if trouble.code == "refused":
                raise Refused(response_code(error) or "no reason given") from None
            raise trouble from None


def _connected(account: Account) -> Any:
    context = (
        None if account.security == "none" else _trust(ssl.get_default_verify_paths(), time.monotonic() // _RENEWED)
    )
    timeout = SocketTimeout(connect=CONNECT, read=READ)
    try:
        client = IMAPClient(
            account.host, account.port, ssl=account.security == "tls", ssl_context=context, timeout=timeout
        )
    except FAULTS as error:
        raise trouble_of(error, "unreachable", "the server cannot be reached") from None
    if account.security == "starttls":
        _start_tls(client, context)
    return client


@functools.lru_cache(maxsize=1)
def _trust(_paths: ssl.DefaultVerifyPaths, _hour: float) -> ssl.SSLContext:
    """The authorities that the machine trusts. They take most of a megabyte, and who cannot connect tries for ever."""
    return ssl.create_default_context()


def _start_tls(client: Any, context: ssl.SSLContext | None) -> None:
    try:
        client.starttls(context)
    except FAULTS as error:
        with contextlib.suppress(*FAULTS):
            client.shutdown()
        if isinstance(error, IMAPClientError) and not isinstance(error, IMAPClientAbortError):
            raise MailboxTrouble("no-tls", "the server offers no STARTTLS") from None
        raise trouble_of(error, "unreachable", "the server cannot be reached") from None


def _log_in(client: Any, account: Account, token: str | None) -> None:
    try:
        if token is not None:
            client.sasl_login("XOAUTH2", _xoauth2(account.user, token))
        elif b"AUTH=PLAIN" in client.capabilities():
            client.plain_login(account.user, account.password)  # unlike LOGIN it takes every character
        else:
            client.login(account.user, account.password)
    except LoginError as error:
        if isinstance(error.__context__, IMAPClientAbortError):
            raise trouble_of(error.__context__, "lost", "the connection was lost") from None
        code = response_code(error)
        raise MailboxTrouble("login-refused", "the server refuses the login" + (f" ({code})" if code else "")) from None
    except OSError as error:
        raise trouble_of(error, "lost", "the connection was lost") from None


def _xoauth2(user: str, token: str) -> Callable[[bytes], str]:
    """Google's and Microsoft's SASL XOAUTH2. What the server says to a refusal is answered with nothing, as it wants."""
    answers = iter([f"user={user}\x01auth=Bearer {token}\x01\x01"])
    return lambda _: next(answers, "")
