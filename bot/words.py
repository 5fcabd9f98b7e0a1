"""Words: the only module that knows Fluent. Every sentence that Fuwake says stands in `locale/`, one file a language.

Loading is strict: a file that does not parse, and a sentence or an argument that is missing, is an error and not a gap.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from babel import Locale
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from bot.stranger import tame

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = ("ja", "en")
# What people say, where the Unicode project's name is the long official one.
_SHORT = {"ja": {"US": "アメリカ", "HK": "香港", "MO": "マカオ"}, "en": {"HK": "Hong Kong", "MO": "Macao"}}
_JOIN = {"ja": "、", "en": ", "}


class WordsError(Exception):
    """A language file is broken, or a sentence cannot be said with the given facts."""


class Words:
    """The sentences of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._bundle = _bundle(language)

    def say(self, key: str, **facts: Any) -> str:
        """The sentence `key`, or `key.attribute`. Every fact passes the choke point; lists are joined as the language does."""
        name, _, attribute = key.partition(".")
        if not self.has(key):
            raise WordsError(f"{self.language}.ftl has no {key}")
        message = self._bundle.get_message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        if pattern is None:
            raise WordsError(f"{self.language}.ftl, {key}: it has no text of its own")
        text, errors = self._bundle.format_pattern(
            pattern, {k.replace("_", "-"): self._tamed(v) for k, v in facts.items()}
        )
        if errors:
            raise WordsError(f"{self.language}.ftl, {key}: {errors[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        """Whether the language has the sentence `key` or `key.attribute`."""
        name, _, attribute = key.partition(".")
        if not self._bundle.has_message(name):
            return False
        return not attribute or attribute in self._bundle.get_message(name).attributes

    def join(self, items: Iterable[str]) -> str:
        """A list as this language writes it."""
        return _JOIN[self.language].join(items)

    def _tamed(self, value: Any) -> Any:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int | float):
            return value
        if isinstance(value, tuple | list):
            return self.join(tame(str(item) if not isinstance(item, str) else item) for item in value)
        return tame(value)


@lru_cache(maxsize=512)
def territory(language: str, code: str) -> str:
    """The name of a country by its two letters (ISO 3166-1); the letters themselves where there is none."""
    names: dict[str, str] = dict(Locale(language).territories)
    return _SHORT.get(language, {}).get(code) or names.get(code, code)


@lru_cache(maxsize=8)
def words(language: str) -> Words:
    """The sentences of `language` (`ja` or `en`)."""
    return Words(language)


def _bundle(language: str) -> FluentBundle:
    text = files("bot").joinpath(f"locale/{language}.ftl").read_text(encoding="utf-8")
    return bundle_of(language, text)


def bundle_of(language: str, text: str) -> FluentBundle:
    """The sentences in `text`. Raises WordsError for what does not parse and for a sentence that stands there twice."""
    resource = FluentResource(text)
    seen: set[str] = set()
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            raise WordsError(f"{language}.ftl: {(entry.content or '').partition(chr(10))[0]!r}")
        if isinstance(entry, ast.Message | ast.Term):
            if entry.id.name in seen:
                raise WordsError(f"{language}.ftl: {entry.id.name} stands there twice")
            seen.add(entry.id.name)
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(resource)
    return bundle
