"""Brands: who owns which name and which domain.

The list (`data/brands.yaml`) says for each domain how it is known. A domain that nobody confirmed may take a suspicion away but
never create one; a shared domain (`biglobe.ne.jp`) is given to customers, so an address there never proves the brand.
"""

from __future__ import annotations

from analyzers.brands.book import Book, book
from analyzers.brands.lookalike import fold, normalise, skeleton
from analyzers.brands.model import Brand
from analyzers.brands.naming import Naming

__all__ = [
    "Book",
    "Brand",
    "Naming",
    "book",
    "brand_of_domain",
    "brands",
    "claimed",
    "fold",
    "normalise",
    "proven_brand_of",
    "skeleton",
    "tokens",
]


def brands() -> tuple[Brand, ...]:
    """All brands of the list."""
    return book().brands


def claimed(text: str | None) -> tuple[Brand, ...]:
    """The brands that `text` (a display name, a title) names, longest name first; unconfirmed brands are left out."""
    return tuple(naming.brand for naming in book().named(text))


def brand_of_domain(name: str) -> Brand | None:
    """The listed brand whose own (not shared) domain `name` is or lies below, or that hires the sender there."""
    return book().of_domain(name)


def proven_brand_of(name: str) -> Brand | None:
    """The listed brand whose name `name` is beyond doubt, so that somebody else's use of it is a finding."""
    return book().proven_of(name)


def tokens() -> dict[str, Brand]:
    """Labels by which a confirmed brand of the list is known in host names."""
    return book().tokens
