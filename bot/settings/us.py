"""Who we are: our domains, servers and names, and our languages."""

from __future__ import annotations

from pathlib import Path

from pydantic import field_validator

from analyzers.trace import OurSide, Team, read_team
from bot.settings import values
from bot.settings.base import Group, Names, field
from bot.words import LANGUAGES


class Us(Group):
    """Our side."""

    own_domains: Names = field("FUWAKE_OWN_DOMAINS", "Our mail domains; subdomains are included.", (), "example.co.jp")
    brands: Path | None = field(
        "FUWAKE_BRANDS",
        "File (YAML or TOML) with our own brands, further domains, executives and help desks, whom fraud impersonates, and look-alikes of ours that are honest.",
        None,
        "our-brands.yaml",
    )
    trusted_servers: Names = field(
        "FUWAKE_TRUSTED_SERVERS",
        "Our mail servers, whose Received lines and results are believed; a name covers its subdomains, an address does for a gateway without a name.",
        (),
        "mx.example.co.jp",
    )
    languages: Names = field("FUWAKE_LANGUAGES", "Languages of the replies, first one first.", LANGUAGES)

    @field_validator("own_domains", "trusted_servers", "languages", mode="before")
    @classmethod
    def _split_us(cls, value: object) -> object:
        return values.split(value)

    @field_validator("own_domains", "trusted_servers")
    @classmethod
    def _lower_us(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return values.lowered(value)

    @field_validator("own_domains")
    @classmethod
    def _domains(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return values.domains(value)

    @field_validator("languages")
    @classmethod
    def _languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = set(value) - set(LANGUAGES)
        if unknown or not value:
            raise ValueError(f"use some of {', '.join(LANGUAGES)}")
        return tuple(dict.fromkeys(value))

    @field_validator("brands")
    @classmethod
    def _team(cls, value: Path | None) -> Path | None:
        if value is not None:
            read_team(value)
        return value

    @property
    def side(self) -> OurSide:
        """Who we are: the domains and servers that are named, and what the team's own file adds."""
        team = read_team(self.brands) if self.brands else Team()
        domains = tuple(dict.fromkeys((*self.own_domains, *team.domains)))
        return OurSide(domains=domains, servers=self.trusted_servers, us=team.us)
