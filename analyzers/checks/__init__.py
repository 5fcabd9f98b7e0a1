"""Checks: one question per file, in the order in which a careful administrator asks them.

A check is a pure function from a Dossier to findings. It asks no network, knows no other check, and writes no prose.
`CHECKS` is the only registry. `CONCLUSIONS` are asked last, and only of a mail that the checks found suspicious.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from analyzers.checks import (
    brand_by_other_domain,
    brand_mismatch,
    brand_not_linked,
    claim_forged,
    claimed_own_domain,
    deceptive_path,
    deceptive_subdomain,
    disguised_attachment,
    disguised_link,
    dkim_altered,
    dkim_missing,
    dmarc_fail,
    duplicate_header,
    encrypted_archive,
    executable_attachment,
    free_subdomain_host,
    from_address,
    helo_mismatch,
    helo_not_fqdn,
    helo_unknown,
    html_attachment,
    link_listed,
    link_mismatch,
    link_userinfo,
    macro_attachment,
    origin_listed,
    provider_abused,
    qr_link,
    rdns_unconfirmed,
    redirector_link,
    residential_origin,
    sender_domain,
    sender_domain_listed,
    shown_own_domain,
    spam_stamp,
    spf_fail,
    urgent_credential_lure,
    young_domain,
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
    duplicate_header.check,
    claimed_own_domain.check,
    brand_mismatch.check,
    brand_by_other_domain.check,
    helo_mismatch.check,
    helo_unknown.check,
    helo_not_fqdn.check,
    rdns_unconfirmed.check,
    sender_domain.check,
    sender_domain_listed.check,
    spf_fail.check,
    dmarc_fail.check,
    dkim_missing.check,
    dkim_altered.check,
    claim_forged.check,
    residential_origin.check,
    origin_listed.check,
    shown_own_domain.check,
    link_mismatch.check,
    deceptive_subdomain.check,
    deceptive_path.check,
    disguised_link.check,
    link_userinfo.check,
    redirector_link.check,
    free_subdomain_host.check,
    young_domain.check,
    link_listed.check,
    brand_not_linked.check,
    qr_link.check,
    disguised_attachment.check,
    executable_attachment.check,
    html_attachment.check,
    macro_attachment.check,
    encrypted_archive.check,
    urgent_credential_lure.check,
)
CONCLUSIONS: tuple[Check, ...] = (provider_abused.check,)
