"""Every setting of Fuwake: from the environment, else from `.env`. `.env.example` is printed from this file.

A wrong value is one clear line that names the setting (`SettingsError`); lists are written with commas.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from analyzers.lookups.zones import default_zones
from analyzers.trace import OurSide, Team, read_team
from bot import setting_values
from bot.words import LANGUAGES

Names = Annotated[tuple[str, ...], NoDecode]


class SettingsError(Exception):
    """A setting cannot be used. The text is one line that names it."""


def _field(name: str, about: str, default: Any, example: str = "") -> Any:
    return Field(default=default, validation_alias=name, description=about, json_schema_extra={"example": example})


class Config(BaseSettings):
    """The settings, one field each."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore")

    slack_bot_token: SecretStr | None = _field("SLACK_BOT_TOKEN", "Bot token of the Slack app (xoxb-…).", None)
    slack_app_token: SecretStr | None = _field(
        "SLACK_APP_TOKEN", "App token for Socket Mode (xapp-…); no public address needed.", None
    )
    slack_signing_secret: SecretStr | None = _field(
        "SLACK_SIGNING_SECRET", "Signing secret, for events over HTTP instead of Socket Mode.", None
    )
    slack_api_url: str = _field("SLACK_API_URL", "Where Slack's Web API is.", "https://slack.com/api/")
    http_host: str = _field(
        "FUWAKE_HTTP_HOST", "Address on which events over HTTP are taken (path /slack/events).", "127.0.0.1"
    )
    http_port: int = _field("FUWAKE_HTTP_PORT", "Its port.", 3000)
    own_domains: Names = _field("FUWAKE_OWN_DOMAINS", "Our mail domains; subdomains are included.", (), "example.co.jp")
    brands: Path | None = _field(
        "FUWAKE_BRANDS",
        "File (YAML or TOML) with our own brands, further domains, executives and help desks, whom fraud impersonates, and look-alikes of ours that are honest.",
        None,
        "our-brands.yaml",
    )
    trusted_servers: Names = _field(
        "FUWAKE_TRUSTED_SERVERS",
        "Our mail servers, whose Received lines and results are believed; a name covers its subdomains, an address does for a gateway without a name.",
        (),
        "mx.example.co.jp",
    )
    intake_channels: Names = _field(
        "FUWAKE_INTAKE_CHANNELS", "Ids of the channels in which every mail is looked at.", (), "C0123456789"
    )
    security_channel: str | None = _field(
        "FUWAKE_SECURITY_CHANNEL", "Id of the security team's channel.", None, "C0123456780"
    )
    security_usergroup: str | None = _field(
        "FUWAKE_SECURITY_USERGROUP",
        "Id of the user group that decides cases and may warn channels.",
        None,
        "S0123456789",
    )
    security_users: Names = _field(
        "FUWAKE_SECURITY_USERS", "Ids of people who decide cases and may warn channels.", (), "U0123456789,U0123456788"
    )
    broadcast_channels: Names = _field(
        "FUWAKE_BROADCAST_CHANNELS",
        "Ids of the channels that may be warned; empty: any channel the bot is in.",
        (),
        "C0123456781",
    )
    triage: Literal["all", "suspicious"] = _field(
        "FUWAKE_TRIAGE",
        "Which cases get a card in the security channel: suspicious (and what people ask about), or all.",
        "suspicious",
    )
    reminder_hours: Annotated[float, Field(gt=0, le=168)] = _field(
        "FUWAKE_REMINDER_HOURS",
        "Hours after which the security channel is reminded of somebody who gave something away and whom nobody helps yet.",
        2.0,
    )
    languages: Names = _field("FUWAKE_LANGUAGES", "Languages of the replies, first one first.", LANGUAGES)
    data_dir: Path = _field("FUWAKE_DATA_DIR", "Folder for the database and the cache.", Path("var"))
    database_url: str | None = _field(
        "FUWAKE_DATABASE_URL",
        "Database; empty: SQLite in the data folder.",
        None,
        "postgresql://fuwake:password@db/fuwake",
    )
    dns_servers: Names = _field(
        "FUWAKE_DNS_SERVERS", "Resolvers as ip or ip:port; empty: the system's.", (), "192.0.2.53,192.0.2.54:5353"
    )
    lookup_deadline: float = _field("FUWAKE_LOOKUP_DEADLINE", "Seconds for all lookups of one mail.", 8.0)
    blocklists: Names = _field(
        "FUWAKE_BLOCKLISTS",
        "DNS block lists of addresses that are asked. By default those that any company may ask in small volume, and zen.spamhaus.org when there is a key. The word none asks no list.",
        default_zones("address"),
    )
    urlhaus_key: SecretStr | None = _field(
        "FUWAKE_URLHAUS_KEY", "Auth-Key of abuse.ch, for the feed urlhaus in FUWAKE_URIBLS.", None
    )
    uribls: Names = _field(
        "FUWAKE_URIBLS",
        "Lists of domains that are asked about the sender's domain and the links' ones. By default what any company may ask in small volume, and dbl.spamhaus.org when there is a key; add multi.surbl.org if you have fewer than 1,000 users. The feeds jpcert and openphish are fetched and kept here when they are named, and urlhaus when there is a key as well. The word none asks no list.",
        default_zones("domain"),
    )
    registration: Literal["on", "off"] = _field(
        "FUWAKE_REGISTRATION",
        "Whether registries are asked who registered the sender's domain and the links' ones, and when (RDAP and WHOIS); on or off.",
        "on",
    )
    geo_city: Path | None = _field(
        "FUWAKE_GEO_CITY",
        "City data of your own: a .mmdb file, or a folder of them. It is asked first, before what `fuwake data update` installs. Replace it by renaming.",
        None,
        "/usr/share/GeoIP/GeoLite2-City.mmdb",
    )
    geo_asn: Path | None = _field(
        "FUWAKE_GEO_ASN",
        "Data of your own on networks (AS numbers): a .mmdb file, or a folder of them.",
        None,
        "/usr/share/GeoIP/GeoLite2-ASN.mmdb",
    )
    spamhaus_dqs_key: SecretStr | None = _field(
        "FUWAKE_SPAMHAUS_DQS_KEY",
        "Key of Spamhaus' Data Query Service. Without one its lists are for non-commercial use only, so they are asked by default only with it.",
        None,
    )
    cache_url: SecretStr | None = _field(
        "FUWAKE_CACHE_URL",
        "Redis or Valkey in which several hosts share what they asked; empty: each keeps it in its data folder.",
        None,
        "redis://cache:6379/0",
    )

    @field_validator(
        "own_domains", "trusted_servers", "intake_channels", "security_users", "broadcast_channels", "languages",
        "dns_servers", "blocklists", "uribls", mode="before",
    )  # fmt: skip
    @classmethod
    def _split(cls, value: Any) -> Any:
        return setting_values.split(value)

    @field_validator("own_domains", "trusted_servers", "blocklists", "uribls")
    @classmethod
    def _lower(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return setting_values.lowered(value)

    @field_validator("own_domains")
    @classmethod
    def _domains(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return setting_values.domains(value)

    @field_validator("intake_channels", "security_users", "broadcast_channels")
    @classmethod
    def _ids(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return setting_values.ids(value)

    @field_validator("security_channel", "security_usergroup")
    @classmethod
    def _id(cls, value: str | None) -> str | None:
        return setting_values.one_id(value)

    @field_validator("languages")
    @classmethod
    def _languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = set(value) - set(LANGUAGES)
        if unknown or not value:
            raise ValueError(f"use some of {', '.join(LANGUAGES)}")
        return tuple(dict.fromkeys(value))

    @field_validator("dns_servers")
    @classmethod
    def _servers(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(setting_values.server, value))

    @field_validator("blocklists", "uribls")
    @classmethod
    def _zones(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        with_urlhaus = info.data.get("urlhaus_key") is not None
        return setting_values.zones(value, info.field_name or "", with_urlhaus=with_urlhaus)

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

    @model_validator(mode="after")
    def _lists_with_key(self) -> Self:
        """With a key of one's own, Spamhaus' lists are asked unless the administrator named others."""
        if self.spamhaus_dqs_key is not None:
            for field, kind in (("blocklists", "address"), ("uribls", "domain")):
                if field not in self.model_fields_set:
                    object.__setattr__(self, field, default_zones(kind, with_key=True))  # type: ignore[arg-type]
        return self

    @field_validator("geo_city", "geo_asn")
    @classmethod
    def _there(cls, value: Path | None) -> Path | None:
        return setting_values.there(value)

    @field_validator("brands")
    @classmethod
    def _team(cls, value: Path | None) -> Path | None:
        if value is not None:
            read_team(value)
        return value

    @field_validator("lookup_deadline")
    @classmethod
    def _deadline(cls, value: float) -> float:
        if not 0.1 <= value <= 60:
            raise ValueError("it must be between 0.1 and 60 seconds")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("postgresql://", "sqlite://")):
            raise ValueError("it must begin with postgresql:// or sqlite://")
        return value

    @property
    def side(self) -> OurSide:
        """Who we are: the domains and servers that are named, and what the team's own file adds."""
        team = read_team(self.brands) if self.brands else Team()
        domains = tuple(dict.fromkeys((*self.own_domains, *team.domains)))
        return OurSide(domains=domains, servers=self.trusted_servers, us=team.us)

    @property
    def feed_keys(self) -> dict[str, str]:
        """The keys of feeds, by feed."""
        return {"urlhaus": self.urlhaus_key.get_secret_value()} if self.urlhaus_key else {}

    @property
    def database(self) -> str:
        """The database's URL."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'fuwake.sqlite'}"


def load(**given: Any) -> Config:
    """The settings of this process. Raises SettingsError with one line for the first wrong one."""
    try:
        return Config(**given)
    except ValidationError as error:
        first = error.errors()[0]
        message = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{first['loc'][0]}: {message}") from None


def example() -> str:
    """The text of `.env.example`."""
    lines = [
        "# Fuwake's settings. Copy this file to .env and fill in what you need; every line that stays commented keeps its default.",
        "",
    ]
    for field in Config.model_fields.values():
        extra: Any = field.json_schema_extra
        default = field.default
        value = ",".join(default) if isinstance(default, tuple) else "" if default is None else str(default)
        lines += [f"# {field.description}", f"#{field.validation_alias}={value or extra['example']}", ""]
    return "\n".join(lines)


def _has_token() -> int:
    """For `make run`: 0 when Slack is set up, 1 when it is not, 2 after one line about a wrong setting."""
    try:
        return 0 if load().slack_bot_token else 1
    except SettingsError as error:
        print(f"fuwake: {error}", file=sys.stderr)  # noqa: T201
        return 2


if __name__ == "__main__":
    if "--has-token" in sys.argv:
        sys.exit(_has_token())
    print(example(), end="")  # noqa: T201 -- `make format` keeps .env.example by it
