"""The folders of the mailbox, as this server calls them: under its prefix, with its delimiter (RFC 2342)."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from bot.mailbox.imap_errors import MailboxTrouble, response_code

if TYPE_CHECKING:
    from bot.mailbox.imap_account import Account

_NOT_THERE = {b"\\noselect", b"\\nonexistent"}


@dataclass(frozen=True, slots=True)
class Folders:
    """The names, as the server wants them."""

    source: str
    done: str
    failed: str


def find_folders(client: Any, account: Account) -> Folders:
    """The folders; done and failed are made where they are missing. Raises MailboxTrouble, and what the client raises."""
    prefix, delimiter = _namespace(client)
    source = _found(client, _names(account.folder, prefix, delimiter))
    if source is None:
        raise MailboxTrouble("no-folder", f"the mailbox has no folder {account.folder!r}")
    made = [_made(client, name, prefix, delimiter) for name in (account.done, account.failed)]
    if source in made:
        raise MailboxTrouble("no-folder", "mail cannot stay in the folder it is taken from")
    return Folders(source, *made)


def _namespace(client: Any) -> tuple[str, str]:
    """The prefix of one's own folders, and what stands between levels."""
    if client.has_capability("NAMESPACE") and (own := client.namespace().personal):
        prefix, delimiter = own[0]
        return prefix, delimiter or ""
    root = client.list_folders("", "")  # RFC 3501, section 6.3.8: this asks for the delimiter
    delimiter = root[0][1] if root else None
    return "", delimiter.decode("ascii", "replace") if isinstance(delimiter, bytes) else ""


def _names(name: str, prefix: str, delimiter: str) -> list[str]:
    """What the administrator may have meant, the likeliest first."""
    if name.upper() == "INBOX":
        return ["INBOX"]
    local = name.replace("/", delimiter) if delimiter else name
    whole = local if local.startswith(prefix) else prefix + local
    return list(dict.fromkeys((whole, local)))


def _found(client: Any, names: list[str]) -> str | None:
    for name in names:
        for flags, _, _ in client.list_folders("", name):
            if not {flag.lower() for flag in flags} & _NOT_THERE:
                return name
    return None


def _made(client: Any, name: str, prefix: str, delimiter: str) -> str:
    names = _names(name, prefix, delimiter)
    if there := _found(client, names):
        return there
    why = ""
    # Some servers have all folders below INBOX, and do not say so.
    for each in dict.fromkeys((names[0], f"INBOX{delimiter or '.'}{names[-1]}")):
        try:
            client.create_folder(each)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            why = response_code(error)
            if why != "ALREADYEXISTS":
                continue
        with contextlib.suppress(IMAPClientError):
            client.subscribe_folder(each)
        return each
    raise MailboxTrouble("folder-refused", f"the server makes no folder {name!r}" + (f" ({why})" if why else ""))
