"""Checks: one question per file, in the order in which a careful administrator asks them.

A check is a pure function from a Dossier to findings. It asks no network, knows no other check, and writes no prose.
`CHECKS` is the only registry. `CONCLUSIONS` are asked last, and only of a mail that the checks found suspicious.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from analyzers.checks import (
    brand_mismatch,
    brand_not_linked,
    claimed_own_domain,
    deceptive_path,
    deceptive_subdomain,
    free_subdomain_host,
    from_address,
    helo_mismatch,
    helo_not_fqdn,
    helo_unknown,
    link_mismatch,
    origin_listed,
    provider_abused,
    rdns_unconfirmed,
    residential_origin,
    sender_domain,
    shown_own_domain,
    spam_stamp,
    urgent_credential_lure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.finding import Finding


class Check(Protocol):
    """A check: findings for one mail, none when there is nothing to say."""

    def __call__(self, dossier: Dossier, /) -> Iterator[Finding]:
        """Yields what it found."""
        ...


CHECKS: tuple[Check, ...] = (
    spam_stamp.check,
    from_address.check,
    claimed_own_domain.check,
    brand_mismatch.check,
    helo_mismatch.check,
    helo_unknown.check,
    helo_not_fqdn.check,
    rdns_unconfirmed.check,
    sender_domain.check,
    residential_origin.check,
    origin_listed.check,
    shown_own_domain.check,
    link_mismatch.check,
    deceptive_subdomain.check,
    deceptive_path.check,
    free_subdomain_host.check,
    brand_not_linked.check,
    urgent_credential_lure.check,
)
CONCLUSIONS: tuple[Check, ...] = (provider_abused.check,)
