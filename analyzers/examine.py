"""Examine: one Message in, one Report out. Asks, runs the checks, and keeps account of what stayed silent."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from analyzers.addresses import is_public
from analyzers.authentication import prepare
from analyzers.checks import CHECKS, CONCLUSIONS, Check
from analyzers.choice import choose
from analyzers.coverage import coverage, sufficient
from analyzers.dossier import Dossier
from analyzers.lookups.named import strange_names
from analyzers.lookups.offline import OFFLINE
from analyzers.lookups.registering import registered_names
from analyzers.report import Report, judge
from analyzers.scoring import Level
from analyzers.survey import Questions, survey
from analyzers.trace import OurSide, trace

if TYPE_CHECKING:
    from analyzers.finding import Finding
    from analyzers.lookups import Lookups
    from analyzers.message import Message

log = logging.getLogger(__name__)
DEADLINE = 8.0  # seconds
NOBODY = OurSide()


async def examine(
    message: Message, *, lookups: Lookups = OFFLINE, side: OurSide = NOBODY, deadline: float = DEADLINE
) -> Report:
    """The Report on `message`. Without `lookups` it is judged from the mail alone; with them, within `deadline` seconds.

    When mails stand inside it, the report is on the one that `choice` chooses.
    """
    message = await asyncio.to_thread(choose, message, lambda each: _alone(each, side))
    route = trace(message.headers, side)
    origin = route.origin
    hosts = tuple(
        dict.fromkeys(link.host.name for link in message.links if link.host and link.leads and not link.host.is_ip)
    )
    questions = Questions(
        origin_ip=origin.ip if origin and is_public(origin.ip) else None,
        recorded_rdns=origin.rdns if origin else None,
        helo=origin.helo if origin and is_public(origin.ip) else None,
        from_domain=message.sender.domain,
        hosts=hosts,
        case=prepare(message, route, side),
        link_ips=tuple(
            dict.fromkeys(link.host.name for link in message.links if link.host and link.leads and link.host.is_ip)
        ),
        strangers=strange_names((message.sender.domain, *hosts), side),
        registered=registered_names((message.sender.domain, *hosts)),
    )
    facts = await survey(questions, lookups, deadline=deadline)
    # In a thread: a hostile mail may take the checks a second, and a bot's other mails must not wait for it.
    return await asyncio.to_thread(report, Dossier(message=message, trace=route, side=side, facts=facts))


def _alone(message: Message, side: OurSide) -> Level:
    """The level of a mail from itself alone."""
    return report(Dossier(message=message, trace=trace(message.headers, side), side=side)).level


def report(dossier: Dossier) -> Report:
    """Judges what is known. Conclusions are drawn only for a mail that the checks found suspicious."""
    sides = coverage(dossier)
    enough = sufficient(dossier, sides)
    findings = _run(CHECKS, dossier)
    judged = judge(dossier, findings, sides, sufficient=enough)
    if judged.level not in {Level.DANGER, Level.WARNING}:
        return judged
    return judge(dossier, [*findings, *_run(CONCLUSIONS, dossier)], sides, sufficient=enough)


def _run(checks: tuple[Check, ...], dossier: Dossier) -> list[Finding]:
    """A check that fails on hostile input is our fault: it is logged, and the others still speak."""
    findings: list[Finding] = []
    for check in checks:
        try:
            findings += check(dossier)
        except Exception:
            log.exception("check failed: %s", getattr(check, "__module__", check))
    return findings
