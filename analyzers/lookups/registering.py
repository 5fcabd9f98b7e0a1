"""Whose registrations are asked for about one mail, and what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analyzers.links.names import registered_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analyzers.facts import Registration
    from analyzers.lookups import Registry
    from analyzers.lookups.round import Asked, Round

MAX_NAMES: Final = 20  # registries count questions, and no honest mail needs more


def registered_names(hosts: Iterable[str | None]) -> tuple[str, ...]:
    """The names that registries know of `hosts`, each once, in their order."""
    return tuple(dict.fromkeys(name for host in hosts if host and (name := registered_name(host))))


class RegistrationsAsked:
    """The questions about `names` to `registry`, the first 20 of them, inside the round `asking`; None: nobody is asked."""

    def __init__(self, asking: Round, names: tuple[str, ...], registry: Registry | None) -> None:
        self._names = names if registry else ()
        self._asked: dict[str, Asked[Registration]] = {}
        if registry:
            self._asked = {n: asking.ask(registry.source(n), n, registry.registration) for n in names[:MAX_NAMES]}

    def found(self) -> dict[str, Registration | None]:
        """The registrations by name, once the round is over; None: not answered, or not asked because of the limit."""
        return {name: self._asked[name].answer if name in self._asked else None for name in self._names}
