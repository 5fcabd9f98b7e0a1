"""Answering: who reported by mail is told of it, put together with the server that takes the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.mailbox.answers import Answers, Ledger
from bot.mailbox.letters import Letters
from bot.mailbox.smtp import server_of

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from bot.config import Config
    from bot.jobs import Jobs
    from bot.store import Store


def open_letters(config: Config, engine: Engine, jobs: Jobs, store: Store) -> Letters | None:
    """Registers the job `letter`; None where no server is named, or no address to send from: then nobody is answered by mail."""
    if config.smtp_host is None or config.mail_from is None:
        return None
    server = server_of(
        config.smtp_host, security=config.smtp_security, user=config.smtp_user, password=config.smtp_password
    )
    ledger = Ledger(engine, config.mail_answers_per_hour)
    answers = Answers(jobs=jobs, store=store, ledger=ledger, server=server, sender=config.mail_from)
    return Letters(answers, config.languages)
