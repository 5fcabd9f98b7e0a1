"""What is trusted when the mailbox is connected to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from imapclient import IMAPClient

from bot.mailbox import imap_session
from bot.mailbox.imap_account import account_of
from bot.mailbox.imap_errors import MailboxTrouble
from bot.mailbox.imap_thread import Connection
from tests.bot.mailbox.imap_office import config
from tests.servers.dovecot import Dovecot

if TYPE_CHECKING:
    from pathlib import Path


async def test_tries_in_vain_take_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's authorities are read once, however often a server is not trusted."""
    contexts = set()

    def client(*args: Any, ssl_context: object, **more: Any) -> IMAPClient:
        contexts.add(ssl_context)
        return IMAPClient(*args, ssl_context=ssl_context, **more)

    monkeypatch.setattr(imap_session, "IMAPClient", client)
    with Dovecot() as dovecot:
        account = account_of(config(dovecot))
        assert account is not None
        for _ in range(3):
            with pytest.raises(MailboxTrouble, match="certificate is not valid"):
                await Connection.open(account, None)

    assert len(contexts) == 1


async def test_authorities_that_are_named_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another file is read."""
    with Dovecot() as dovecot:
        account = account_of(config(dovecot))
        assert account is not None
        with pytest.raises(MailboxTrouble, match="certificate is not valid"):
            await Connection.open(account, None)
        own = tmp_path / "own.pem"
        own.write_bytes(dovecot.certificate.read_bytes())
        monkeypatch.setenv("SSL_CERT_FILE", str(own))
        await (await Connection.open(account, None)).close()
