"""Resolvers over the product's own foods or a built USDA table."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from adapters.food_records import own_records, usda_records, weighed_portions
from adapters.food_table.reader import UsdaTable
from adapters.meal_words import read_lexicon
from domain.errors import InvalidTableError
from domain.meals.foods import FoodTable
from domain.meals.resolving.index import FoodIndex, index_of
from domain.meals.resolving.lexicon import Lexicon
from domain.meals.resolving.meal_resolver import MealResolver
from domain.meals.resolving.resolver import Resolver
from domain.meals.resolving.stored_index import restored, stored

NEWEST = "newest"
_EDITION = "fndds "


@cache
def lexicon_of(data: Path) -> Lexicon:
    """Return the words and weights of a folder of tables, read once."""
    return read_lexicon(data)


def own_resolver(table: FoodTable, data: Path) -> Resolver:
    """Return a resolver over the product's own foods, which have the names of other kitchens."""
    known = lexicon_of(data)
    lexicon = replace(known, spoken=known.rewriting)
    records = own_records(table, weighed_portions(data))
    return Resolver(index_of(records, lexicon.name_rules, lexicon.version), lexicon)


def own_finder(table: FoodTable, data: Path) -> MealResolver:
    """Return what finds the product's own foods in sentences."""
    resolver = own_resolver(table, data)
    return MealResolver(resolver.index, resolver.lexicon)


def usda_resolver(table: UsdaTable, data: Path, fndds_year: str | None = None) -> Resolver:
    """Return a resolver over a built table, or over one edition of FNDDS in it.

    An index built with other words than today's is made anew: it takes a second, and the answers
    do not depend on when the file was built.
    """
    lexicon = lexicon_of(data)
    return Resolver(_usda_index(table, lexicon, fndds_year), lexicon)


def usda_finder(table: UsdaTable, lexicon: Lexicon) -> MealResolver:
    """Return what finds the newest of USDA's foods in sentences, with words read before."""
    return MealResolver(_usda_index(table, lexicon, None), lexicon)


def _usda_index(table: UsdaTable, lexicon: Lexicon, fndds_year: str | None) -> FoodIndex:
    index = _stored_index(table, _key(fndds_year), lexicon.version)
    if index is None:
        index = index_of(usda_records(table, fndds_year), lexicon.name_rules, lexicon.version)
    return index


def index_blobs(table: UsdaTable, data: Path) -> Mapping[str, bytes]:
    """Return the indexes stored in the file: the newest foods, and each edition of FNDDS alone."""
    lexicon = lexicon_of(data)
    years = sorted({row.year for row in table.list_rows() if row.kind == "fndds"})
    editions: list[str | None] = [None, *years]
    return {
        _key(year): stored(index_of(usda_records(table, year), lexicon.name_rules, lexicon.version))
        for year in editions
    }


def _key(fndds_year: str | None) -> str:
    return NEWEST if fndds_year is None else _EDITION + fndds_year


def _stored_index(table: UsdaTable, key: str, version: str) -> FoodIndex | None:
    content = table.find_index(key)
    if content is None:
        return None
    try:
        index = restored(content)
    except InvalidTableError:
        return None
    return index if index.version == version else None
