"""The food table as one user sees it: what they taught beats what the table says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from domain.meals.diary import Portion
from domain.meals.foods import Food, FoodId, FoodTable
from domain.meals.likeness import Likeness
from domain.meals.nutrients import Nutrient, Nutrients
from domain.meals.reading import MealReading
from domain.meals.vocabulary import canonical_words, spellings_of, words_near
from domain.memory.memory import Kind, Label, Memory, Part, Remembered
from domain.safety.allergens import contains

SOURCE = "your own numbers"
UNKNOWN_ALLERGENS = "unknown_allergens"
"""Tag of foods of which only the numbers are known: nobody can say what is in them."""
_DISH = "dish"
_NOMINAL_G = 100.0  # stands for one portion where nobody knows what it weighs
_HELD_IN = ("bowl", "glass", "bottle", "plate", "bar", "can", "packet")
"""What a portion of one's own may come in: each is one portion."""
_PER_GRAMS = 100.0


@dataclass(frozen=True)
class _Foods(Mapping[FoodId, Food]):
    """The foods of a table and those a user taught, each made when it is first looked for."""

    base: FoodTable
    own: Mapping[FoodId, Remembered]
    made: dict[FoodId, Food] = field(default_factory=dict)

    def __getitem__(self, food_id: FoodId) -> Food:
        if food_id not in self.own:
            return self.base.foods[food_id]
        if food_id not in self.made:
            self.made[food_id] = _made(self.own[food_id], self.base, self)
        return self.made[food_id]

    def __contains__(self, food_id: object) -> bool:
        return food_id in self.own or food_id in self.base.foods

    def __iter__(self) -> Iterator[FoodId]:
        yield from self.base.foods
        yield from self.own

    def __len__(self) -> int:
        return len(self.base.foods) + len(self.own)


@dataclass(frozen=True)
class OwnTable(FoodTable):
    """A food table with one user's memory over it.

    `base` is the table everybody shares; `phrases` are the words this user taught and the food
    each means; `meals` are those that may mean several foods, by id, and `renamed` the words that
    mean something else to others; `taught` is all that was taught, told apart from other users'.
    """

    base: FoodTable = field(kw_only=True)
    phrases: Mapping[tuple[str, ...], FoodId] = field(kw_only=True)
    meals: Mapping[FoodId, Remembered] = field(kw_only=True)
    renamed: tuple[tuple[str, ...], ...] = field(kw_only=True)
    taught: tuple[Remembered, ...] = field(kw_only=True)

    @cached_property
    def _own_words(self) -> frozenset[str]:
        return frozenset(word for phrase in self.phrases for word in phrase)

    @cached_property
    def _own_spellings(self) -> Mapping[str, tuple[str, ...]]:
        return spellings_of(self._own_words)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of every phrase, in canonical form."""
        return self.base.vocabulary | self._own_words

    @cached_property
    def longest_phrase(self) -> int:
        """The number of words of the longest phrase."""
        return max(self.base.longest_phrase, *map(len, self.phrases), 0)

    @cached_property
    def units(self) -> frozenset[str]:
        """Every word that can be a unit."""
        told = {each.label.unit for each in self.taught if each.label} - {""}
        return self.base.units | told | set(_HELD_IN)

    @property
    def called(self) -> Mapping[tuple[str, ...], FoodId]:
        """What everybody calls foods."""
        return self.base.called

    @cached_property
    def likeness(self) -> Likeness:
        """What foods of each kind have; what one user taught says nothing of others."""
        return self.base.likeness

    @cached_property
    def taught_hash(self) -> int:
        """A number that is the same for the same things taught."""
        return hash(self.taught)

    def find(self, phrase: tuple[str, ...]) -> Food | None:
        """Return the food that exactly these canonical words name, the user's own first."""
        food_id = self.phrases.get(phrase)
        return self.base.find(phrase) if food_id is None else self.foods[food_id]

    def respell(self, word: str) -> str:
        """Return the word as the user or the table spells it."""
        if word in self._own_words:
            return word
        meant = self.base.respell(word)
        if meant != word or word in self.base.vocabulary or word in self.base.ordinary_words:
            return meant
        near = words_near(word, self._own_spellings)
        return near[0] if len(near) == 1 else word

    def expanded(self, reading: MealReading) -> MealReading:
        """Return a reading with the foods in place of words that mean several of them.

        Words that once meant another food may name an allergen all the same: they are heard.
        """
        portions = tuple(each for portion in reading.portions for each in self._foods_of(portion))
        heard = (
            Portion.unknown(each.text) for each in reading.portions if self._is_renamed(each.text)
        )
        return replace(reading, portions=portions, heard=(*reading.heard, *heard))

    def _is_renamed(self, text: str) -> bool:
        said = canonical_words(text)
        return any(contains(said, phrase) for phrase in self.renamed)

    def _foods_of(self, portion: Portion) -> tuple[Portion, ...]:
        meal = self.meals.get(portion.food_id) if portion.food_id else None
        if meal is None or portion.mass_g is None:
            return (portion,)
        food = self.foods[meal.food_id]
        factor = portion.mass_g / food.portions[food.usual_unit]
        return tuple(part.portion(self, portion.text, factor) for part in meal.parts)


def table_of(memory: Memory, base: FoodTable) -> FoodTable:
    """Return the table as one user sees it; it is the shared one where nothing was taught."""
    if memory.is_empty:
        return base
    called = [each for each in memory.entries if each.is_sure and each.kind is not Kind.USUAL]
    own = {each.food_id: each for each in (*memory.retired, *memory.entries)}
    foods = _Foods(base, own)
    names = {each.number: each.phrase for each in called}
    phrases = {names[each.number]: _meant(each, names[each.number], base) for each in called}
    words = [each for each in called if each.kind is Kind.WORDS]
    return OwnTable(
        foods,
        base.aliases,
        base.harmless_words,
        base.ordinary_words,
        base.finder,
        base.wider,
        base.amount_words,
        base=base,
        phrases={phrase: food_id for phrase, food_id in phrases.items() if food_id in foods},
        meals={each.food_id: each for each in words},
        renamed=tuple(names[each.number] for each in words),
        taught=tuple(own[food_id] for food_id in sorted(own)),
    )


def _meant(entry: Remembered, phrase: tuple[str, ...], base: FoodTable) -> FoodId:
    """Return the food a name stands for: words for one food that is known are its other name."""
    if entry.kind is Kind.WORDS and len(entry.parts) == 1 and base.find(phrase):
        return entry.parts[0].food_id or entry.food_id
    return entry.food_id


def _made(entry: Remembered, base: FoodTable, foods: Mapping[FoodId, Food]) -> Food:
    if entry.label is not None:
        return _labelled(entry, entry.label, base)
    return _composed(entry, foods)


def _labelled(entry: Remembered, label: Label, base: FoodTable) -> Food:
    """Return a food by its label; what it is called may tell how much a portion is."""
    namesake = base.find(entry.phrase)
    mass_g = label.mass_g or _NOMINAL_G
    portions = _portions(label, namesake)
    return Food(
        food_id=entry.food_id,
        name=entry.name,
        source=SOURCE,
        per_100_g={n: amount / mass_g * _PER_GRAMS for n, amount in label.nutrients},
        portions=portions,
        usual_unit=next(iter(portions)),
        allergens=namesake.allergens if namesake else frozenset(),
        tags=frozenset({UNKNOWN_ALLERGENS}),
        group=_DISH,
        is_weighed=label.mass_g is not None,
    )


def _portions(label: Label, namesake: Food | None) -> Mapping[str, float]:
    """Return the grams in each unit, the usual one first."""
    if label.portion_g is None and label.mass_g is not None:
        if namesake is not None:
            usual = {namesake.usual_unit: namesake.portions[namesake.usual_unit]}
            return usual | dict(namesake.portions)
        return {"piece": label.mass_g}
    portion_g = label.portion_g or _NOMINAL_G
    return _held(portion_g) | ({label.unit: portion_g} if label.unit else {})


def _held(portion_g: float) -> dict[str, float]:
    return dict.fromkeys(("piece", *_HELD_IN), portion_g)


def _composed(entry: Remembered, foods: Mapping[FoodId, Food]) -> Food:
    """Return a food computed from its parts; a nutrient any part does not tell is unknown.

    Of a recipe that could not be read in full the parts that were are counted; what else is in it,
    and what it weighs, nobody knows.
    """
    parts = [(food, part) for part in entry.parts if (food := _food_of(part, foods))]
    mass_g = sum(part.mass_g or 0.0 for _, part in parts)
    is_whole = len(parts) == len(entry.parts) and mass_g > 0
    is_read = is_whole and not entry.unread
    tags = frozenset.intersection(*(food.tags for food, _ in parts)) if is_read else frozenset()
    is_unclear = not is_read or any(UNKNOWN_ALLERGENS in food.tags for food, _ in parts)
    return Food(
        food_id=entry.food_id,
        name=entry.name,
        source=SOURCE,
        per_100_g=_sums(parts, mass_g) if is_whole else {},
        portions=_held((mass_g or _NOMINAL_G) / entry.servings),
        usual_unit="piece",
        allergens=frozenset().union(*(food.allergens for food, _ in parts)),
        tags=tags | ({UNKNOWN_ALLERGENS} if is_unclear else frozenset()),
        group=_DISH,
        is_weighed=is_read and all(food.is_weighed for food, _ in parts),
    )


def _food_of(part: Part, foods: Mapping[FoodId, Food]) -> Food | None:
    return None if part.food_id is None or part.mass_g is None else foods.get(part.food_id)


def _sums(parts: list[tuple[Food, Part]], mass_g: float) -> Nutrients:
    """Return the nutrients of 100 g."""
    known = [n for n in Nutrient if all(n in food.per_100_g for food, _ in parts)]
    return {
        n: sum(food.per_100_g[n] * (part.mass_g or 0.0) for food, part in parts) / mass_g
        for n in known
    }
