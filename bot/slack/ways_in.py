"""The ways in, put together: every listener through which a mail can come, and the jobs that they promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import tracing
from bot.counted import counting
from bot.slack import listeners
from bot.slack.coalescing import Coalescing
from bot.slack.command import PhishCommand
from bot.slack.form import ReportForm
from bot.slack.help import Introduction
from bot.slack.shortcuts import Shortcuts

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.config import Config
    from bot.jobs import Jobs, Task
    from bot.people import People
    from bot.pieces import Pieces
    from bot.slack.outbox import Outbox
    from bot.triage import Triage


def open_doors(
    app: AsyncApp,
    config: Config,
    jobs: Jobs,
    answer: Task,
    *,
    people: People,
    pieces: Pieces,
    triage: Triage,
    outbox: Outbox,
) -> None:
    """Listens on `app` for everything that may be a mail; `answer` is the job that answers one."""
    coalescing = Coalescing(pieces, answer)
    turns = outbox.turns
    jobs.task(listeners.ANSWER, gate=turns.gate)(turns.ending(tracing.traced("job")(coalescing.answer)))
    put = counting(jobs.put)
    intake = config.intake_channels
    jobs.task(listeners.INTRODUCE)(Introduction(outbox, intake_channels=intake, languages=config.languages).say)
    listeners.register(app, turns.announcing(put), coalescing, intake_channels=intake)
    form = ReportForm(put, people)
    form.register(app)
    Shortcuts(put, people).register(app)
    PhishCommand(put, people, triage, form).register(app)
