"""Findings: what a check noticed, as a code and facts, never as prose.

A finding is a frozen dataclass. The name of its class is its code (`HeloMismatch` is `helo-mismatch`), which is the id of
its sentence in every language and of its row of weights; its fields are the facts that the sentence may use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Literal

EvidenceSource = Literal["header", "body", "dns", "blocklist", "rdap", "whois", "geo", "feed", "page", "attachment"]


class Group(StrEnum):
    """Findings of one group speak of the same thing, so their weights decay and are capped together."""

    IDENTITY = "identity"
    AUTHENTICATION = "authentication"
    ROUTE = "route"
    HEADERS = "headers"
    LINK_DESTINATION = "link-destination"
    LINK_RELATION = "link-relation"
    PAGE = "page"
    CONTENT = "content"
    CONCEALMENT = "concealment"


@dataclass(frozen=True, slots=True)
class Evidence:
    """From where a finding is known: `source`, its `subject` ("Received, line 1"), when it was asked and how old it was."""

    source: EvidenceSource
    subject: str
    at: str | None = None
    age_s: float | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Base of all findings. Subclasses add their facts as fields: text, numbers, booleans or tuples of text."""

    evidence: tuple[Evidence, ...] = field(default=())

    @property
    def code(self) -> str:
        """`HeloMismatch` -> `helo-mismatch`."""
        return code_of(type(self))

    @property
    def variant(self) -> str:
        """Names another row of weights (`code/variant`) for findings of one kind that weigh differently; "" is the plain row."""
        return ""

    @property
    def facts(self) -> dict[str, Any]:
        """The facts by name, with names in the form that the words use (`from_domain` -> `from-domain`)."""
        return {f.name.replace("_", "-"): getattr(self, f.name) for f in fields(self) if f.name != "evidence"}


def code_of(kind: type[Finding]) -> str:
    """The code of a class of findings."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", kind.__name__).lower()
