"""What every group of settings is made of.

A value comes from the environment, from a file that `<NAME>_FILE` names (so that a secret need not stand in the environment),
else from `.env`; lists are written with commas.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

Names = Annotated[tuple[str, ...], NoDecode]
MAX_FILE = 65_536  # bytes of a file that holds one setting


class SettingsError(Exception):
    """A setting cannot be used. The text is one line that names it; `passing`: it may be usable later."""

    def __init__(self, line: str, *, passing: bool = False) -> None:
        super().__init__(line)
        self.passing = passing


def field(name: str, about: str, default: Any, example: str = "") -> Any:
    """One setting: its `name` in the environment, and what it is `about`, in words for the administrator."""
    return Field(default=default, validation_alias=name, description=about, json_schema_extra={"example": example})


class FileSource(PydanticBaseSettingsSource):
    """`<NAME>_FILE` names a file that holds the value, as Docker, Kubernetes and systemd hand over secrets."""

    def __init__(self, settings: type[BaseSettings], *sources: PydanticBaseSettingsSource) -> None:
        super().__init__(settings)
        self._given: dict[str, str | None] = {}
        for source in sources:
            self._given |= getattr(source, "env_vars", {})

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """The value of one field; None where no file is named. Raises SettingsError."""
        name = str(field.validation_alias)
        path, plain = self._given.get(f"{name}_FILE".lower()), self._given.get(name.lower())
        if not path:
            return None, field_name, False
        if plain:
            raise SettingsError(f"{name}: both it and {name}_FILE are set")
        return _text(f"{name}_FILE", Path(path)), name, False

    def __call__(self) -> dict[str, Any]:
        """All values that stand in files."""
        found = (self.get_field_value(field, name) for name, field in self.settings_cls.model_fields.items())
        return {name: value for value, name, _ in found if value is not None}


def _text(name: str, path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE).decode().strip()
    except OSError as error:
        raise SettingsError(f"{name}: {path} cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{name}: {path} is no text") from None


class Group(BaseSettings):
    """A group of settings."""

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, then files that it names, then `.env`."""
        files = FileSource(settings_cls, dotenv_settings, env_settings)
        return init_settings, env_settings, files, dotenv_settings, file_secret_settings
