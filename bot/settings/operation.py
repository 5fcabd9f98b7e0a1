"""Where Fuwake keeps what it remembers, for how long, and how it is watched."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from bot.settings.base import Group, field


class Operation(Group):
    """Running it."""

    data_dir: Path = field("FUWAKE_DATA_DIR", "Folder for the database and the cache.", Path("var"))
    database_url: str | None = field(
        "FUWAKE_DATABASE_URL",
        "Database; empty: SQLite in the data folder.",
        None,
        "postgresql://fuwake:password@db/fuwake",
    )
    retention_days: Annotated[int, Field(ge=1, le=3650)] = field(
        "FUWAKE_RETENTION_DAYS", "Days after which a case, and all that belongs to it, is deleted.", 365
    )
    ops_host: str = field("FUWAKE_OPS_HOST", "Address on which /healthz, /readyz and /metrics are served.", "127.0.0.1")
    ops_port: Annotated[int, Field(ge=0, le=65535)] | None = field(
        "FUWAKE_OPS_PORT", "Its port; empty: nothing is served.", None, "9464"
    )
    log_format: Literal["text", "json"] = field(
        "FUWAKE_LOG_FORMAT", "How a line of the log is written: text or json.", "text"
    )
    log_level: Literal["debug", "info", "warning", "error"] = field(
        "FUWAKE_LOG_LEVEL", "From which level on: debug, info, warning or error.", "info"
    )

    otlp_url: str | None = field(
        "FUWAKE_OTLP_URL",
        "Where traces are sent (OpenTelemetry, OTLP over HTTP); empty: nowhere. It needs the packages of fuwake[traces].",
        None,
        "http://127.0.0.1:4318/v1/traces",
    )

    @field_validator("otlp_url")
    @classmethod
    def _otlp(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("it must begin with http:// or https://")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("postgresql://", "sqlite://")):
            raise ValueError("it must begin with postgresql:// or sqlite://")
        return value

    @property
    def database(self) -> str:
        """The database's URL."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'fuwake.sqlite'}"
