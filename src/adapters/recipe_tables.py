"""The recipe book under `data/recipes`: its texts, and tables of what else is known of their foods.

Apart from the tables a turn is answered from: what does not read recipes does not carry them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from adapters.csv_rows import Row, read_rows
from adapters.recipe_book import RecipeTexts
from domain.meals.foods import Food, FoodId, FoodTable
from domain.messaging.text import words
from domain.recipes.dish_words import DishWords
from domain.recipes.measures import Measure, Measures
from domain.recipes.recipe import Equipment, RecipeBook, Slot, Swaps
from domain.recipes.shelves import AISLES, Shelf

type Foods = Mapping[FoodId, Food]


@dataclass(frozen=True)
class RecipeTables:
    """The recipe book read from a folder of tables; a row that breaks a rule is named."""

    folder: Path

    def book(self, foods: FoodTable) -> RecipeBook:
        """Return the recipes of the house, with swaps, FODMAP limits and prices.

        Raises:
            InvalidTableError: A file is missing, a row or a text breaks a rule or names a food
                nobody knows.
        """
        known = foods.foods
        return RecipeBook(
            recipes=RecipeTexts(self.folder / "recipes", known).recipes(),
            swaps=_grouped(self._rows("recipes/swaps.csv", lambda row: _swap(row, known))),
            fodmap_low_up_to_g=dict(
                self._rows("recipes/fodmaps.csv", lambda row: _fodmap(row, known))
            ),
            usd_per_100_g={
                food.food_id: food.price_usd_per_100_g
                for food in known.values()
                if food.price_usd_per_100_g is not None
            },
            asking_words=self._words("asking"),
            products=self._words("product"),
            shelves=dict(self._rows("plans/shelves.csv", lambda row: _shelf(row, known))),
            measures=Measures(dict(self._rows("recipes/measures.csv", _measure))),
            dish_words=DishWords(dict(self._rows("recipes/dish_words.csv", _dish_word))),
        )

    def _words(self, use: str) -> frozenset[str]:
        rows = self._rows("plans/words.csv", _plan_word)
        return frozenset(word for kind, word in rows if kind == use)

    def _rows[T](self, name: str, read: Callable[[Row], T]) -> tuple[T, ...]:
        return tuple(read_rows(self.folder, name, read))


def _swap(row: Row, foods: Foods) -> tuple[str, Food]:
    return row["swap_group"], foods[FoodId(row["food_id"])]


def _grouped(pairs: Iterable[tuple[str, Food]]) -> Swaps:
    swaps: dict[str, tuple[Food, ...]] = {}
    for group, food in pairs:
        swaps[group] = (*swaps.get(group, ()), food)
    return swaps


def _fodmap(row: Row, foods: Foods) -> tuple[FoodId, float | None]:
    limit_g = float(row["low_up_to_g"]) if row["low_up_to_g"] else None
    return foods[FoodId(row["food_id"])].food_id, limit_g


def _measure(row: Row) -> tuple[str, Measure]:
    """Read a measure.

    Raises:
        ValueError: It is both a unit and grams, weighs nothing, or has no source.
    """
    mass_g = float(row["mass_g"]) if row["mass_g"] else None
    if (row["unit"] and mass_g is not None) or (mass_g is not None and mass_g <= 0):
        raise ValueError(f"{row['said']} is no measure")
    if not row["source"] or row["said"] != row["said"].lower():
        raise ValueError(f"{row['said']}: no source, or not in lower case")
    return row["said"], Measure(row["unit"], mass_g)


def _dish_word(row: Row) -> tuple[str, Slot | Equipment]:
    """Read a word that tells a meal of the day or what a kitchen must have.

    Raises:
        ValueError: It tells neither, has no source, or is not in the form words are compared in.
    """
    told = row["tells"]
    word = _one_word(row)
    return word, Slot(told) if told in set(Slot) else Equipment(told)


_LANGUAGES = ("en", "es")


def _shelf(row: Row, foods: Foods) -> tuple[str, Shelf]:
    """Read how a shop shows a food.

    Raises:
        KeyError: The food is unknown.
        ValueError: The aisle is unknown, a name or the source is missing, or pieces are named
            without their mass, or weighed without a name.
    """
    food = foods[FoodId(row["food_id"])]
    names = {each: row[f"name_{each}"] for each in _LANGUAGES}
    words = {each: (row[f"piece_{each}"], row[f"pieces_{each}"]) for each in _LANGUAGES}
    said = [word for pair in words.values() for word in pair]
    piece_g = float(row["piece_g"]) if row["piece_g"] else None
    if row["aisle"] not in AISLES or not all(names.values()) or not row["source"]:
        raise ValueError(f"{food.food_id}: no such aisle, no name, or no source")
    if (piece_g is None and any(said)) or (piece_g is not None and not (piece_g > 0 and all(said))):
        raise ValueError(f"{food.food_id}: a piece is weighed and named, or neither")
    return food.food_id, Shelf(row["aisle"], names, piece_g, words if piece_g else {})


_USES = ("asking", "product")


def _plan_word(row: Row) -> tuple[str, str]:
    """Read a word of planning.

    Raises:
        ValueError: It has another use, no source, or is not in the form words are compared in.
    """
    if row["use"] not in _USES:
        raise ValueError(f"{row['word']}: no such use")
    return row["use"], _one_word(row)


def _one_word(row: Row) -> str:
    """Return the word of a row.

    Raises:
        ValueError: It has no source, or is not in the form words are compared in.
    """
    if not row["source"]:
        raise ValueError(f"{row['word']}: no source")
    if words(row["word"]) != (row["word"],):
        raise ValueError(f"{row['word']} is not one word, simplified")
    return row["word"]
