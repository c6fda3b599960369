"""A sentence as a meal: foods with grams, how sure, why, and what to ask."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from domain.meals.diary import Portion
from domain.meals.foods import Food, FoodId, Found, Span
from domain.meals.reading import LARGEST_PORTION_G, Doubt, MealReading, Unread
from domain.meals.resolving.index import FoodIndex
from domain.meals.resolving.lexicon import Lexicon
from domain.meals.resolving.questions import Question, best_question
from domain.meals.resolving.ranges import Range, RangeFinder
from domain.meals.resolving.resolver import Item, Resolver
from domain.meals.resolving.sentence import nouns
from domain.meals.resolving.words import Word
from domain.messaging.text import clean

_MOST_ALTERNATIVES = 5


@dataclass(frozen=True, slots=True)
class Alternative:
    """What an item may be as well."""

    food_id: FoodId
    name: str
    mass_g: float
    probability: float


@dataclass(frozen=True, slots=True)
class ResolvedItem:
    """One food of a sentence.

    `text` are the user's words; `mass_range_g` holds the true grams four times in five;
    `alternatives` begin with the choice; `reason` says what it rests on.
    """

    text: str
    food_id: FoodId
    name: str
    mass_g: float
    mass_range_g: Range
    alternatives: tuple[Alternative, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ResolvedMeal:
    """A whole sentence; `unread` are the user's words for what was not found."""

    items: tuple[ResolvedItem, ...]
    unread: tuple[str, ...]
    energy_range_kcal: Range
    question: Question | None


@dataclass(frozen=True)
class MealResolver:
    """Resolves sentences over one food table."""

    index: FoodIndex
    lexicon: Lexicon

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self.index, self.lexicon)

    @cached_property
    def _finder(self) -> RangeFinder:
        return RangeFinder(self.index, self.lexicon)

    def resolve(self, text: str) -> ResolvedMeal:
        """Return the foods of a sentence; the same text always gives the same."""
        cleaned = clean(text)
        reading = self._resolver.read(cleaned)
        return ResolvedMeal(
            tuple(self._item(cleaned, item) for item in reading.items),
            tuple(cleaned[start:end] for start, end in reading.unread),
            self._finder.energy_kcal(reading.items),
            best_question(reading.items, self._finder),
        )

    def find(self, text: str) -> tuple[tuple[Found, ...], tuple[Span, ...]]:
        """Return the foods of a sentence that some word names, and where unknown ones are said.

        A word that only belongs into a name ("game" into "cornish game hen") names no food.
        """
        reading = self._resolver.read(text)
        return (
            tuple(self._found(item) for item in reading.items if self._is_named(item)),
            reading.unread,
        )

    def knows(self, word: str) -> bool:
        """Whether a word belongs to a food or to the talk around it."""
        return word in self.index.word_numbers or word in self.lexicon.words

    def _is_named(self, item: Item) -> bool:
        """Whether a word names the food, or two belong to its name."""
        numbers, naming = self.index.word_numbers, self.index.naming_words
        known = nouns(item.said, self.lexicon).difference(item.best.unmatched)
        said = {numbers[form] for form in known if form in numbers}
        return len(said) > 1 or not naming.isdisjoint(said)

    def _found(self, item: Item) -> Found:
        words, best, numbers = item.said.words, item.best, self.index.word_numbers
        known = nouns(item.said, self.lexicon) & numbers.keys()
        heads = self.index.heads_of(best.food)
        is_in_grams = item.said.amount.mass_g is not None
        least_g, most_g = self._finder.mass_g(item)
        return Found(
            min(word.start for word in words),
            max(word.end for word in words),
            _places(words, known),
            _places(words, {form for form in known if numbers[form] in heads}),
            _places(words, known.intersection(best.unmatched)),
            FoodId(self.index.food_ids[best.food]),
            round(item.mass_g, 1),
            "" if is_in_grams or not best.fits else best.fits[0].text,
            least_g,
            most_g,
        )

    def _item(self, text: str, item: Item) -> ResolvedItem:
        food = item.best.food
        start = min(word.start for word in item.said.words)
        end = max(word.end for word in item.said.words)
        return ResolvedItem(
            text[start:end],
            FoodId(self.index.food_ids[food]),
            self.index.food_names[food],
            round(item.mass_g, 1),
            self._finder.mass_g(item),
            self._alternatives(item),
            self._reason(item),
        )

    def _alternatives(self, item: Item) -> tuple[Alternative, ...]:
        return tuple(
            Alternative(
                FoodId(self.index.food_ids[outcome.food]),
                self.index.food_names[outcome.food],
                round(outcome.mass_g, 1),
                round(outcome.probability, 3),
            )
            for outcome in self._finder.outcomes(item)[:_MOST_ALTERNATIVES]
        )

    def _reason(self, item: Item) -> str:
        known = [f for f, _ in item.said.foods if f not in item.best.unmatched]
        parts = ["said: " + " ".join(known)]
        if item.best.unmatched:
            parts.append("not in the table: " + " ".join(item.best.unmatched))
        if item.said.amount.mass_g is not None:
            parts.append("grams as said")
        elif item.best.fits:
            parts.append("portion: " + item.best.fits[0].text)
        return "; ".join(parts)


def _places(words: Iterable[Word], forms: AbstractSet[str]) -> tuple[Span, ...]:
    return tuple((word.start, word.end) for word in words if word.form in forms)


def as_reading(meal: ResolvedMeal, find_food: Callable[[FoodId], Food | None]) -> MealReading:
    """Return a resolved meal in the form the coach logs.

    Args:
        meal: What was resolved.
        find_food: The table's foods by id; one it does not have is left unread.
    """
    portions: list[Portion] = []
    unread = [Unread(text, Doubt.UNKNOWN_FOOD) for text in meal.unread]
    for item in meal.items:
        food = find_food(item.food_id)
        if food is None:
            unread.append(Unread(item.text, Doubt.UNKNOWN_FOOD))
        elif not 0 < item.mass_g <= LARGEST_PORTION_G:
            unread.append(Unread(item.text, Doubt.IMPLAUSIBLE))
        else:
            portions.append(Portion.of(food, item.mass_g, f"{item.mass_g:.0f} g", item.text))
    return MealReading(tuple(portions), tuple(unread))
