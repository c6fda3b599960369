"""The product's own tables under `data/`, read once and checked row by row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.csv_rows import Row, read_rows
from adapters.intent_tables import IntentTables
from adapters.late_finder import LateFinder
from adapters.meal_resolvers import own_finder
from adapters.nutrition_tables import CsvNutritionTables
from domain.conversation.outcome import Knowledge
from domain.conversation.wording import ReplyTexts
from domain.errors import InvalidTableError
from domain.meals.amount_words import AmountWords
from domain.meals.doubts import Kind, Kinds
from domain.meals.emoji import EmojiWords
from domain.meals.food_names import FoodNames
from domain.meals.foods import Food, FoodId, FoodTable
from domain.meals.nutrients import Nutrient
from domain.meals.vocabulary import canonical_words
from domain.messaging.phrases import Phrase
from domain.messaging.text import words
from domain.profile.places import Country
from domain.safety.allergens import AllergenTable

_AMOUNT_USES = tuple(field.name for field in fields(AmountWords))
_NUTRIENTS = tuple(Nutrient)  # an enumeration is slow to walk, a thousand foods long

LANGUAGES = ("en", "es")
"""What the coach speaks; the first is what it speaks to people whose language it does not."""


@dataclass(frozen=True)
class CsvTables:
    """Knowledge read from CSV files; a row that breaks a rule is an error naming file and row."""

    folder: Path

    def knowledge(self) -> Knowledge:
        """Return everything the coach answers from.

        Raises:
            InvalidTableError: A file is missing or a row breaks a rule.
        """
        languages = {name: self.texts(name) for name in LANGUAGES}
        foods = self.foods()
        return Knowledge(
            foods=foods,
            allergens=self._allergens(),
            tools=IntentTables(self.folder).tools(),
            nutrient_words=self.nutrient_words(),
            countries=dict(self._rows("places/countries.csv", _country)),
            cities=dict(self._rows("places/cities.csv", _city)),
            texts=languages[LANGUAGES[0]],
            languages=languages,
            not_spoken=dict(self._rows("replies/not_spoken/lines.csv", _line)),
            kinds=self.kinds(foods),
            emoji=EmojiWords(dict(self._rows("meals/emoji.csv", _emoji)), self._filler_words()),
            direct_questions=self._rows("intents/direct_questions.csv", _direct_question),
            meanings=self._meanings(),
            nutrition=CsvNutritionTables(self.folder).tables(foods),
        )

    def kinds(self, foods: FoodTable) -> Kinds:
        """Return the foods bare words may mean, by the words."""
        kinds: dict[tuple[str, ...], tuple[Kind, ...]] = {}
        for phrases, kind in self._rows("meals/kinds.csv", _kind):
            if kind.food_id not in foods.foods:
                raise InvalidTableError(f"meals/kinds.csv: no such food {kind.food_id}")
            for phrase in map(canonical_words, phrases):
                kinds[phrase] = (*kinds.get(phrase, ()), kind)
        return kinds

    def _meanings(self) -> Mapping[str, tuple[Phrase, ...]]:
        phrases: dict[str, tuple[Phrase, ...]] = {}
        for meaning, phrase in self._rows("intents/meanings.csv", _meaning):
            phrases[meaning] = (*phrases.get(meaning, ()), phrase)
        return phrases

    @cache  # noqa: B019 (a process reads one folder, or two)
    def foods(self) -> FoodTable:
        """Return the food table with its aliases and portions."""
        foods = self._rows("foods/foods.csv", self._food)
        aliases = dict(self._rows("foods/aliases.csv", _alias))
        known = {food.food_id: food for food in foods}
        if unknown := set(aliases.values()) - known.keys():
            raise InvalidTableError(f"foods/aliases.csv: no such food {min(unknown)}")
        table = FoodTable(
            known,
            aliases,
            self._filler_words(),
            self._ordinary_words(),
            amount_words=self.amount_words(),
        )
        return replace(table, finder=LateFinder(lambda: own_finder(table, self.folder)))

    def texts(self, language: str = LANGUAGES[0]) -> ReplyTexts:
        """Return the reply texts of a language."""
        rows = self._rows(f"replies/{language}.csv", _text)
        names = None if language == LANGUAGES[0] else self._food_names(language)
        return ReplyTexts(dict(rows), language, food_names=names)

    def _food_names(self, language: str) -> FoodNames:
        """Return what foods and units are called in a language that is not the table's."""
        words: dict[FoodId, tuple[str, ...]] = {}
        foreign: dict[FoodId, tuple[str, ...]] = {}
        foreign.update(self._rows("foods/foods.csv", _name))
        for name, food_id, spoken in self._rows("foods/aliases.csv", _word_of_food):
            known = words if spoken == language else foreign
            known[food_id] = (*known.get(food_id, ()), name)
        units = {
            unit: forms
            for unit, spoken, forms in self._rows("foods/unit_words.csv", _unit_words)
            if spoken == language
        }
        return FoodNames(words, foreign, units)

    def nutrient_words(self) -> Mapping[str, Nutrient]:
        """Return the words people use for nutrients."""
        return dict(self._rows("meals/nutrient_words.csv", _nutrient_word))

    def _filler_words(self) -> frozenset[str]:
        return frozenset(self._rows("meals/filler_words.csv", lambda row: row["word"]))

    def amount_words(self) -> AmountWords:
        """Return the words that tell how much in no unit, and those around them."""
        words: dict[str, set[str]] = {use: set() for use in _AMOUNT_USES}
        for use, word in self._rows("meals/amount_words.csv", _amount_word):
            words[use].add(word)
        return AmountWords(**{use: frozenset(found) for use, found in words.items()})

    def _ordinary_words(self) -> Mapping[str, str]:
        """Return words as a table, which is read in use alone: most meals need none of them."""
        name = "meals/ordinary_words.txt"
        try:
            lines = (self.folder / name).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError as error:
            raise InvalidTableError(f"{name} is missing") from error
        return dict.fromkeys((line for line in lines if not line.startswith("#")), "")

    def _allergens(self) -> AllergenTable:
        return AllergenTable(
            words=dict(self._rows("allergens/words.csv", _named_allergens)),
            hidden=dict(self._rows("allergens/hidden_sources.csv", _hidden_allergens)),
            misleading=self._rows("allergens/misleading.csv", lambda row: row["food_words"]),
        )

    def _food(self, row: Row) -> Food:
        food_id = FoodId(row["food_id"])
        portions, usual_unit, portion_sources = self._portions[food_id]
        return Food(
            food_id=food_id,
            name=row["name"],
            source=row["source"],
            per_100_g=_nutrients(row) | self._minerals.get(food_id, {}),
            portions=portions,
            usual_unit=usual_unit,
            allergens=frozenset(row["allergens"].split()),
            tags=frozenset((*row["tags"].split(), *self._tags.get(food_id, ()))),
            glycemic_index=self._glycemic_index.get(food_id),
            price_usd_per_100_g=self._prices.get(food_id),
            group=row["group"],
            portion_sources=portion_sources,
        )

    @cached_property
    def _tags(self) -> Mapping[str, list[str]]:
        """Return the tags that come from studies, beside those a food's own row bears."""
        tags: dict[str, list[str]] = {}
        for food_id, tag in self._rows("foods/tags.csv", lambda row: (row["food_id"], row["tag"])):
            tags.setdefault(food_id, []).append(tag)
        return tags

    @cached_property
    def _minerals(self) -> Mapping[str, dict[Nutrient, float]]:
        """Return the nutrients that stand in a file of their own."""
        return dict(self._rows("foods/minerals.csv", lambda row: (row["food_id"], _nutrients(row))))

    @cached_property
    def _glycemic_index(self) -> Mapping[str, float]:
        return dict(self._rows("foods/glycemic.csv", lambda row: _number(row, "glycemic_index")))

    @cached_property
    def _prices(self) -> Mapping[str, float]:
        return dict(self._rows("foods/prices.csv", lambda row: _number(row, "usd_per_100_g")))

    @cached_property
    def _portions(self) -> Mapping[str, tuple[Mapping[str, float], str, Mapping[str, str]]]:
        """Return each food's portions, its usual unit, and where the weights come from."""
        grams: dict[str, dict[str, float]] = {}
        sources: dict[str, dict[str, str]] = {}
        usual: dict[str, str] = {}
        for food_id, unit, mass_g, is_usual, source in self._rows("foods/portions.csv", _portion):
            grams.setdefault(food_id, {})[unit] = mass_g
            sources.setdefault(food_id, {})[unit] = source
            if is_usual:
                usual[food_id] = unit
        return {id_: (units, usual[id_], sources[id_]) for id_, units in grams.items()}

    def _rows[T](self, name: str, read: Callable[[Row], T]) -> tuple[T, ...]:
        return tuple(read_rows(self.folder, name, read))


def _nutrients(row: Row) -> dict[Nutrient, float]:
    return {nutrient: float(cell) for nutrient in _NUTRIENTS if (cell := row.get(nutrient))}


def _alias(row: Row) -> tuple[str, FoodId]:
    return row["alias"], FoodId(row["food_id"])


def _name(row: Row) -> tuple[FoodId, tuple[str, ...]]:
    return FoodId(row["food_id"]), (row["name"],)


def _word_of_food(row: Row) -> tuple[str, FoodId, str]:
    return row["alias"], FoodId(row["food_id"]), row["language"]


def _unit_words(row: Row) -> tuple[str, str, tuple[str, str]]:
    return row["unit"], row["language"], (row["one"], row["several"])


def _emoji(row: Row) -> tuple[str, tuple[str, str]]:
    return row["emoji"], (row["one"], row["several"])


def _kind(row: Row) -> tuple[list[str], Kind]:
    names = {language: row[language] for language in LANGUAGES}
    return row["words"].split("|"), Kind(FoodId(row["food_id"]), names)


def _amount_word(row: Row) -> tuple[str, str]:
    """Read a word of how much.

    Raises:
        ValueError: It has another use, no source, or is not in the form words are compared in.
    """
    if row["use"] not in _AMOUNT_USES or not row["source"]:
        raise ValueError(f"{row['word']}: no such use, or no source")
    if words(row["word"]) != (row["word"],):
        raise ValueError(f"{row['word']} is not one simplified word")
    return row["use"], row["word"]


def _number(row: Row, column: str) -> tuple[str, float]:
    return row["food_id"], float(row[column])


def _nutrient_word(row: Row) -> tuple[str, Nutrient]:
    return row["word"], Nutrient(row["nutrient"])


def _portion(row: Row) -> tuple[str, str, float, bool, str]:
    is_usual = row["is_default"] == "1"
    return row["food_id"], row["unit"], float(row["mass_g"]), is_usual, row["source"]


def _named_allergens(row: Row) -> tuple[str, frozenset[str]]:
    return row["word"], frozenset(row["allergens"].split())


def _hidden_allergens(row: Row) -> tuple[str, frozenset[str]]:
    return row["food_word"], frozenset(row["allergens"].split())


def _text(row: Row) -> tuple[str, str]:
    return row["key"], row["text"].replace("\\n", "\n")


def _line(row: Row) -> tuple[str, str]:
    return row["language"], row["text"]


def _meaning(row: Row) -> tuple[str, Phrase]:
    return row["meaning"], Phrase(row["phrase"], is_whole=row["match"] == "whole")


def _direct_question(row: Row) -> tuple[str, Phrase]:
    return row["key"], Phrase(row["phrase"], is_whole=row["match"] == "whole")


def _city(row: Row) -> tuple[str, tuple[str, str]]:
    ZoneInfo(row["zone"])
    return row["city"], (row["name"], row["zone"])


def _country(row: Row) -> tuple[str, Country]:
    ZoneInfo(row["zone"])  # a zone nobody has is an error here, not in a turn
    country = Country(
        code=row["country"],
        zone=row["zone"],
        emergency_number=row["emergency_number"],
        crisis_line=row["crisis_line"],
        other_zones=frozenset(row["other_zones"].split()),
    )
    return row["calling_code"], country
