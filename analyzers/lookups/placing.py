"""The places of one mail's addresses, looked up as soon as each address is known."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from analyzers.addresses import is_public
from analyzers.errors import LookupFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable
    from typing import Any

    from analyzers.errors import Reason
    from analyzers.facts import Place
    from analyzers.lookups import Places
    from analyzers.lookups.round import Round

_log = logging.getLogger(__name__)

MAX_IPS: Final = 2  # addresses of one host that are looked for


class Placing:
    """Places by address. What the data lack is told once for each reason, of the first address, not of each.

    Nothing of it is raised: a question that an address came from must not suffer by it. `ips` are known from the start.
    """

    def __init__(self, asking: Round, ips: Iterable[str | None], places: Places | None) -> None:
        self._asking = asking
        self._places = places
        self._found: dict[str, Place | None] = {}
        self._silent: dict[Reason, str] = {}
        for ip in ips:
            asking.ask("geo", ip if places and is_public(ip) else None, self._add)

    def found(self) -> dict[str, Place | None]:
        """What was found once the round is over; what was missed is told to it."""
        for reason, ip in self._silent.items():
            self._asking.missed(LookupFailed("geo", ip, reason))
        return self._found

    async def _add(self, ip: str) -> None:
        """Look for `ip`; addresses that are not of the public internet have no place."""
        if self._places is None or ip in self._found or not is_public(ip):
            return
        self._found[ip] = None
        try:
            self._found[ip] = place = await self._places.place(ip)
        except LookupFailed as failure:
            self._silent.setdefault(failure.reason, ip)
        except Exception:  # noqa: BLE001 -- a fault of ours must not cost the answer that the address came from
            self._silent.setdefault("error", ip)
            _log.exception("looking for the place of an address failed")
        else:
            if place.gap:
                self._silent.setdefault(place.gap, ip)

    def after(
        self, question: Callable[[str], Coroutine[Any, Any, tuple[str, ...]]]
    ) -> Callable[[str], Coroutine[Any, Any, tuple[str, ...]]]:
        """`question`, whose answer is addresses, followed by the places of its first two."""

        async def asked(subject: str) -> tuple[str, ...]:
            addresses = await question(subject)
            for ip in addresses[:MAX_IPS]:
                await self._add(ip)
            return addresses

        return asked
