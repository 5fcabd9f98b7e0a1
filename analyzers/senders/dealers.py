"""Dealers: who writes a brand's name beside his own, and whether he may be believed to be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzers.wants import wants

if TYPE_CHECKING:
    from analyzers.brands.stance import Stance
    from analyzers.dossier import Dossier
    from analyzers.message import Message

SECRETS = frozenset({"password", "card", "personal-data"})


def wants_secrets(message: Message) -> bool:
    """Whether a mail asks for a login, a card or personal data."""
    return bool(wants(message) & SECRETS)


def stance(dossier: Dossier) -> Stance:
    """How the display name stands to the brand that it claims: `self`, `beside` it, or `related`.

    Where secrets are wanted, a word that is no more than "store" or "center" makes no dealer, and a dealer is one more name.
    """
    found = dossier.brand_stances
    if not found or "self" in found:
        return "self"
    if not wants_secrets(dossier.message):
        return "beside" if "beside" in found else "related"
    return "self" if "place" in found else "beside"
