"""Reads the built food table: opened when first asked, never written."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from adapters.food_table.schema import (
    APPLICATION_ID,
    GROUP_COLUMNS,
    NUTRIENT_COLUMNS,
    SCHEMA_VERSION,
)
from domain.errors import InvalidTableError
from domain.meals.foods import FoodId
from domain.meals.nutrients import Nutrient, Nutrients
from domain.meals.reference_foods import (
    FoodGroup,
    FoodGroups,
    HouseholdPortion,
    Ingredient,
    ReferenceFood,
)

_FOODS = """
    SELECT f.food, f.food_id, f.name, f.synonyms, s.kind, s.year, coalesce(c.name, ''), f.is_newest
    FROM food f JOIN source s USING (source)
    LEFT JOIN category c ON c.source = f.source AND c.code = f.category
"""
_ONE_FOOD = _FOODS + "WHERE f.food_id = :food_id AND CASE WHEN :year IS NULL THEN f.is_newest "
_ONE_FOOD += "ELSE s.year = :year END"
_ALL_FOODS = _FOODS + "WHERE CASE WHEN :fndds_year IS NULL OR s.kind <> 'fndds' THEN f.is_newest "
_ALL_FOODS += "ELSE s.year = :fndds_year END ORDER BY f.food"
_ALL_ROWS = _FOODS + "ORDER BY f.food"
_OTHER_GROUPS = """
    SELECT g.* FROM food_groups g JOIN food f USING (food) JOIN food asked
    ON asked.food_id = f.food_id AND asked.name = f.name
    WHERE asked.food = ? ORDER BY f.food = asked.food DESC, f.source DESC LIMIT 1
"""


_INGREDIENT_NAMES = """
    WITH RECURSIVE part (food) AS (
        SELECT ?
        UNION
        SELECT f.food FROM food f JOIN food asked USING (food_id) WHERE asked.food = ?
        UNION
        SELECT f.food FROM part JOIN ingredient i USING (food)
        JOIN food f ON f.food_id = i.ingredient_id AND f.is_newest
    )
    SELECT DISTINCT i.description FROM part JOIN ingredient i USING (food) ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Source:
    """A publication the file was built from."""

    kind: str
    year: str
    title: str
    licence: str


@dataclass(frozen=True)
class UsdaTable:
    """USDA's foods in the file that `platewise foods build` makes.

    Opened at the first question and then kept. Every method may raise `InvalidTableError`: the file
    is missing, is no food table, or was built for another version of the product.
    """

    path: Path

    @property
    def version(self) -> str:
        """A hash of the facts and the index: the same hash, the same answers."""
        return str(self._one("SELECT value FROM meta WHERE key = 'content_hash'")[0])

    def list_sources(self) -> tuple[Source, ...]:
        """Return the publications, the order in which they were read."""
        rows = self._rows("SELECT kind, year, title, licence FROM source ORDER BY source")
        return tuple(Source(*row) for row in rows)

    def find_food(self, food_id: FoodId, year: str | None = None) -> ReferenceFood | None:
        """Return a food in its newest row, or in that of the named year ("2017-2018")."""
        row = self._one(_ONE_FOOD, {"food_id": food_id, "year": year})
        return None if row is None else _food(row)

    def list_foods(self, fndds_year: str | None = None) -> tuple[ReferenceFood, ...]:
        """Return every food once, in its newest row, ordered by id.

        With a year ("2017-2018") FNDDS is that release alone: the foods it had, as it had them.
        """
        return tuple(map(_food, self._rows(_ALL_FOODS, {"fndds_year": fndds_year})))

    def list_rows(self) -> tuple[ReferenceFood, ...]:
        """Return every row of every release, ordered by id and then by year."""
        return tuple(map(_food, self._rows(_ALL_ROWS)))

    def list_foods_with(self, parts: tuple[str, ...]) -> tuple[ReferenceFood, ...]:
        """Return the newest rows whose name and synonyms contain every part, in any case."""
        contains = " AND instr(lower(f.name || char(10) || f.synonyms), ?)" * len(parts)
        query = f"{_FOODS}WHERE f.is_newest{contains} ORDER BY f.food"
        return tuple(map(_food, self._rows(query, parts)))

    def nutrients_of(self, row: int) -> Nutrients:
        """Return what is known per 100 g of a row's food."""
        return _known(NUTRIENT_COLUMNS, self._one("SELECT * FROM nutrients WHERE food = ?", (row,)))

    def groups_of(self, row: int) -> FoodGroups:
        """Return food-group equivalents per 100 g.

        USDA publishes them later than the foods: a row without its own takes those of the same
        food in another release, if the food was called the same there.
        """
        return _known(GROUP_COLUMNS, self._one(_OTHER_GROUPS, (row,)))

    def portions_of(self, row: int) -> tuple[HouseholdPortion, ...]:
        """Return a row's household portions in the publisher's order."""
        found = self._rows(f"{_PORTIONS} WHERE food = ? ORDER BY position", (row,))
        return tuple(_portion(each[1:]) for each in found)

    def iterate_portions(self) -> Iterator[tuple[int, HouseholdPortion]]:
        """Return every portion beside its food's row, row by row: what an index is built from."""
        found = self._iterate(f"{_PORTIONS} ORDER BY food, position")
        return ((each[0], _portion(each[1:])) for each in found)

    def iterate_nutrients(self) -> Iterator[tuple[int, Nutrients]]:
        """Return the nutrients per 100 g of every row."""
        found = self._iterate("SELECT * FROM nutrients ORDER BY food")
        return ((each[0], _known(NUTRIENT_COLUMNS, each)) for each in found)

    def ingredients_of(self, row: int) -> tuple[Ingredient, ...]:
        """Return the recipe a row's food is calculated from; empty where none was published."""
        found = self._rows(
            "SELECT description, mass_g, code, ingredient_id, retention_code FROM ingredient "
            "WHERE food = ? ORDER BY position",
            (row,),
        )
        return tuple(Ingredient(*each) for each in found)

    def list_ingredient_names(self, row: int) -> tuple[str, ...]:
        """Return the names of all a row's food is made of, ingredients of ingredients too.

        A row of a release without recipes takes the recipe of the food's newest row.
        """
        return tuple(name for (name,) in self._rows(_INGREDIENT_NAMES, (row, row)))

    def find_index(self, key: str) -> bytes | None:
        """Return what was put under this name when the file was built."""
        row = self._one("SELECT content FROM search_index WHERE key = ?", (key,))
        return None if row is None else bytes(row[0])

    def close(self) -> None:
        """Close the file; the next question opens it again."""
        if "_connection" in self.__dict__:
            self.__dict__.pop("_connection").close()

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        if not self.path.is_file():
            raise InvalidTableError(f"{self.path}: no such file; `platewise foods build` makes it")
        try:
            return _open(self.path)
        except sqlite3.DatabaseError as error:
            raise InvalidTableError(f"{self.path}: not a food table ({error})") from error

    def _iterate(self, query: str, values: Any = ()) -> Iterator[Any]:
        try:
            yield from self._connection.execute(query, values)
        except sqlite3.DatabaseError as error:
            raise InvalidTableError(f"{self.path}: {error}") from error

    def _rows(self, query: str, values: Any = ()) -> list[Any]:
        return list(self._iterate(query, values))

    def _one(self, query: str, values: Any = ()) -> Any:
        return next(iter(self._rows(query, values)), None)


_PORTIONS = "SELECT food, description, mass_g, is_default, variant FROM portion"


def _open(path: Path) -> sqlite3.Connection:
    _check_length(path)
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    try:
        _check(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise InvalidTableError(f"{path}: not a food table of this product")
    if version != SCHEMA_VERSION:
        raise InvalidTableError(
            f"{path}: food table of version {version}, this is version {SCHEMA_VERSION}; "
            "build it again with `platewise foods build`"
        )


_MAGIC = b"SQLite format 3\0"


def _check_length(path: Path) -> None:
    """Refuse a file that was cut off: its first page tells how many pages there are.

    Source:
        SQLite, Database File Format, 1.3 (page size at byte 16, pages at byte 28)
    """
    with path.open("rb") as file:
        head = file.read(32)
    page_bytes = int.from_bytes(head[16:18]) or 1
    whole = (65536 if page_bytes == 1 else page_bytes) * int.from_bytes(head[28:32])
    if head.startswith(_MAGIC) and (length := path.stat().st_size) < whole:
        raise InvalidTableError(f"{path}: cut off, {length} of {whole} bytes")


def _food(row: Any) -> ReferenceFood:
    number, food_id, name, synonyms, kind, year, category, is_newest = row
    return ReferenceFood(
        row=number,
        food_id=FoodId(food_id),
        name=name,
        synonyms=tuple(synonyms.splitlines()),
        kind=kind,
        year=year,
        category=category,
        is_newest=bool(is_newest),
    )


def _portion(row: Any) -> HouseholdPortion:
    description, mass_g, is_default, variant = row
    return HouseholdPortion(description, mass_g, bool(is_default), variant)


def _known[Key: (Nutrient, FoodGroup)](columns: tuple[Key, ...], row: Any) -> Mapping[Key, float]:
    amounts = () if row is None else row[1:]
    pairs = zip(columns, amounts, strict=row is not None)
    return {column: amount for column, amount in pairs if amount is not None}
