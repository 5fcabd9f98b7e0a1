"""Whom Fuwake asks, and what it keeps of the answers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Self

from pydantic import SecretStr, ValidationInfo, field_validator, model_validator

from analyzers.lookups.zones import default_zones
from bot.settings import values
from bot.settings.base import Group, Names, field


class Asking(Group):
    """Lookups."""

    dns_servers: Names = field(
        "FUWAKE_DNS_SERVERS", "Resolvers as ip or ip:port; empty: the system's.", (), "192.0.2.53,192.0.2.54:5353"
    )
    lookup_deadline: float = field("FUWAKE_LOOKUP_DEADLINE", "Seconds for all lookups of one mail.", 8.0)
    blocklists: Names = field(
        "FUWAKE_BLOCKLISTS",
        "DNS block lists of addresses that are asked. By default those that any company may ask in small volume, and zen.spamhaus.org when there is a key. The word none asks no list.",
        default_zones("address"),
    )
    urlhaus_key: SecretStr | None = field(
        "FUWAKE_URLHAUS_KEY", "Auth-Key of abuse.ch, for the feed urlhaus in FUWAKE_URIBLS.", None
    )
    uribls: Names = field(
        "FUWAKE_URIBLS",
        "Lists of domains that are asked about the sender's domain and the links' ones. By default what any company may ask in small volume, and dbl.spamhaus.org when there is a key; add multi.surbl.org if you have fewer than 1,000 users. The feeds jpcert and openphish are fetched and kept here when they are named, and urlhaus when there is a key as well. The word none asks no list.",
        default_zones("domain"),
    )
    registration: Literal["on", "off"] = field(
        "FUWAKE_REGISTRATION",
        "Whether registries are asked who registered the sender's domain and the links' ones, and when (RDAP and WHOIS); on or off.",
        "on",
    )
    geo_city: Path | None = field(
        "FUWAKE_GEO_CITY",
        "City data of your own: a .mmdb file, or a folder of them. It is asked first, before what `fuwake data update` installs. Replace it by renaming.",
        None,
        "/usr/share/GeoIP/GeoLite2-City.mmdb",
    )
    geo_asn: Path | None = field(
        "FUWAKE_GEO_ASN",
        "Data of your own on networks (AS numbers): a .mmdb file, or a folder of them.",
        None,
        "/usr/share/GeoIP/GeoLite2-ASN.mmdb",
    )
    spamhaus_dqs_key: SecretStr | None = field(
        "FUWAKE_SPAMHAUS_DQS_KEY",
        "Key of Spamhaus' Data Query Service. Without one its lists are for non-commercial use only, so they are asked by default only with it.",
        None,
    )
    cache_url: SecretStr | None = field(
        "FUWAKE_CACHE_URL",
        "Redis or Valkey in which several hosts share what they asked; empty: each keeps it in its data folder.",
        None,
        "redis://cache:6379/0",
    )

    @field_validator("dns_servers", "blocklists", "uribls", mode="before")
    @classmethod
    def _split_lookups(cls, value: object) -> object:
        return values.split(value)

    @field_validator("blocklists", "uribls")
    @classmethod
    def _lower_lookups(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return values.lowered(value)

    @field_validator("dns_servers")
    @classmethod
    def _servers(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(values.server, value))

    @field_validator("blocklists", "uribls")
    @classmethod
    def _zones(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        with_urlhaus = info.data.get("urlhaus_key") is not None
        return values.zones(value, info.field_name or "", with_urlhaus=with_urlhaus)

    @field_validator("spamhaus_dqs_key", "urlhaus_key")
    @classmethod
    def _key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9]+", value.get_secret_value()):
            raise ValueError("the key is letters and digits only")
        return value

    @field_validator("cache_url")
    @classmethod
    def _cache(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith(("redis://", "rediss://", "valkey://")):
            raise ValueError("it must begin with redis://, rediss:// or valkey://")
        return value

    @field_validator("geo_city", "geo_asn")
    @classmethod
    def _there(cls, value: Path | None) -> Path | None:
        return values.there(value)

    @field_validator("lookup_deadline")
    @classmethod
    def _deadline(cls, value: float) -> float:
        if not 0.1 <= value <= 60:
            raise ValueError("it must be between 0.1 and 60 seconds")
        return value

    @model_validator(mode="after")
    def _lists_with_key(self) -> Self:
        """With a key of one's own, Spamhaus' lists are asked unless the administrator named others."""
        if self.spamhaus_dqs_key is not None:
            for field_name, kind in (("blocklists", "address"), ("uribls", "domain")):
                if field_name not in self.model_fields_set:
                    object.__setattr__(self, field_name, default_zones(kind, with_key=True))  # type: ignore[arg-type]
        return self

    @property
    def feed_keys(self) -> dict[str, str]:
        """The keys of feeds, by feed."""
        return {"urlhaus": self.urlhaus_key.get_secret_value()} if self.urlhaus_key else {}
