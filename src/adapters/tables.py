"""The product's own tables under `data/`, read once and checked row by row."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.recipe_book import RecipeTexts
from domain.conversation.intents import Intent, IntentRule
from domain.conversation.outcome import Knowledge
from domain.conversation.places import Country
from domain.conversation.wording import ReplyTexts
from domain.errors import InvalidTableError
from domain.meals.foods import Food, FoodId, FoodTable
from domain.meals.nutrients import Nutrient, Nutrients
from domain.messaging.phrases import Phrase
from domain.recipes.recipe import RecipeBook, Swaps
from domain.safety.allergens import AllergenTable
from domain.safety.red_flags import Danger, RedFlag

Row = Mapping[str, str]


@dataclass(frozen=True)
class CsvTables:
    """Knowledge read from CSV files; a row that breaks a rule is an error naming file and row."""

    folder: Path
    language: str = "en"

    def knowledge(self) -> Knowledge:
        """Return everything the coach answers from.

        Raises:
            InvalidTableError: A file is missing or a row breaks a rule.
        """
        return Knowledge(
            foods=self.foods(),
            allergens=self.allergens(),
            red_flags=self.rows("safety/red_flags.csv", _red_flag),
            intent_rules=self.rows("intents/rules.csv", _intent_rule),
            countries=dict(self.rows("places/countries.csv", _country)),
            texts=self.texts(),
            nutrient_words=self.nutrient_words(),
        )

    def foods(self) -> FoodTable:
        """Return the food table with its aliases and portions."""
        foods = self.rows("foods/foods.csv", self._food)
        aliases = dict(self.rows("foods/aliases.csv", _alias))
        known = {food.food_id: food for food in foods}
        if unknown := set(aliases.values()) - known.keys():
            raise InvalidTableError(f"foods/aliases.csv: no such food {min(unknown)}")
        return FoodTable(known, aliases, self._filler_words())

    def recipe_book(self, foods: FoodTable) -> RecipeBook:
        """Return the recipes of the house, with swaps, FODMAP limits and prices."""
        known = foods.foods
        return RecipeBook(
            recipes=RecipeTexts(self.folder / "recipes", known).recipes(),
            swaps=_grouped(self.rows("recipes/swaps.csv", lambda row: _swap(row, known))),
            fodmap_low_up_to_g=dict(
                self.rows("recipes/fodmaps.csv", lambda row: _fodmap(row, known))
            ),
            usd_per_100_g=dict(self.rows("foods/prices.csv", lambda row: _price(row, known))),
        )

    def texts(self) -> ReplyTexts:
        """Return the reply texts of the coach's language."""
        rows = self.rows("replies/texts.csv", lambda row: row)
        return ReplyTexts(
            {
                row["key"]: row["text"].replace("\\n", "\n")
                for row in rows
                if row["language"] == self.language
            }
        )

    def nutrient_words(self) -> Mapping[str, Nutrient]:
        """Return the words people use for nutrients."""
        return dict(self.rows("meals/nutrient_words.csv", _nutrient_word))

    def _filler_words(self) -> frozenset[str]:
        return frozenset(self.rows("meals/filler_words.csv", lambda row: row["word"]))

    def allergens(self) -> AllergenTable:
        """Return what people call allergens, and what hides them."""
        return AllergenTable(
            words=dict(self.rows("allergens/words.csv", _named_allergens)),
            hidden=dict(self.rows("allergens/hidden_sources.csv", _hidden_allergens)),
            misleading=self.rows("allergens/misleading.csv", lambda row: row["food_words"]),
        )

    def _food(self, row: Row) -> Food:
        food_id = FoodId(row["food_id"])
        portions, usual_unit = self._portions[food_id]
        return Food(
            food_id=food_id,
            name=row["name"],
            source=row["source"],
            per_100_g=_nutrients(row),
            portions=portions,
            usual_unit=usual_unit,
            allergens=frozenset(row["allergens"].split()),
            tags=frozenset(row["tags"].split()),
            group=row["group"],
        )

    @cached_property
    def _portions(self) -> Mapping[str, tuple[Mapping[str, float], str]]:
        """Return each food's portions and its usual unit."""
        grams: dict[str, dict[str, float]] = {}
        usual: dict[str, str] = {}
        for food_id, unit, mass_g, is_usual in self.rows("foods/portions.csv", _portion):
            grams.setdefault(food_id, {})[unit] = mass_g
            if is_usual:
                usual[food_id] = unit
        return {food_id: (units, usual[food_id]) for food_id, units in grams.items()}

    def rows[T](self, name: str, read: Callable[[Row], T]) -> tuple[T, ...]:
        """Return the rows of a table, each as `read` makes it.

        Raises:
            InvalidTableError: The file cannot be read, or a row breaks its form.
        """
        return tuple(self._checked(name, read))

    def _checked[T](self, name: str, read: Callable[[Row], T]) -> Iterator[T]:
        try:
            with (self.folder / name).open(encoding="utf-8", newline="") as file:
                lines = csv.reader(file, strict=True)
                header = next(lines, [])
                for line, cells in enumerate(filter(None, lines), start=2):
                    yield _read(read, header, cells, f"{name} line {line}")
        except OSError as error:
            raise InvalidTableError(f"{name}: {error.strerror}") from error


def _read[T](read: Callable[[Row], T], header: list[str], cells: list[str], where: str) -> T:
    try:
        return read(dict(zip(header, cells, strict=True)))
    except (KeyError, ValueError) as error:
        raise InvalidTableError(f"{where}: {error!r}") from error


def _nutrients(row: Row) -> Nutrients:
    return {nutrient: float(row[nutrient]) for nutrient in Nutrient if row[nutrient]}


def _alias(row: Row) -> tuple[str, FoodId]:
    return row["alias"], FoodId(row["food_id"])


def _nutrient_word(row: Row) -> tuple[str, Nutrient]:
    return row["word"], Nutrient(row["nutrient"])


def _portion(row: Row) -> tuple[str, str, float, bool]:
    return row["food_id"], row["unit"], float(row["mass_g"]), row["is_default"] == "1"


def _named_allergens(row: Row) -> tuple[str, frozenset[str]]:
    return row["word"], frozenset(row["allergens"].split())


def _hidden_allergens(row: Row) -> tuple[str, frozenset[str]]:
    return row["food_word"], frozenset(row["allergens"].split())


def _red_flag(row: Row) -> RedFlag:
    return RedFlag(Danger(row["danger"]), Phrase(row["phrase"]))


def _intent_rule(row: Row) -> IntentRule:
    return IntentRule(Intent(row["intent"]), Phrase(row["phrase"], row["match"] == "whole"))


def _swap(row: Row, foods: Mapping[FoodId, Food]) -> tuple[str, Food]:
    return row["swap_group"], foods[FoodId(row["food_id"])]


def _grouped(pairs: Iterable[tuple[str, Food]]) -> Swaps:
    swaps: dict[str, tuple[Food, ...]] = {}
    for group, food in pairs:
        swaps[group] = (*swaps.get(group, ()), food)
    return swaps


def _fodmap(row: Row, foods: Mapping[FoodId, Food]) -> tuple[FoodId, float | None]:
    limit_g = float(row["low_up_to_g"]) if row["low_up_to_g"] else None
    return foods[FoodId(row["food_id"])].food_id, limit_g


def _price(row: Row, foods: Mapping[FoodId, Food]) -> tuple[FoodId, float]:
    return foods[FoodId(row["food_id"])].food_id, float(row["usd_per_100_g"])


def _country(row: Row) -> tuple[str, Country]:
    ZoneInfo(row["zone"])  # a zone nobody has is an error here, not in a turn
    country = Country(row["country"], row["zone"], row["emergency_number"], row["crisis_line"])
    return row["calling_code"], country
