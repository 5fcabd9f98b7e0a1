"""Broadcast: who may warn whom, once, and take it back.

A warning is written down before it is sent. Each channel gets it once, whatever crashes or is clicked twice; taking it back
edits every copy. A case has at most one warning that stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import structlog

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.jobs import Jobs
    from bot.store import Case, ChannelWarning, Store

UNSURE = "unsure"
SEND, TAKE_BACK = "warning-send", "warning-take-back"
log = structlog.get_logger(__name__)


class NotAllowed(Exception):  # noqa: N818 -- it is the answer
    """The person may not do this; `code` is the sentence to say."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one channel: `failed` is Slack's word for why not, UNSURE when nobody can tell, or None."""

    channel: str
    failed: str | None = None


class Permissions(Protocol):
    """Who belongs to the security team."""

    @property
    def configured(self) -> bool:
        """Whether anybody was named at all."""
        ...

    async def is_security(self, user: str) -> bool:
        """Whether `user` belongs to it now; False when that cannot be found out."""
        ...


class Channels(Protocol):
    """Where warnings are shown."""

    async def post(self, warning: ChannelWarning, channel: str) -> Sent:
        """Posts the warning to one channel, once."""
        ...

    async def take_back(self, warning: ChannelWarning, channel: str) -> Sent:
        """Edits the copy in one channel, if there is one."""
        ...

    async def report_back(self, warning: ChannelWarning, sent: Sequence[Sent]) -> None:
        """Tells the security team what was sent where, or that it was taken back."""
        ...


class Broadcast:
    """Warnings of channels, with their rules."""

    def __init__(
        self, *, store: Store, jobs: Jobs, permissions: Permissions, channels: Channels, allowed: Sequence[str]
    ) -> None:
        self._store = store
        self._jobs = jobs
        self._permissions = permissions
        self._channels = channels
        self.allowed = tuple(allowed)
        jobs.task(SEND)(self.send)
        jobs.task(TAKE_BACK)(self.take_back)

    async def admit(self, user: str, case_id: str | None = None, *, elsewhere: bool = False) -> None:
        """Raises NotAllowed unless `user` belongs to the security team at this moment, and never `elsewhere` than at its place."""
        if not self._permissions.configured:
            raise NotAllowed("warn-nobody")
        if elsewhere or not await self._permissions.is_security(user):
            detail = {"elsewhere": True} if elsewhere else {}
            await self._store.audit(who=user, what="warning-refused", case_id=case_id, detail=detail)
            raise NotAllowed("warn-refused")

    async def case(self, case_id: str) -> Case:
        """The case with its report. Raises NotAllowed when there is none (any more)."""
        case = await self._store.case(case_id)
        if case is None or case.report is None:
            raise NotAllowed("warn-gone")
        return case

    async def standing(self, case_id: str) -> ChannelWarning | None:
        """The warning about this case that was not taken back."""
        return await self._store.active_warning(case_id)

    async def warning(self, warning_id: str) -> ChannelWarning | None:
        """The warning of this id."""
        return await self._store.warning(warning_id)

    def forbidden(self, channels: Sequence[str]) -> str | None:
        """The first of `channels` that may not be warned."""
        return next((c for c in channels if self.allowed and c not in self.allowed), None)

    async def open(
        self, case_id: str, *, by: str, texts: Mapping[str, str], channels: Sequence[str], at_channel: bool
    ) -> ChannelWarning | None:
        """Writes the warning down and sees to it that it is sent; None when one already stands. Raises NotAllowed."""
        await self.admit(by, case_id)
        if self.forbidden(channels):
            raise NotAllowed("warn-refused")
        unique = tuple(dict.fromkeys(channels))
        warning = await self._store.open_warning(case_id, by=by, texts=texts, channels=unique, at_channel=at_channel)
        standing = warning or await self._store.active_warning(case_id)
        if standing:
            # Also for one that stands: the process that wrote it may have died before this line. The key makes it once.
            await self._jobs.put(SEND, {"warning": standing.id}, key=f"{SEND}:{standing.id}")
        if warning:
            detail = {"warning": warning.id, "channels": list(unique), "at_channel": at_channel}
            await self._store.audit(who=by, what="warning-sent", case_id=case_id, detail=detail)
        return warning

    async def retract(self, warning_id: str, *, by: str, reason: str) -> bool:
        """Takes the warning back; False when it already was. Raises NotAllowed."""
        await self.admit(by)
        first = await self._store.retract(warning_id, by=by, reason=reason)
        warning = await self._store.warning(warning_id)
        if warning is None:
            raise NotAllowed("warn-gone")
        await self._jobs.put(TAKE_BACK, {"warning": warning_id}, key=f"{TAKE_BACK}:{warning_id}")
        if first:
            await self._store.audit(
                who=by, what="warning-taken-back", case_id=warning.case_id, detail={"reason": reason}
            )
        return first

    async def send(self, row: Mapping[str, Any]) -> None:
        """The job that posts; a warning that is taken back meanwhile is not sent on, and what was sent is edited."""
        warning = await self._store.warning(row["warning"])
        if warning is None:
            return
        sent: list[Sent] = []
        for channel in warning.channels:
            now = await self._store.warning(warning.id)
            if now is None or now.retracted_at:
                break
            sent.append(await self._channels.post(warning, channel))
        log.info("warning_sent", case=warning.case_id, channels=len(sent))
        now = await self._store.warning(warning.id)
        if now and now.retracted_at:
            await self._edit_all(now)
        else:
            await self._channels.report_back(warning, sent)

    async def take_back(self, row: Mapping[str, Any]) -> None:
        """The job that edits every copy."""
        warning = await self._store.warning(row["warning"])
        if warning and warning.retracted_at:
            await self._edit_all(warning)

    async def _edit_all(self, warning: ChannelWarning) -> None:
        edited = [await self._channels.take_back(warning, channel) for channel in warning.channels]
        await self._channels.report_back(warning, edited)
        log.info("warning_taken_back", case=warning.case_id)
